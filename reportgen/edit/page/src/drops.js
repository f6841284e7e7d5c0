/** Files that are dropped beside the box of a picture: the browser would leave the page to open them. */

import { PictureField, addPicture } from "./fields/picture.js";

const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

/** The empty place for a picture in the entry where a file was dropped. */
function emptyPlace(form, target) {
  const at = form.element.contains(target) ? form.pathOf(target) : null;
  for (let field = at && form.fieldAt(at); field; field = field.parent) {
    const place = field instanceof PictureField ? field : field.fields?.get("file");
    if (place instanceof PictureField) return place.value() ? null : place;
  }
  return null;
}

/** Takes what is dropped anywhere on the page: into the entry that has no picture yet, or else as a picture of its own. */
export function takeDrops(form) {
  document.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault());
  document.addEventListener("drop", async (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    const files = [...event.dataTransfer.files];
    const list = form.root(["figures"]);
    if (form.element.inert || !list) return;
    const place = emptyPlace(form, event.target);
    if (place) await place.take(files.shift());
    for (const file of files) await addPicture(list, file);
  });
}
