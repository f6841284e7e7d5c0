/** A name with completion from a register; lines that are pasted into the name of a member become members. */

import { get } from "../api.js";
import { h } from "../dom.js";
import { announce } from "../live.js";
import { count } from "../words.js";
import { LineField } from "./simple.js";

const PAUSE = 80;

export class RegisterField extends LineField {
  constructor(...parameters) {
    super(...parameters);
    this.options = [];
    this.active = -1;
    const { control } = this;
    control.setAttribute("spellcheck", "false");
    const aria = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${this.id}-options` };
    for (const [name, value] of Object.entries(aria)) control.setAttribute(name, value);
    control.addEventListener("input", () => this.ask());
    control.addEventListener("keydown", (event) => this.pressed(event));
    control.addEventListener("blur", () => this.close());
    control.addEventListener("paste", (event) => this.pasted(event));
  }

  after() {
    this.list = h("ul", { class: "options", role: "listbox", id: `${this.id}-options`, hidden: true, "aria-label": this.label });
    return this.list;
  }

  /** Asks which authorities the text may mean, once typing pauses. */
  ask() {
    clearTimeout(this.timer);
    const text = this.control.value.trim();
    if (text.length < 2) return void this.close();
    this.timer = setTimeout(async () => {
      const options = await get("api/complete", { kind: this.spec.register, text }).catch(() => []);
      if (this.control.value.trim() !== text || document.activeElement !== this.control) return;
      this.offer(options.slice(0, 8));
    }, PAUSE);
  }

  offer(options) {
    if (options.length === 1 && options[0].value === this.control.value) options = [];
    this.options = options;
    this.active = -1;
    this.list.replaceChildren(
      ...options.map((option, index) =>
        h(
          "li",
          { role: "option", id: `${this.id}-option-${index}`, "aria-selected": "false", onpointerdown: (event) => (event.preventDefault(), this.choose(index)) },
          h("span", {}, option.value),
          option.note ? h("span", { class: "note" }, option.note) : null,
        ),
      ),
    );
    this.list.hidden = !options.length;
    this.control.setAttribute("aria-expanded", String(options.length > 0));
    this.control.removeAttribute("aria-activedescendant");
    if (options.length) announce(count("suggestions", options.length));
  }

  close() {
    clearTimeout(this.timer);
    if (!this.list.hidden) this.offer([]);
  }

  choose(index) {
    this.control.value = this.options[index].value;
    this.set(this.control.value);
    this.close();
  }

  pressed(event) {
    if (this.list.hidden || event.altKey) return;
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") this.activate(this.active + (key === "ArrowDown" ? 1 : -1));
    else if (key === "Enter" && this.active >= 0) this.choose(this.active);
    else if (key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  activate(index) {
    const total = this.options.length;
    this.active = (index + total) % total;
    [...this.list.children].forEach((option, position) => option.setAttribute("aria-selected", String(position === this.active)));
    this.control.setAttribute("aria-activedescendant", `${this.id}-option-${this.active}`);
    this.list.children[this.active].scrollIntoView({ block: "nearest" });
  }

  pasted(event) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const list = this.parent?.parent;
    if (list?.spec.kind !== "members" || !/\S\s*[\n\t]\s*\S/.test(text)) return;
    event.preventDefault();
    this.context.pasteMembers(list, text);
  }
}
