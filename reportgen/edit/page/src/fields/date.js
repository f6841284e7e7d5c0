/** A date, a financial year, or the first and the last day of something; what was understood stands beside it. */

import { get } from "../api.js";
import { button, h } from "../dom.js";
import { t } from "../words.js";
import { Field, asLine, exampleLine } from "./field.js";

const PAUSE = 250;

/** What can go on for some days; one is formed, joins or sends something on one day. */
const LASTING = new Set(["date", "dates"]);

export class DateField extends Field {
  constructor(...parameters) {
    super(...parameters);
    const placeholder = exampleLine(this.spec) || null;
    const line = { type: "text", autocomplete: "off", spellcheck: "false" };
    this.control = h("input", { ...line, id: this.id, placeholder, oninput: () => this.typed() });
    this.ends = ["start", "end"].map((key) =>
      h("input", { ...line, id: `${this.id}-${key}`, oninput: () => this.typed() }),
    );
    this.understood = h("output", { class: "understood", for: this.id });
    for (const input of [this.control, ...this.ends]) input.addEventListener("change", () => this.settle(input));
    this.received = [];
    this.toggle = button("", () => this.switch(), { class: "small" });
    this.pair = h(
      "span",
      { class: "date-pair", hidden: true },
      ...["start", "end"].map((key, index) =>
        h("label", { class: "sub-label" }, h("span", {}, t(`date.${key}`)), this.ends[index]),
      ),
    );
    const row = h("div", { class: "date" }, this.control, this.pair, this.toggle, this.understood);
    this.frame(row);
    this.element.addEventListener("focusout", () => setTimeout(() => this.showReceived()));
    this.isRange = false;
    this.update(this.value());
    this.describe();
  }

  typed() {
    this.hasTyped = true;
    const [start, end] = this.ends.map((input) => input.value);
    this.set(this.isRange ? (start || end ? { start, end } : "") : this.control.value);
    this.ask();
  }

  /** What was understood is written as the file has dates: `21 May 2024` becomes `2024-05-21`. */
  async settle(input) {
    this.isSettling = true;
    await this.write(input);
    await this.context.session.settle();
    this.isSettling = false;
    this.showReceived();
  }

  async write(input) {
    const text = input.value;
    const answer = await this.understand(input === this.control ? this.kind : "date", text);
    if (!answer?.value || answer.value === text || input.value !== text) return;
    if (typeof answer.value === "string") {
      input.value = answer.value;
      this.typed();
    } else if (input === this.control) this.set(answer.value, { isTyped: false });
  }

  /**
   * While a date is being typed, what was understood of it stands beside it; what the checks say of the words as they are would
   * speak against that. It is shown once nothing can be understood, or somebody goes on.
   */
  show(findings) {
    this.received = findings;
    this.showReceived();
  }

  showReceived() {
    const isTyping = this.isSettling || this.element.contains(document.activeElement);
    const isHeld = isTyping && this.hasTyped && !this.understood.classList.contains("is-wrong");
    if (!isTyping) this.hasTyped = false;
    super.show(isHeld ? [] : this.received);
  }

  get kind() {
    return this.spec.precision === "period" ? "period" : "date";
  }

  understand(kind, text) {
    return text.trim() ? get("api/understand", { kind, text }).catch(() => null) : null;
  }

  /** Turns one date into two and back; what is typed goes along. */
  switch() {
    this.arrange(!this.isRange);
    if (this.isRange) this.ends[0].value ||= this.control.value;
    else this.control.value = this.ends[0].value;
    this.typed();
    (this.isRange ? this.ends[0] : this.control).focus();
  }

  arrange(isRange) {
    this.isRange = isRange;
    this.control.hidden = isRange;
    this.pair.hidden = !isRange;
    this.toggle.hidden = !isRange && !LASTING.has(this.spec.key);
    this.toggle.lastElementChild.textContent = t(isRange ? "date.single" : "date.range");
  }

  get input() {
    return this.isRange ? this.ends[0] : this.control;
  }

  update(value) {
    const isRange = Boolean(value) && typeof value === "object";
    const isBeingTyped = this.element.contains(document.activeElement);
    if (isRange || !isBeingTyped || value) this.arrange(isRange);
    const texts = isRange ? ["", asLine(value.start), asLine(value.end)] : [asLine(value), "", ""];
    [this.control, ...this.ends].forEach((input, index) => {
      if (input.value !== texts[index] && (texts[index] || !isBeingTyped)) input.value = texts[index];
    });
    this.ask();
  }

  /** Asks what the date means, once the typing pauses. */
  ask() {
    const inputs = this.isRange ? this.ends : [this.control];
    const texts = inputs.map((input) => input.value);
    const key = JSON.stringify(texts);
    if (key === this.asked) return;
    this.asked = key;
    clearTimeout(this.timer);
    if (!texts.every((text) => text.trim())) {
      this.understood.classList.remove("is-wrong");
      this.understood.textContent = "";
      return;
    }
    this.timer = setTimeout(() => this.tell(key, texts), PAUSE);
  }

  async tell(key, texts) {
    const answers = await Promise.all(texts.map((text) => this.understand(this.isRange ? "date" : this.kind, text)));
    if (this.asked !== key) return;
    const wrong = answers.find((answer) => answer?.error);
    this.understood.classList.toggle("is-wrong", Boolean(wrong));
    const words = answers.map((answer) => answer?.text ?? "").join(" – ");
    this.understood.textContent = wrong ? wrong.error : words && t("date.understood", { date: words });
    this.showReceived();
  }
}
