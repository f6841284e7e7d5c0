/** Shows both sides where two have changed the same place, and asks which to keep. */

import { ask, difference } from "./dialog.js";
import { h } from "./dom.js";
import { t } from "./words.js";

const shown = (value) => (value === undefined ? "–" : typeof value === "string" ? value : JSON.stringify(value, null, 1));

const side = (title, value) => h("div", { class: "side" }, h("h3", {}, title), h("pre", { tabindex: "0", "aria-label": title }, shown(value)));

/** Asks which of two values to keep. @returns {Promise<boolean>} whether it is that which was typed here */
export function askWhichToKeep(field, mine, theirs) {
  const content = [h("div", { class: "sides" }, side(t("clash.mine"), mine), side(t("clash.theirs"), theirs))];
  const choices = [{ label: t("clash.keep.mine"), value: true }, { label: t("clash.keep.theirs"), value: false }];
  return ask(t("clash.title", { field }), content, choices, { canCancel: false, classes: "wide" });
}

/** What was typed here while somebody else changed the same field. */
export async function settleClashes(context, clashes) {
  for (const { at, mine, theirs } of clashes) {
    const keepsMine = await askWhichToKeep(context.nameOfPath(at), mine, theirs);
    if (keepsMine) context.session.edit([{ op: "set", at, value: mine ?? "" }]);
  }
}

/** What another program wrote into the file while the page changed the same lines. */
export class DiskConflict {
  constructor(session) {
    this.session = session;
  }

  async update({ conflict }) {
    if (!conflict || this.isAsking) return;
    this.isAsking = true;
    const content = [h("p", {}, t("conflict.text")), difference(conflict.diff ?? [])];
    const keep = await ask(
      t("conflict.title"),
      content,
      [{ label: t("conflict.mine"), value: "mine" }, { label: t("conflict.disk"), value: "disk" }],
      { canCancel: false, classes: "wide" },
    );
    await this.session.command("api/resolve", { keep });
    this.isAsking = false;
  }
}
