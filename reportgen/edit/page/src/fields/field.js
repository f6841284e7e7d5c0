/** What all fields share: their place in the dataset, their label, their help and what was found there. */

import { h, newId, withCode } from "../dom.js";
import { messages } from "../findings/messages.js";
import { dotted, valueAt } from "../paths.js";
import { t } from "../words.js";

/**
 * @typedef {object} Spec What the server says of a field.
 * @property {(string|number)[]} at
 * @property {string} key
 * @property {string} label
 * @property {string} [help]
 * @property {any} [example]
 * @property {boolean} [required]
 * @property {string} kind
 * @property {any[]} [choices]
 * @property {Spec[]} [fields]
 * @property {Spec} [item]
 */

/** One field. A field in a list has its index as its key, which changes as the list does. */
export class Field {
  /** @param {Spec} spec */
  constructor(context, spec, parent, key, { bare = false } = {}) {
    this.context = context;
    this.spec = spec;
    this.parent = parent;
    this.key = key;
    this.isBare = bare; // stands in a row that names it already
    this.id = newId("field");
    this.findings = [];
  }

  at() {
    return this.parent ? [...this.parent.at(), this.key] : this.spec.at;
  }

  value() {
    return valueAt(this.context.session.values, this.at());
  }

  get label() {
    return this.isBare && this.parent?.labelOf ? this.parent.labelOf(this) : this.spec.label;
  }

  /** @param {import("../edits.js").Edit[]} edits */
  submit(edits, options = {}) {
    this.context.session.edit(edits, options);
  }

  set(value, { isTyped = true } = {}) {
    this.submit([{ op: "set", at: this.at(), value }], isTyped ? { typing: dotted(this.at()) } : {});
  }

  /** The frame around a control: label, help, control and messages. `control` is labelled by its id. */
  frame(control, { after = null, controlId = this.id, isGroup = false } = {}) {
    this.messages = h("div", { class: "messages", id: `${this.id}-messages` });
    const help = this.spec.help && !this.isBare ? h("p", { class: "help", id: `${this.id}-help` }, ...withCode(this.spec.help)) : null;
    const tag = this.spec.required && !this.isBare ? h("span", { class: "tag" }, t("required")) : null;
    const name = h("span", { id: `${this.id}-label` }, this.label);
    const classes = this.isBare ? "sr" : "label";
    this.labelText = name;
    const label = isGroup ? h("span", { class: classes }, name, " ", tag) : h("label", { for: controlId, class: classes }, name, " ", tag);
    this.element = h("div", { class: `field field-${this.spec.kind}` }, label, help, control, after, this.messages);
    return this.element;
  }

  /** The ids of what describes a control. */
  describedBy() {
    const help = this.spec.help && !this.isBare ? `${this.id}-help` : "";
    const unshown = this.unshown ? `${this.id}-unshown` : "";
    return [help, unshown, this.findings.length ? `${this.id}-messages` : ""].filter(Boolean).join(" ");
  }

  /** What carries `aria-invalid` and its like. */
  get input() {
    return this.control ?? null;
  }

  describe() {
    const { input } = this;
    if (!input) return;
    const ids = this.describedBy();
    if (ids) input.setAttribute("aria-describedby", ids);
    else input.removeAttribute("aria-describedby");
    if (this.findings.some((finding) => finding.severity === "error")) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    if (this.spec.required && input.matches("input, select, textarea")) input.setAttribute("aria-required", "true");
  }

  /** Says whether the layout leaves this field out. */
  markUnshown() {
    const path = this.spec.at.filter((step) => typeof step === "string" && step !== "*").join(".");
    const why = this.isBare ? undefined : this.context.session.state?.unshown?.[path];
    if (!why && !this.unshown) return;
    if (!why) {
      this.unshown.remove();
      this.unshown = null;
    } else {
      this.unshown ??= h("p", { class: "unshown", id: `${this.id}-unshown` });
      this.unshown.textContent = t(`unshown.${why}`);
      if (!this.unshown.parentElement) this.element.firstElementChild.after(this.unshown);
    }
    this.describe();
  }

  /** Shows what was found at this field. */
  show(findings) {
    if (!findings.length && !this.findings.length) return;
    this.findings = findings;
    this.messages?.replaceChildren(...messages(this.context, findings));
    this.element.classList.toggle("has-error", findings.some((finding) => finding.severity === "error"));
    this.describe();
  }

  /** The field for a key, which is made if need be. */
  child() {
    return null;
  }

  children() {
    return [];
  }

  /** Opens what hides this field. */
  reveal(_from = null) {
    this.parent?.reveal(this);
  }

  focus() {
    this.reveal();
    const target = this.input ?? this.element.querySelector("input, select, textarea, [contenteditable=true], button");
    target?.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: "center", behavior: "instant" });
  }
}

/** An example as a line, where it is one. */
export const exampleLine = (spec) => (spec.example && ["string", "number"].includes(typeof spec.example) ? t("example", { example: spec.example }) : "");

/** Whatever stands in the file as one line. */
export const asLine = (value) => (value === undefined || value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value));
