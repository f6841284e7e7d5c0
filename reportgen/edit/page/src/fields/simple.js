/** Fields of one value: a line, a number, a choice, yes or no. */

import { h } from "../dom.js";
import { valueAt } from "../paths.js";
import { t } from "../words.js";
import { Field, asLine, exampleLine } from "./field.js";

const INPUT_MODES = { email: "email", url: "url", tel: "tel" };

/** A line of words. */
export class LineField extends Field {
  constructor(...parameters) {
    super(...parameters);
    const { spec } = this;
    const isNumber = spec.kind === "number";
    this.control = h("input", {
      id: this.id,
      type: "text",
      autocomplete: "off",
      spellcheck: spec.input || isNumber ? "false" : "true",
      inputmode: isNumber ? "numeric" : (INPUT_MODES[spec.input] ?? null),
      placeholder: exampleLine(spec) || null,
      oninput: () => this.set(this.control.value),
    });
    this.frame(this.control, { after: this.after() });
    this.update(this.value());
    this.describe();
  }

  /** What stands below the control. */
  after() {
    return null;
  }

  update(value) {
    const text = asLine(value);
    if (this.control.value !== text) this.control.value = text;
  }
}

const choiceOf = (choice) => (typeof choice === "object" ? choice : { value: choice, label: choice });

/** One of a few words. */
export class ChoiceField extends Field {
  constructor(...parameters) {
    super(...parameters);
    this.control = h("select", { id: this.id, onchange: () => this.set(this.control.value, { isTyped: false }) });
    this.frame(this.control);
    this.update(this.value());
    this.describe();
  }

  choices() {
    return (this.spec.choices ?? []).map(choiceOf).filter(({ value }) => value !== "");
  }

  /** Shows the choices, with what stands in the file even if it is none of them. */
  update(value) {
    const text = asLine(value);
    const choices = this.choices();
    if (text && !choices.some((choice) => choice.value === text)) choices.push({ value: text, label: text });
    const key = JSON.stringify(choices);
    if (key !== this.shown) {
      this.shown = key;
      const none = h("option", { value: "" }, t("choice.none"));
      this.control.replaceChildren(none, ...choices.map(({ value: own, label }) => h("option", { value: own }, label)));
    }
    this.control.value = text;
  }
}

/** One of the entries elsewhere in the dataset, such as a picture by its name: `choices_from` is the path to the names. */
export class ReferenceField extends ChoiceField {
  choices() {
    const path = this.spec.choices_from;
    const entries = valueAt(this.context.session.values, path.slice(0, path.indexOf("*")));
    const key = path.at(-1);
    return (Array.isArray(entries) ? entries : [])
      .filter((entry) => typeof entry?.[key] === "string" && entry[key])
      .map((entry) => ({ value: entry[key], label: [entry[key], entry.caption || entry.alt].filter(Boolean).join(": ") }));
  }
}

/** Yes, or left out. */
export class YesNoField extends Field {
  constructor(...parameters) {
    super(...parameters);
    this.control = h("input", {
      id: this.id,
      type: "checkbox",
      onchange: () => this.set(this.control.checked ? "true" : "", { isTyped: false }),
    });
    this.frame(this.control);
    this.element.classList.add("field-tick");
    this.update(this.value());
    this.describe();
  }

  update(value) {
    this.control.checked = ["true", "yes"].includes(asLine(value).toLowerCase());
  }
}
