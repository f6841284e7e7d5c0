/** Shows both sides where two have changed the same place, and asks which to keep. */

import { ask, difference } from "./dialog.js";
import { h } from "./dom.js";
import { insist } from "./edits.js";
import { t } from "./words.js";

const shown = (value) => (value === undefined ? "–" : typeof value === "string" ? value : JSON.stringify(value, null, 1));

const side = (title, value) => h("div", { class: "side" }, h("h3", {}, title), h("pre", { tabindex: "0", "aria-label": title }, shown(value)));

/** Asks which of two values to keep. @returns {Promise<boolean>} whether it is that which was typed here */
export function askWhichToKeep(field, mine, theirs) {
  const content = [h("div", { class: "sides" }, side(t("clash.mine"), mine), side(t("clash.theirs"), theirs))];
  const choices = [{ label: t("clash.keep.mine"), value: true }, { label: t("clash.keep.theirs"), value: false }];
  return ask(t("clash.title", { field }), content, choices, { canCancel: false, classes: "wide" });
}

/** Shows what was typed at a place that is gone, so that it can be copied. The file stays as it is. */
async function tellLost(field, mine) {
  const content = [h("p", {}, t("clash.lost.text", { field })), ...(mine === undefined ? [] : [side(t("clash.mine"), mine)])];
  const choices = mine === undefined ? [] : [{ label: t("clash.copy"), value: "copy" }];
  const choice = await ask(t("clash.lost.title"), content, [...choices, { label: t("close"), value: null }], { canCancel: false, classes: "wide" });
  if (choice === "copy") await navigator.clipboard.writeText(shown(mine)).catch(() => {});
}

/** What was done here while somebody else changed the same place. */
export async function settleClashes(context, clashes) {
  for (const found of clashes) {
    const { record, at, mine, theirs } = found;
    const field = context.nameOfPath(at ?? record.at);
    const canInsist = at && ["set", "remove"].includes(record.op);
    if (!canInsist) await tellLost(field, mine);
    else if (await askWhichToKeep(field, mine, theirs)) {
      const edit = insist(context.session.values, found);
      if (edit) context.session.edit([edit]);
      else await tellLost(field, mine);
    }
  }
}

/** What another program wrote into the file while the page changed the same lines. */
export class DiskConflict {
  constructor(session) {
    this.session = session;
    this.shown = h("div");
  }

  /** Asks; shows what the file says now where it has changed since; asks no more where nothing is left to settle. */
  update({ conflict }) {
    if (this.isSettling) return;
    if (!conflict) return void this.question?.abort();
    const key = JSON.stringify(conflict);
    if (key === this.key && this.question) return;
    this.key = key;
    this.hash = conflict.hash ?? null;
    this.shown.replaceChildren(difference(conflict.diff ?? []));
    if (!this.question) this.ask();
  }

  async ask() {
    this.question = new AbortController();
    const keep = await ask(
      t("conflict.title"),
      [h("p", {}, t("conflict.text")), this.shown],
      [{ label: t("conflict.mine"), value: "mine" }, { label: t("conflict.disk"), value: "disk" }],
      { canCancel: false, classes: "wide", signal: this.question.signal },
    );
    this.question = null;
    if (!keep) return;
    this.isSettling = true;
    await this.session.command("api/resolve", { keep, shown: this.hash });
    this.isSettling = false;
    this.update(this.session.state);
  }
}

/** Asks whether to put back what a tab could not save, into a file that has changed since. */
export async function askToRestore(context, groups) {
  const edits = groups.flatMap((group) => group.edits);
  const typed = edits.map(({ at, op, value }) => h("li", {}, h("strong", {}, context.nameOfPath(at)), ": ", shown(op === "remove" ? undefined : value)));
  const content = [h("p", {}, t("restore.text")), h("ul", { tabindex: "0", "aria-label": t("clash.mine"), class: "typed" }, ...typed)];
  const choices = [{ label: t("restore.yes"), value: true }, { label: t("restore.no"), value: false }];
  return ask(t("restore.title"), content, choices, { canCancel: false, classes: "wide" });
}
