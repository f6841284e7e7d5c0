/** Dialogues that ask one question. */

import { button, h, newId } from "./dom.js";
import { t } from "./words.js";

/**
 * Shows a dialogue and returns what was chosen, or null where it was closed. The focus goes back to where it was.
 * @param {string} title
 * @param {Node[]} content
 * @param {{label: string, value: any, primary?: boolean, refuse?: () => string}[]} choices `refuse` says why a choice cannot be made
 * yet, or nothing
 * `signal` closes it when nothing is to be asked any more.
 */
export function ask(title, content, choices, { canCancel = true, cancel = t("cancel"), classes = "", signal = null } = {}) {
  const before = document.activeElement;
  const id = newId("dialog");
  return new Promise((resolve) => {
    const close = (value) => {
      dialog.close();
      dialog.remove();
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
      resolve(typeof value === "function" ? value() : value);
    };
    const refusal = h("p", { class: "refusal", role: "alert" });
    const choose = ({ value, refuse }) => {
      refusal.textContent = refuse?.() ?? "";
      if (!refusal.textContent) close(value);
    };
    const buttons = choices.map((choice) => button(choice.label, () => choose(choice), { class: choice.primary ? "primary" : "" }));
    if (canCancel) buttons.push(button(cancel, () => close(null)));
    const dialog = h(
      "dialog",
      { "aria-labelledby": id, class: classes },
      h("h2", { id }, title),
      ...content,
      refusal,
      h("div", { class: "dialog-buttons" }, ...buttons),
    );
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      if (canCancel || choices.length === 1) close(null);
    });
    signal?.addEventListener("abort", () => close(null));
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Lets Enter in a field of a dialogue make its primary choice. */
export function chooseByEnter(input) {
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    input.closest("dialog").querySelector(".primary").click();
  });
}

/** A difference: what is taken out and what is put in, told by words as well as by colour. */
export function difference(pieces) {
  const names = { gone: t("diff.gone"), come: t("diff.come") };
  const tags = { gone: "del", come: "ins" };
  const parts = pieces.map(({ kind, text }) => h(tags[kind] ?? "span", {}, names[kind] ? h("span", { class: "sr" }, `(${names[kind]}:) `) : null, text));
  return h("div", { class: "diff", tabindex: "0", role: "group", "aria-label": `${names.gone}, ${names.come}` }, ...parts);
}
