/** Files that are dropped beside the box of a picture: the browser would leave the page to open them. */

import { addPictureFor } from "./fields/picture-for.js";
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

/** The field beside a place that names a picture to be shown there, if it names none yet; one on which a file falls gets the new one. */
function namingPlace(form, target) {
  const at = form.element.contains(target) ? form.pathOf(target) : null;
  let field = at && form.fieldAt(at);
  const entry = field?.entries?.find(({ element }) => element.contains(target));
  if (entry) field = entry.open();
  if (isNaming(field?.spec)) return field;
  for (; field; field = field.parent) {
    const spec = field.spec.fields?.find(isNaming);
    const place = spec && field.child(spec.key);
    if (place) return place.value() ? null : place;
  }
  return null;
}

const isNaming = (spec) => spec?.choices_from?.[0] === "figures";

/**
 * Takes what is dropped anywhere on the page: into the entry that has no picture yet, or for the field that names one, or else
 * as a picture of its own.
 */
export function takeDrops(form) {
  document.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault());
  document.addEventListener("drop", async (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    const files = [...event.dataTransfer.files];
    const list = form.root(["figures"]);
    if (form.element.inert || !list) return;
    const place = emptyPlace(form, event.target);
    const naming = place ? null : namingPlace(form, event.target);
    if (place) await place.take(files.shift());
    else if (naming) await addPictureFor(naming, list, files.shift());
    for (const file of files) await addPicture(list, file);
  });
}
