/** Tells readers of screens what has happened, without moving the focus. */

import { button, h, icon } from "./dom.js";
import { t } from "./words.js";

let region;
let bar;

export function start(liveRegion, noticeBar) {
  region = liveRegion;
  bar = noticeBar;
}

/** Says something once. The same words said twice are told twice. */
export function announce(text) {
  region.textContent = "";
  setTimeout(() => {
    region.textContent = text;
  }, 30);
}

/** Shows a message that stays until it is dismissed or replaced by one of the same kind; empty words take it away. */
export function notice(kind, text, actions = []) {
  bar.querySelector(`[data-kind="${kind}"]`)?.remove();
  if (!text) return;
  const dismiss = () => message.remove();
  const message = h(
    "div",
    { class: `notice notice-${kind}`, "data-kind": kind },
    h("p", {}, text),
    ...actions.map(([label, action]) => button(label, () => (dismiss(), action()))),
    h("button", { type: "button", class: "icon-button", "aria-label": t("dismiss"), onclick: dismiss }, icon("close")),
  );
  bar.append(message);
}
