/** The bar at the top: the file, whether it is saved, undo and redo, and the end. */

import { post } from "./api.js";
import { button, h } from "./dom.js";
import { announce } from "./live.js";
import { firstDifference } from "./paths.js";
import { t } from "./words.js";

export class Header {
  constructor(context) {
    this.context = context;
    const { session } = context;
    this.name = h("span", { class: "file-name" });
    this.status = h("span", { class: "save-status", role: "status" });
    this.undo = button(t("undo"), () => this.step("undo"), { icon: "undo", title: `${t("undo")} (Ctrl+Z)`, "aria-keyshortcuts": "Control+Z" });
    this.redo = button(t("redo"), () => this.step("redo"), { icon: "redo", title: `${t("redo")} (Ctrl+Y)`, "aria-keyshortcuts": "Control+Y" });
    this.end = button(t("menu.end"), () => this.close(), { title: t("menu.end.help") });
    this.element = h(
      "header",
      { class: "bar" },
      h("h1", {}, h("span", { class: "product" }, "reportgen"), " ", this.name),
      this.status,
      h("div", { class: "bar-tools" }, this.undo, this.redo, this.end),
    );
    document.addEventListener("keydown", (event) => this.pressed(event), { capture: true });
    document.addEventListener("beforeinput", (event) => event.inputType.startsWith("history") && event.preventDefault(), { capture: true });
    window.addEventListener("beforeunload", (event) => !session.isIdle && event.preventDefault());
  }

  pressed(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || document.querySelector("dialog[open]")) return;
    const key = event.key.toLowerCase();
    const name = key === "z" ? (event.shiftKey ? "redo" : "undo") : key === "y" ? "redo" : "";
    if (!name) return;
    event.preventDefault();
    event.stopPropagation();
    this.step(name);
  }

  /** Takes back the last change, or takes it up again, and says where. */
  async step(name) {
    const { session } = this.context;
    await session.settle();
    if (!session.state[`can_${name}`]) return;
    const before = structuredClone(session.values);
    await session.command(`api/${name}`);
    const at = firstDifference(before, session.values);
    const what = t(name === "undo" ? "undone" : "redone");
    announce(at?.length ? t("changed.at", { what, field: this.context.nameOfPath(at) }) : what);
    if (at?.length) this.context.showPlace(at);
  }

  async close() {
    await this.context.session.settle();
    await post("api/close").catch(() => {});
    this.context.ended();
  }

  update(session) {
    const { state } = session;
    this.name.textContent = state.path_name;
    this.undo.setAttribute("aria-disabled", String(!state.can_undo && session.isIdle));
    this.redo.setAttribute("aria-disabled", String(!state.can_redo));
    const isWaiting = session.isOffline || session.isRefused;
    const isUnsaved = Boolean(state.failure) || state.saved === false;
    const key = isWaiting ? "waiting" : !session.isIdle ? "saving" : isUnsaved ? "unsaved" : "saved";
    if (this.key === key) return;
    this.key = key;
    this.status.dataset.state = key;
    clearTimeout(this.timer);
    const show = () => (this.status.textContent = t(`save.${key}`));
    if (key === "saving") this.timer = setTimeout(show, 400);
    else show();
  }
}
