/** The entries of a list: a row with one field, or a card that is opened to show several. */

import { button, h, icon, newId } from "../dom.js";
import { copy, equal } from "../paths.js";
import { t } from "../words.js";
import { asLine } from "./field.js";
import { make } from "./make.js";

const NAMES = ["title", "name", "label", "kind", "caption", "department", "id", "text", "introduction", "file"];
const MAX_NAME = 70;

const shorten = (text) => (text.length > MAX_NAME ? `${text.slice(0, MAX_NAME - 1).trimEnd()}…` : text);

/** How an entry is called: by its title, or the first words that it has. */
export function nameOf(value) {
  if (typeof value === "string") return shorten(value.trim().split("\n")[0]);
  if (Array.isArray(value)) return shorten(value.map(asLine).join(", "));
  for (const key of NAMES) {
    const part = value?.[key];
    if (typeof part === "string" && part.trim()) return shorten(part.trim().split("\n")[0]);
    if (Array.isArray(part) && part.length) return shorten(part.map(asLine).join(", "));
  }
  return "";
}

class Entry {
  constructor(list, index) {
    this.list = list;
    this.index = index;
    this.last = copy(list.values()[index]);
    const tool = (key, shape, action) => button("", action, { icon: shape, quiet: true, "data-tool": key });
    this.upButton = tool("move.up", "up", () => this.list.move(this, -1));
    this.downButton = tool("move.down", "down", () => this.list.move(this, 1));
    this.removeButton = tool("remove", "remove", () => this.list.remove(this));
    this.tools = h("div", { class: "entry-tools" }, this.upButton, this.downButton, this.removeButton);
    this.field = null;
  }

  name() {
    return nameOf(this.last) || t("entry.number", { number: this.index + 1 });
  }

  value() {
    return this.last;
  }

  /** Its place in the list has changed. */
  number(index, total) {
    this.index = index;
    if (this.field) this.field.key = index;
    this.field?.renumber?.();
    this.upButton.disabled = false;
    this.upButton.setAttribute("aria-disabled", String(index === 0));
    this.downButton.setAttribute("aria-disabled", String(index === total - 1));
    this.rename();
  }

  rename() {
    const what = this.name();
    if (what === this.named) return;
    this.named = what;
    for (const tool of [this.upButton, this.downButton, this.removeButton]) {
      const label = t(tool.dataset.tool, { what });
      tool.setAttribute("aria-label", label);
      tool.title = label;
    }
  }

  update(value) {
    if (!equal(value, this.last)) this.last = copy(value);
    this.rename();
    this.field?.update(value);
  }

  make() {
    const { list } = this;
    this.field = make(list.context, list.item, list, this.index, { bare: true });
    return this.field;
  }

  open() {
    return this.field ?? this.make();
  }

  unfold() {}

  start() {
    this.field.focus();
  }
}

/** An entry on one row. */
export class Row extends Entry {
  constructor(list, index) {
    super(list, index);
    this.element = h("li", { class: "entry row" }, this.make().element, this.tools);
  }

  /** Its field is called by its place, for the value itself is what one types. */
  number(index, total) {
    super.number(index, total);
    const label = this.field?.labelText;
    if (label) label.textContent = `${this.list.itemLabel} ${index + 1}`;
  }
}

/** An entry that is folded to its title, and makes its fields when it is opened. */
export class Card extends Entry {
  constructor(list, index) {
    super(list, index);
    const id = newId("card");
    this.title = h("span", { class: "card-title" });
    this.badge = h("span", { class: "badge", hidden: true });
    this.body = h("div", { class: "card-body", id, hidden: true });
    this.toggle = h(
      "button",
      { type: "button", class: "card-toggle", "aria-expanded": "false", "aria-controls": id, onclick: () => this.fold(!this.body.hidden) },
      icon("chevron"),
      this.title,
      this.badge,
    );
    this.element = h("li", { class: "entry card" }, h("div", { class: "card-head" }, this.toggle, this.tools), this.body);
    this.rename();
  }

  rename() {
    super.rename();
    this.title.textContent = this.name();
  }

  make() {
    const field = super.make();
    this.body.append(field.element);
    return field;
  }

  open() {
    const isNew = !this.field;
    const field = super.open();
    if (isNew) this.list.context.showFindings();
    return field;
  }

  fold(isFolded) {
    if (!isFolded) this.open();
    this.body.hidden = isFolded;
    this.toggle.setAttribute("aria-expanded", String(!isFolded));
  }

  unfold() {
    this.fold(false);
  }

  start() {
    this.unfold();
    const [first] = this.field.children();
    if (this.field.start) this.field.start();
    else if (first?.start && first.spec.required) first.start();
    else this.field.focus();
  }

  /** Says how many findings there are inside. */
  count(findings) {
    this.badge.hidden = !findings.length;
    this.badge.textContent = findings.length ? String(findings.length) : "";
    this.badge.classList.toggle("is-error", findings.some((finding) => finding.severity === "error"));
  }
}
