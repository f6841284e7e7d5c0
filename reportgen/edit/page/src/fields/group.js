/** Keys that belong together, such as those of a person. */

import { button, h, withCode } from "../dom.js";
import { t } from "../words.js";
import { Field } from "./field.js";
import { make } from "./make.js";

/** Tables and large groups take much room, and are offered by a button as long as nothing is there. */
const isLarge = (spec) => spec.kind === "table" || (spec.kind === "group" && !isNamed(spec) && !isShort(spec));

const SIMPLE = new Set(["line", "choice", "date", "number", "yesno"]);

/** People and members are shown by their names, with the rest folded away, such as the person who speaks for a member. */
export const isNamed = (spec) => spec.kind === "group" && spec.fields.some(({ key }) => key === "name") && spec.fields.every((field) => SIMPLE.has(field.kind) || isNamed(field));

/** A few values stand side by side. */
export const isShort = (spec) => spec.kind === "group" && spec.fields.length <= 3 && spec.fields.every(({ kind }) => SIMPLE.has(kind));

const isMapping = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

export class GroupField extends Field {
  constructor(context, spec, parent, key, options = {}) {
    super(context, spec, parent, key, options);
    this.fields = new Map();
    this.offers = new Map();
    this.body = h("div", { class: "group-body" });
    this.isLine = isNamed(spec);
    if (this.isLine) this.buildLine();
    else this.build(options.heading);
    this.update(this.value());
  }

  /** A heading with all fields below it. */
  build(heading) {
    this.messages = h("div", { class: "messages", id: `${this.id}-messages` });
    const help = this.spec.help && !this.isBare ? h("p", { class: "help" }, ...withCode(this.spec.help)) : null;
    const legend = this.isBare ? null : h(heading ?? "h3", { id: `${this.id}-label`, class: "group-title" }, this.spec.label);
    const name = this.isBare ? { role: "group", "aria-label": this.label } : { role: "group", "aria-labelledby": `${this.id}-label` };
    this.element = h("div", { class: isShort(this.spec) ? "group group-short" : "group", ...name }, legend, help, this.messages, this.body);
    for (const spec of this.spec.fields) this.place(spec);
  }

  /** The name first, and the rest folded away. */
  buildLine() {
    const specs = this.spec.fields;
    const first = specs.find((spec) => spec.key === "name");
    const rest = specs.filter((spec) => spec !== first);
    const label = this.isBare ? this.label : this.spec.label;
    const help = this.isBare ? "" : this.spec.help;
    const own = { ...first, label, help, example: first.example, required: this.spec.required };
    const field = make(this.context, own, this, "name", { bare: this.isBare });
    this.fields.set("name", field);
    this.messages = h("div", { class: "messages", id: `${this.id}-messages` });
    this.summaryText = h("span", {}, t("details.short"), h("span", { class: "sr" }, `: ${label}`));
    this.details = h("details", { class: "more" }, h("summary", {}, this.summaryText), this.body);
    this.rest = rest;
    this.details.addEventListener("toggle", () => this.details.open && this.buildRest());
    this.element = h("div", { class: "group group-line" }, field.element, this.details, this.messages);
  }

  /** Fields that are folded away are made when they are opened: long lists have many. */
  buildRest() {
    if (!this.rest) return;
    const specs = this.rest;
    this.rest = null;
    for (const spec of specs) this.place(spec);
    this.context.showFindings();
  }

  place(spec) {
    if (isLarge(spec) && !spec.required && this.childValue(spec.key) === undefined) this.offer(spec);
    else this.addField(spec);
  }

  childValue(key) {
    const value = this.value();
    const child = isMapping(value) ? value[key] : undefined;
    return child === "" ? undefined : child;
  }

  addField(spec, before = null) {
    const field = make(this.context, spec, this, spec.key, {});
    this.fields.set(spec.key, field);
    this.body.insertBefore(field.element, before);
    return field;
  }

  offer(spec) {
    const label = t("add", { what: spec.label.charAt(0).toLowerCase() + spec.label.slice(1) });
    const add = button(label, () => this.take(spec)?.focus(), { icon: "add", class: "small offer" });
    this.offers.set(spec.key, add);
    this.body.append(add);
  }

  /** Puts a field where it was offered. */
  take(spec) {
    const add = this.offers.get(spec.key);
    if (!add) return this.fields.get(spec.key);
    const field = this.addField(spec, add);
    add.remove();
    this.offers.delete(spec.key);
    return field;
  }

  /** Takes a field away that is gone from the file, and offers it again. */
  putAway(field) {
    this.fields.delete(field.key);
    field.element.remove();
    this.offer(field.spec);
    this.offers.get(field.spec.key).focus();
  }

  get labelText() {
    return this.isLine ? this.fields.get("name").labelText : null;
  }

  labelOf() {
    return this.label;
  }

  update(value) {
    const hasMore = isMapping(value) && Object.keys(value).some((key) => key !== "name");
    if (this.details && hasMore && !this.hasOpened) {
      this.hasOpened = true;
      this.details.classList.add("is-filled");
      if (!this.isBare) {
        this.buildRest();
        this.details.open = true;
      }
    }
    for (const spec of this.spec.fields) {
      const child = this.childValue(spec.key);
      if (child !== undefined && this.offers.has(spec.key)) this.take(spec);
      this.fields.get(spec.key)?.update(child);
    }
  }

  child(key) {
    if (this.rest && key !== "name") this.buildRest();
    const spec = this.spec.fields.find((field) => field.key === key);
    return this.fields.get(key) ?? (spec ? this.take(spec) : null);
  }

  children() {
    return [...this.fields.values()];
  }

  reveal(from = null) {
    super.reveal(from);
    if (this.details && from !== this.fields.get("name")) this.details.open = true;
  }

  focus() {
    const first = this.isLine ? this.fields.get("name") : this.fields.values().next().value;
    if (first) first.focus();
    else super.focus();
  }
}
