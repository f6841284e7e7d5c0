/** A list whose entries can be added, removed and moved, by buttons and by keys. */

import { button, h, setChildren, withCode } from "../dom.js";
import { announce } from "../live.js";
import { equal } from "../paths.js";
import { count, t } from "../words.js";
import { Card, Row } from "./entry.js";
import { Field, asLine } from "./field.js";
import { isNamed, isShort } from "./group.js";

/** Stands for the key of an entry that has none. */
const ANY = "*";

/** What a new entry holds. */
const EMPTY = { group: {}, list: [] };

const isBlank = (value) => asLine(value) === "" || (typeof value === "object" && Object.values(value).every(isBlank));

const isRow = (spec) => !["text", "table", "members", "list"].includes(spec.kind) && (spec.kind !== "group" || isNamed(spec) || isShort(spec));

export class ListField extends Field {
  constructor(context, spec, parent, key, options = {}) {
    super(context, spec, parent, key, options);
    this.item = spec.item ?? { kind: "line", key: "", label: spec.label };
    this.Entry = isRow(this.item) ? Row : Card;
    this.entries = [];
    this.rows = h("ol", { class: `entries ${this.Entry === Row ? "rows" : "cards"}`, role: "list" });
    this.rows.addEventListener("keydown", (event) => this.pressed(event));
    this.rows.addEventListener("paste", (event) => this.pasted(event));
    this.messages = h("div", { class: "messages", id: `${this.id}-messages` });
    this.counter = h("span", { class: "counter" });
    this.add = button(t("add.entry"), () => this.append(), { icon: "add", class: "small" });
    this.title = this.isBare ? h("span", { class: "sr" }, this.label) : h("span", { id: `${this.id}-label` }, this.label);
    const tag = spec.required ? h("span", { class: "tag" }, t("required")) : null;
    const heading = h(options.heading ?? "div", { class: "label list-title" }, this.title, " ", tag, " ", this.counter);
    const help = spec.help && !this.isBare ? h("p", { class: "help" }, ...withCode(spec.help)) : null;
    this.tools = h("div", { class: "list-tools" }, this.add, ...this.moreTools());
    this.element = h("div", { class: "field list", role: "group", "aria-label": this.label }, heading, help, this.messages, this.none(), this.rows, this.tools);
    this.update(this.value());
  }

  /** A list in a list is called by its number there, for its lines are what one types. */
  get label() {
    return this.isBare && this.parent?.itemLabel ? `${this.parent.itemLabel} ${this.key + 1}` : super.label;
  }

  renumber() {
    this.element.setAttribute("aria-label", this.label);
    if (this.isBare) this.title.textContent = this.label;
  }

  /** Further buttons below the list. */
  moreTools() {
    return this.spec.kind === "members" ? this.context.memberTools(this) : [];
  }

  /** A tick that says there were none, where a word stands for that. */
  none() {
    if (!this.spec.none) return null;
    this.noneTick = h("input", {
      type: "checkbox",
      onchange: () => this.set(this.noneTick.checked ? this.spec.none : "", { isTyped: false }),
    });
    return (this.noneRow = h("label", { class: "tick" }, this.noneTick, h("span", {}, t("none"))));
  }

  isNone(value) {
    return Boolean(this.spec.none) && value === this.spec.none;
  }

  /** The entries in the file. */
  values(value = this.value()) {
    if (Array.isArray(value)) return value;
    return value === undefined || value === null || value === "" || this.isNone(value) ? [] : [value];
  }

  childValue(index) {
    return this.values()[index];
  }

  labelOf(field) {
    const entry = this.entries.find((candidate) => candidate.field === field);
    return entry ? entry.name() : this.itemLabel;
  }

  /** What an entry is called without its number; the lines of a list in a list have no word of their own. */
  get itemLabel() {
    const { label } = this.item;
    return label && label !== ANY ? label : this.spec.label === ANY ? t("entry") : this.spec.label;
  }

  /** Adds an entry at the end, or behind another, and puts the focus into it. */
  append(value = EMPTY[this.item.kind] ?? "", index = this.entries.length, { focus = true } = {}) {
    this.insert(value, index);
    announce(t("added", { what: this.entries[index].name() }));
    if (focus) this.entries[index].start();
    return this.entries[index];
  }

  insert(value, index) {
    const at = this.at();
    const isNew = this.value() === undefined || this.isNone(this.value());
    if (isNew) this.submit([{ op: "set", at, value: [value] }]);
    else this.submit([{ op: "insert", at, index, value }]);
    if (this.entries.length <= index) this.update(this.value());
  }

  remove(entry) {
    const index = this.entries.indexOf(entry);
    const name = entry.name();
    const next = this.entries[index + 1] ?? this.entries[index - 1];
    this.take(entry);
    if (this.values().length === 1) this.submit([{ op: "remove", at: this.at() }]);
    else this.submit([{ op: "remove", at: [...this.at(), index] }]);
    announce(t("removed", { what: name }));
    if (next) next.removeButton.focus();
    else this.add.focus();
  }

  take(entry) {
    this.entries.splice(this.entries.indexOf(entry), 1);
    this.lay();
  }

  /** Moves an entry; the focus stays where it is. */
  move(entry, step) {
    const from = this.entries.indexOf(entry);
    const to = from + step;
    if (to < 0 || to >= this.entries.length) return;
    const focused = document.activeElement;
    this.entries.splice(to, 0, ...this.entries.splice(from, 1));
    this.lay();
    focused?.focus({ preventScroll: true });
    this.submit([{ op: "move", at: this.at(), from, to }]);
    if (document.activeElement !== focused) focused?.focus({ preventScroll: true });
    entry.element.scrollIntoView({ block: "nearest" });
    announce(t("moved", { what: entry.name(), position: to + 1, total: this.entries.length }));
  }

  pressed(event) {
    const entry = this.entries.find((candidate) => candidate.element.contains(event.target));
    if (!entry || event.target.closest(".entries") !== this.rows) return;
    if (event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key)) {
      event.preventDefault();
      this.move(entry, event.key === "ArrowUp" ? -1 : 1);
    } else if (event.key === "Enter" && this.Entry === Row && event.target.matches("input[type=text]") && !event.defaultPrevented) {
      event.preventDefault();
      this.append(undefined, this.entries.indexOf(entry) + 1);
    } else if (event.key === "Backspace" && this.Entry === Row && event.target.value === "" && event.target.matches("input") && isBlank(entry.last)) {
      event.preventDefault();
      this.remove(entry);
    }
  }

  /** Lines that are pasted into one become one entry each. */
  pasted(event) {
    const entry = this.entries.find((candidate) => candidate.element.contains(event.target));
    const isLine = this.item.kind === "line" && this.Entry === Row && event.target.matches("input[type=text]");
    if (!entry || !isLine || event.defaultPrevented || event.target.closest(".entries") !== this.rows) return;
    const lines = (event.clipboardData?.getData("text/plain") ?? "").split(/\r\n|\r|\n/).map((line) => line.trim()).filter(Boolean);
    if (lines.length < 2) return;
    event.preventDefault();
    const { value, selectionStart, selectionEnd } = event.target;
    lines[0] = value.slice(0, selectionStart) + lines[0];
    lines[lines.length - 1] += value.slice(selectionEnd);
    const index = this.entries.indexOf(entry);
    this.putLines(lines, index);
    this.entries[index + lines.length - 1]?.start();
    announce(count("number.of.entries", lines.length));
  }

  /** Puts lines in place of one entry. */
  putLines(lines, index) {
    const at = this.at();
    const [first, ...others] = lines;
    const set = { op: "set", at: [...at, index], value: first };
    this.submit([set, ...others.map((value, offset) => ({ op: "insert", at, index: index + 1 + offset, value }))]);
    this.update(this.value());
  }

  /** Numbers the entries and puts them in their order. */
  lay() {
    this.entries.forEach((entry, index) => entry.number(index, this.entries.length));
    setChildren(this.rows, this.entries.map((entry) => entry.element));
    this.counter.textContent = this.entries.length > 3 ? count("number.of.entries", this.entries.length) : "";
    this.rows.hidden = !this.entries.length;
  }

  /** Brings the entries in line with the values, keeping those that are the same. */
  update(value) {
    if (this.noneTick) {
      this.noneTick.checked = this.isNone(value);
      this.tools.hidden = this.isNone(value);
      this.noneRow.hidden = this.entries.length > 0 && !this.isNone(value);
    }
    const values = this.values(value);
    const entries = this.entries;
    let start = 0;
    while (start < values.length && start < entries.length && equal(entries[start].last, values[start])) start += 1;
    let end = 0;
    const room = () => Math.min(values.length, entries.length) - start;
    while (end < room() && equal(entries.at(-1 - end).last, values.at(-1 - end))) end += 1;
    const middle = values.length - start - end;
    const old = entries.length - start - end;
    if (old > middle) entries.splice(start + middle, old - middle);
    for (let index = start + old; index < start + middle; index += 1) entries.splice(index, 0, new this.Entry(this, index));
    if (old !== middle || !this.isLaid) this.lay();
    this.isLaid = true;
    values.forEach((item, index) => entries[index].update(item));
    if (this.noneRow) this.noneRow.hidden = entries.length > 0;
  }

  child(index) {
    return this.entries[index]?.open() ?? null;
  }

  children() {
    return this.entries.map((entry) => entry.field).filter(Boolean);
  }

  get input() {
    return null;
  }

  /** Puts the focus where one types: a list that is an entry itself gets its first line at once. */
  start() {
    if (this.entries.length) this.entries[0].start();
    else this.append();
  }

  focus() {
    this.reveal();
    this.add.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: "start", behavior: "instant" });
  }

  reveal(from = null) {
    super.reveal(this);
    if (from) this.entries.find((entry) => entry.field === from)?.unfold();
  }
}
