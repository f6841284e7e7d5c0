/**
 * Offers other places for what was pasted: a table below the text, headings as sections. The words stand in the text and are
 * saved before anybody is asked, so that nothing is lost where no answer is given.
 */

import { button, h } from "../dom.js";
import { announce } from "../live.js";
import { count, t } from "../words.js";
import { linesOf } from "./clipboard.js";
import { markdownOf } from "./field.js";
import { lineRange, sectionsIn } from "./stretch.js";

/**
 * @param {import("./field.js").TextField} field
 * @param {{tables: string[][][], titles: string[]}} pasted
 */
export function offerPaste(field, { tables, titles }) {
  const steps = [];
  if (titles.length && field.context.canAddSections()) steps.push(askHeadings);
  if (tables.length && tableBeside(field)) steps.push(askTable);
  const next = () => {
    withdrawOffers(field);
    steps.shift()?.(field, { tables, titles }, next);
  };
  next();
}

/** Takes the question away, such as when the text has been brought back to what it was before. */
export const withdrawOffers = (field) => field.offers.replaceChildren();

function show(field, words, choices, next) {
  const choose = (action) => {
    action();
    next();
    field.editor.view.focus();
  };
  const buttons = choices.map(([label, action]) => button(label, () => choose(action), { class: "small" }));
  field.offers.replaceChildren(h("div", { class: "offer-box", role: "group", "aria-label": words }, h("p", {}, words), ...buttons));
  announce(words);
}

/** The table that can stand below a text, if there is none yet. */
function tableBeside(field) {
  const { parent } = field;
  const spec = parent?.spec.fields?.find(({ kind }) => kind === "table");
  return spec && parent.childValue(spec.key) === undefined ? { parent, spec } : null;
}

/** Where the lines of a pasted table stand now; they may have gone into a section, or been changed. */
const linesIn = ({ editor }, cells) => lineRange(editor.view.state.doc, editor.pasted, linesOf(cells));

function askTable(field, { tables }, next) {
  const [cells] = tables;
  if (!linesIn(field, cells)) return;
  const width = Math.max(...cells.map((row) => row.length));
  const [columns, ...rows] = cells.map((row) => Array.from({ length: width }, (_, index) => row[index] ?? ""));
  const use = () => {
    const beside = tableBeside(field);
    if (!beside) return;
    field.submit([{ op: "set", at: [...beside.parent.at(), beside.spec.key], value: { columns, rows } }]);
    const lines = linesIn(field, cells);
    const { view } = field.editor;
    if (lines) view.dispatch(view.state.tr.delete(lines.from, lines.to));
  };
  show(field, t("paste.table"), [[t("paste.table.use"), use], [t("paste.table.lines"), () => {}]], next);
}

function askHeadings(field, { titles }, next) {
  const asSections = () => {
    const { editor } = field;
    const { sections, range } = sectionsIn(editor.view.state.doc, editor.pasted, titles);
    if (!sections.length) return;
    const place = field.context.addSections(sections.map(({ title, blocks }) => ({ title, text: markdownOf(blocks) })));
    editor.view.dispatch(editor.view.state.tr.delete(range.from, range.to));
    announce(t("paste.headings.done", { place }));
  };
  const choices = [[t("paste.headings.keep"), () => {}], [t("paste.headings.sections"), asSections]];
  show(field, count("paste.headings", titles.length), choices, next);
}
