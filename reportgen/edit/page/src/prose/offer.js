/** Asks where what was pasted shall stand: tables below the text, headings as sections. */

import { button, h } from "../dom.js";
import { announce } from "../live.js";
import { count, t } from "../words.js";
import { markdownOf } from "./field.js";

/** @param {import("./field.js").TextField} field */
export function offerPaste(field, { body, tables, headings }) {
  const steps = [];
  if (headings && field.context.canAddSections()) steps.push(askHeadings);
  else field.insert(body);
  const tableField = tables.length ? tableBeside(field) : null;
  if (tableField) steps.push(askTable);
  else tables.forEach((cells) => field.insertLines(cells));
  const next = () => {
    field.offers.replaceChildren();
    const step = steps.shift();
    if (step) step(field, { body, tables, headings }, next);
    else field.editor.view.focus();
  };
  next();
}

function show(field, words, choices, next) {
  const buttons = choices.map(([label, action]) => button(label, () => (action(), next()), { class: "small" }));
  field.offers.replaceChildren(h("div", { class: "offer-box", role: "group", "aria-label": words }, h("p", {}, words), ...buttons));
  announce(words);
  buttons[0].focus();
}

/** The table that can stand below a text, if there is none yet. */
function tableBeside(field) {
  const { parent } = field;
  const spec = parent?.spec.fields?.find(({ kind }) => kind === "table");
  return spec && parent.childValue(spec.key) === undefined ? { parent, spec } : null;
}

function askTable(field, { tables }, next) {
  const { parent, spec } = tableBeside(field);
  const [cells, ...others] = tables;
  const width = Math.max(...cells.map((row) => row.length));
  const [columns, ...rows] = cells.map((row) => Array.from({ length: width }, (_, index) => row[index] ?? ""));
  const use = () => {
    field.submit([{ op: "set", at: [...parent.at(), spec.key], value: { columns, rows } }]);
    others.forEach((table) => field.insertLines(table));
  };
  show(field, t("paste.table"), [[t("paste.table.use"), use], [t("paste.table.lines"), () => tables.forEach((table) => field.insertLines(table))]], next);
}

function askHeadings(field, { body, headings }, next) {
  const asSections = () => {
    const { lead, sections } = parted(body);
    if (lead.childNodes.length) field.insert(lead);
    const place = field.context.addSections(sections.map(({ title, content }) => ({ title, text: markdownOf(content) })));
    announce(t("paste.headings.done", { place }));
  };
  const choices = [[t("paste.headings.keep"), () => field.insert(body)], [t("paste.headings.sections"), asSections]];
  show(field, count("paste.headings", headings), choices, next);
}

/** What stands before the first heading of the highest level, and what stands below each. */
function parted(body) {
  const lead = document.createElement("div");
  const sections = [];
  for (const element of [...body.childNodes]) {
    if (element.nodeName === "H3") sections.push({ title: element.textContent.replaceAll(/\s+/g, " ").trim(), content: document.createElement("div") });
    else (sections.at(-1)?.content ?? lead).append(element);
  }
  return { lead, sections };
}
