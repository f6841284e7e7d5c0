/** The form: its sections, the way from a path to its field, and what was found at each. */

import { h, withCode } from "./dom.js";
import { Card } from "./fields/entry.js";
import { make } from "./fields/make.js";
import { equal, startsWith, valueAt } from "./paths.js";
import { t } from "./words.js";

/** Whether a path leads into a card that has never been opened; the card counts what was found in it. */
const isFolded = (field, at) => field.entries?.[at[field.at().length]] instanceof Card;

export class Form {
  constructor(context) {
    this.context = context;
    this.element = h("div", { class: "form" });
    this.sections = [];
  }

  /** Makes the fields that the server describes. */
  build({ sections }) {
    this.sections = sections.map((spec) => this.section(spec));
    this.element.replaceChildren(...this.sections.map(({ element }) => element));
    this.marked = new Set();
  }

  section(spec) {
    const id = `section-${spec.id}`;
    const isAlone = spec.fields.length === 1;
    const fields = spec.fields.map((field) => {
      const own = isAlone && spec.help === field.help ? { ...field, help: "" } : field;
      return make(this.context, own, null, field.key, { bare: false });
    });
    const heading = h("h2", { id, tabindex: "-1" }, spec.title);
    const help = spec.help ? h("p", { class: "section-help" }, ...withCode(spec.help)) : null;
    const element = h("section", { "aria-labelledby": id, class: isAlone ? "section is-alone" : "section" }, heading, help, ...fields.map((field) => field.element));
    return { spec, element, heading, fields };
  }

  update(values) {
    for (const { fields } of this.sections) for (const field of fields) field.update(valueAt(values, field.spec.at));
  }

  root(at) {
    const fields = this.sections.flatMap((section) => section.fields);
    return fields.find((field) => startsWith(at, field.spec.at)) ?? null;
  }

  /** The field for a path, or the nearest around it; `open` makes fields that are folded away. */
  fieldAt(at, { open = false } = {}) {
    let field = this.root(at);
    if (!field) return null;
    for (const key of at.slice(field.spec.at.length)) {
      const next = open ? field.child(key) : field.children().find((child) => child.key === key);
      if (!next) break;
      field = next;
    }
    return field;
  }

  /** Shows each finding at its field, and on the cards around it how many there are. */
  show(findings) {
    const places = new Map();
    for (const finding of findings) {
      const field = finding.at?.length ? this.fieldAt(finding.at) : null;
      if (field && !isFolded(field, finding.at)) places.set(field, [...(places.get(field) ?? []), finding]);
    }
    for (const field of this.marked ?? []) if (!places.has(field)) field.show([]);
    for (const [field, own] of places) if (!equal(own, field.findings)) field.show(own);
    this.marked = new Set(places.keys());
    this.count(findings);
  }

  count(findings) {
    const visit = (field) => {
      for (const entry of field.entries ?? []) {
        if (entry instanceof Card) {
          const at = [...field.at(), entry.index];
          entry.count(findings.filter((finding) => finding.at && startsWith(finding.at, at)));
        }
      }
      field.children().forEach(visit);
    };
    for (const section of this.sections) section.fields.forEach(visit);
  }

  /** Says at each field whether the layout leaves it out. */
  markUnshown(unshown) {
    if (equal(unshown, this.unshown)) return;
    this.unshown = unshown;
    const visit = (field) => {
      field.markUnshown();
      field.children().forEach(visit);
    };
    for (const { fields } of this.sections) fields.forEach(visit);
  }

  goTo(at) {
    this.fieldAt(at, { open: true })?.focus();
  }

  /** A path in words: `Members, entry 3, role`. */
  name(at) {
    const words = [];
    let spec = this.root(at)?.spec;
    if (!spec) return at.join(".");
    words.push(spec.label);
    for (const key of at.slice(spec.at.length)) {
      spec = typeof key === "number" ? spec.item : spec.fields?.find((field) => field.key === key);
      if (typeof key === "number") words.push(t("entry.number", { number: key + 1 }).toLowerCase());
      else words.push((spec?.label ?? key).toLowerCase());
      if (!spec) break;
    }
    return words.join(", ");
  }

  /** The path of the field that holds an element. */
  pathOf(element) {
    let deepest = null;
    const visit = (field) => {
      if (!field.element.contains(element)) return;
      deepest = field;
      field.children().forEach(visit);
    };
    for (const section of this.sections) section.fields.forEach(visit);
    return deepest?.at() ?? null;
  }
}
