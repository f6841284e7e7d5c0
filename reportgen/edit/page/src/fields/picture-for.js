/** A picture that is dropped where it is to be shown: it is put into the list of pictures, and named there. */

import { upload } from "../api.js";
import { ask } from "../dialog.js";
import { h, newId } from "../dom.js";
import { announce, notice } from "../live.js";
import { t } from "../words.js";
import { idOf } from "./picture.js";

const entryOf = (list, id) => list.values().find((entry) => entry?.id === id);

/** Puts a picture into the folder, lets a field name it, and asks there what it shows. */
export async function addPictureFor(field, list, file) {
  try {
    const { name } = await upload("api/picture", file);
    const id = list.values().find((entry) => entry?.file === name && entry.id)?.id ?? unusedId(list, idOf(name));
    const naming = { op: "set", at: field.at(), value: id };
    field.submit(entryOf(list, id) ? [naming] : [addition(list, { id, file: name }), naming]);
    announce(t("picture.placed", { name }));
    if (!entryOf(list, id).alt) await askForAlt(list, id);
    field.focus();
  } catch (error) {
    notice("picture", t("picture.refused", { reason: error.message }));
  }
}

const addition = (list, value) =>
  list.values().length ? { op: "insert", at: list.at(), index: list.values().length, value } : { op: "set", at: list.at(), value: [value] };

function unusedId(list, id) {
  let unused = id;
  for (let number = 2; entryOf(list, unused); number += 1) unused = `${id}-${number}`;
  return unused;
}

/** What the picture shows can be said later, too: until then it is a finding at the picture. */
async function askForAlt(list, id) {
  const area = h("textarea", { id: newId("alt"), rows: "3" });
  const question = h("label", { for: area.id, class: "label" }, t("picture.alt.ask"));
  const asked = ask(t("picture.shown", { name: id }), [question, area], [{ label: t("apply"), value: () => area.value.trim(), primary: true }], { cancel: t("later") });
  area.focus();
  const alt = await asked;
  const index = list.values().findIndex((entry) => entry?.id === id);
  if (alt && index >= 0) list.submit([{ op: "set", at: [...list.at(), index, "alt"], value: alt }]);
}
