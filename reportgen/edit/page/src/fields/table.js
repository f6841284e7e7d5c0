/** A table: heads and rows in a grid of cells, with what stands above and below it. */

import { button, h, withCode } from "../dom.js";
import { announce } from "../live.js";
import { copy, dotted, equal } from "../paths.js";
import { t } from "../words.js";
import { Field, asLine } from "./field.js";
import { make } from "./make.js";
import { cellsFromClipboard } from "./table-paste.js";

const asCells = (row) => (Array.isArray(row) ? row.map(asLine) : row === undefined || row === "" ? [] : [asLine(row)]);

/** Where a list gets longer or shorter, and by how many; entries that are the same at both ends stay. */
function change(before, after) {
  let start = 0;
  while (start < before.length && start < after.length && equal(before[start], after[start])) start += 1;
  let end = 0;
  const room = Math.min(before.length, after.length) - start;
  while (end < room && equal(before.at(-1 - end), after.at(-1 - end))) end += 1;
  const [old, fresh] = [before.length - start - end, after.length - start - end];
  const both = Math.min(old, fresh);
  return { start: start + both, gone: old - both, come: fresh - both };
}

export class TableField extends Field {
  constructor(...parameters) {
    super(...parameters);
    this.grid = h("table", { class: "grid" });
    this.grid.addEventListener("keydown", (event) => this.pressed(event));
    this.grid.addEventListener("paste", (event) => this.pasted(event));
    this.draw();
    this.lines = (this.spec.fields ?? [])
      .filter((spec) => ["caption", "note"].includes(spec.key))
      .map((spec) => make(this.context, spec, this, spec.key));
    this.messages = h("div", { class: "messages", id: `${this.id}-messages` });
    this.element = h(
      "div",
      { class: "field group table-field", role: "group", "aria-labelledby": `${this.id}-label` },
      h("h4", { class: "group-title", id: `${this.id}-label` }, this.label),
      this.spec.help ? h("p", { class: "help" }, ...withCode(this.spec.help)) : null,
      this.messages,
      h("div", { class: "grid-scroll" }, this.grid),
      h("p", { class: "help" }, t("table.help")),
      h(
        "div",
        { class: "list-tools" },
        button(t("table.add.row"), () => this.addRow(), { icon: "add", class: "small" }),
        button(t("table.add.column"), () => this.addColumn(), { icon: "add", class: "small" }),
        button(t("remove", { what: this.label.toLowerCase() }), () => this.remove(), { icon: "remove", class: "small" }),
      ),
      ...this.lines.map((line) => line.element),
    );
    this.update(this.value());
  }

  get columns() {
    return asCells(this.value()?.columns);
  }

  get rows() {
    const rows = this.value()?.rows;
    return (Array.isArray(rows) ? rows : []).map(asCells);
  }

  /** Brings the grid in line with the values; rows and columns that stay keep their cells, and so the focus. */
  update(value) {
    this.lines.forEach((line) => line.update(value?.[line.key]));
    const { columns, rows } = this;
    const width = Math.max(1, columns.length, ...rows.map((row) => row.length));
    const [heads, ...cells] = [columns, ...rows].map((row) => Array.from({ length: width }, (_, column) => row[column] ?? ""));
    this.fitColumns(heads);
    this.fitRows(cells);
    this.number();
    this.inputs.forEach((line, index) => {
      line.forEach((input, column) => {
        const text = index ? cells[index - 1][column] : heads[column];
        if (input.value !== text) input.value = text;
      });
    });
  }

  get inputs() {
    return [this.head, ...this.body].map((line) => line.cells.map((cell) => cell.firstChild));
  }

  draw() {
    this.head = { row: h("tr", {}, h("td", { class: "grid-tool" })), cells: [] };
    this.foot = { row: h("tr", {}, h("td", { class: "grid-tool" })), cells: [] };
    this.body = [];
    this.tbody = h("tbody");
    this.grid.replaceChildren(h("thead", {}, this.head.row), this.tbody, h("tfoot", {}, this.foot.row));
  }

  cell(tag) {
    const input = h("input", {
      type: "text",
      autocomplete: "off",
      oninput: ({ target }) => this.typed(Number(target.dataset.row), Number(target.dataset.column), target.value),
    });
    return h(tag, tag === "th" ? { scope: "col" } : {}, input);
  }

  /** A row of as many cells as there are columns, with the button that removes it. */
  line() {
    const cells = this.head.cells.map(() => this.cell("td"));
    const remove = button("", () => this.removeRow(this.body.indexOf(line) + 1), { icon: "close", quiet: true });
    const line = { row: h("tr", {}, ...cells, h("td", { class: "grid-tool" }, remove)), cells, remove };
    return line;
  }

  footCell() {
    const cell = h("td", { class: "grid-tool" }, button("", () => this.removeColumn(this.foot.cells.indexOf(cell)), { icon: "close", quiet: true }));
    return cell;
  }

  /** Adds and removes columns where their heads say. */
  fitColumns(heads) {
    const { start, gone, come } = change(this.inputs[0].map(({ value }) => value), heads);
    for (const line of [this.head, ...this.body, this.foot]) {
      const make = () => (line === this.foot ? this.footCell() : this.cell(line === this.head ? "th" : "td"));
      for (const cell of line.cells.splice(start, gone)) cell.remove();
      const cells = Array.from({ length: come }, make);
      for (const cell of cells) line.row.insertBefore(cell, line.cells[start] ?? line.row.lastChild);
      line.cells.splice(start, 0, ...cells);
    }
  }

  fitRows(cells) {
    const [, ...shown] = this.inputs.map((line) => line.map(({ value }) => value));
    const { start, gone, come } = change(shown, cells);
    for (const { row } of this.body.splice(start, gone)) row.remove();
    const lines = Array.from({ length: come }, () => this.line());
    for (const { row } of lines) this.tbody.insertBefore(row, this.body[start]?.row ?? null);
    this.body.splice(start, 0, ...lines);
  }

  /** Tells each cell and each button where it stands. */
  number() {
    const call = (target, label) => {
      if (target.getAttribute("aria-label") !== label) target.setAttribute("aria-label", label);
      return target;
    };
    this.inputs.forEach((line, row) => {
      line.forEach((input, index) => {
        const column = index + 1;
        Object.assign(call(input, row ? t("table.cell", { row, column }) : t("table.head", { column })).dataset, { row, column: index });
      });
    });
    this.body.forEach(({ remove }, index) => (call(remove, t("table.remove.row", { row: index + 1 })).title = t("table.remove.row", { row: index + 1 })));
    this.foot.cells.forEach(({ firstChild: remove }, index) => {
      call(remove, t("table.remove.column", { column: index + 1 })).title = t("table.remove.column", { column: index + 1 });
      remove.hidden = this.foot.cells.length < 2;
    });
  }

  /** One cell is written into its line where that has it, else the whole line is. */
  typed(row, column, text) {
    const line = row ? ["rows", row - 1] : ["columns"];
    const current = row ? this.value()?.rows?.[row - 1] : this.value()?.columns;
    const at = [...this.at(), ...line];
    const options = { typing: dotted([...at, column]) };
    if (Array.isArray(current) && column < current.length) return this.submit([{ op: "set", at: [...at, column], value: text }], options);
    const cells = asCells(current);
    while (cells.length <= column) cells.push("");
    cells[column] = text;
    this.submit([{ op: "set", at, value: cells }], options);
  }

  /** Writes a table whose shape has changed. */
  write(columns, rows) {
    const value = { ...copy(this.value() ?? {}), columns, rows };
    this.submit([{ op: "set", at: this.at(), value }]);
  }

  remove() {
    this.submit([{ op: "remove", at: this.at() }]);
    announce(t("removed", { what: this.label }));
    this.parent.putAway(this);
  }

  addRow() {
    const row = Array(this.inputs[0].length).fill("");
    if (Array.isArray(this.value()?.rows)) this.submit([{ op: "insert", at: [...this.at(), "rows"], index: this.rows.length, value: row }]);
    else this.write(this.inputs[0].map((input) => input.value), [row]);
    this.inputs.at(-1)[0].focus();
  }

  addColumn() {
    const width = this.inputs[0].length;
    const wider = (cells) => [...cells, ...Array(width + 1 - cells.length).fill("")];
    this.write(wider(this.columns), this.rows.map(wider));
    this.inputs[0].at(-1).focus();
  }

  removeRow(row) {
    this.submit([{ op: "remove", at: [...this.at(), "rows", row - 1] }]);
    announce(t("removed", { what: t("table.cell", { row, column: 1 }) }));
    (this.inputs[row] ?? this.inputs.at(-1))[0].focus();
  }

  removeColumn(column) {
    const without = (cells) => cells.filter((_, index) => index !== column);
    this.write(without(this.columns), this.rows.map(without));
    announce(t("removed", { what: t("table.column", { column: column + 1 }) }));
    this.inputs[0][Math.min(column, this.inputs[0].length - 1)].focus();
  }

  pressed(event) {
    const { row, column } = event.target.dataset;
    const step = { ArrowUp: -1, ArrowDown: 1, Enter: 1 }[event.key];
    if (!step || row === undefined) return;
    event.preventDefault();
    const next = this.inputs[Number(row) + step];
    if (next) next[column].focus();
    else if (event.key === "Enter") this.addRow();
  }

  /** Cells that are pasted fill the grid from the cell with the focus on, and widen it. */
  pasted(event) {
    const cells = cellsFromClipboard(event.clipboardData);
    if (!cells || event.target.dataset.row === undefined) return;
    event.preventDefault();
    const top = Number(event.target.dataset.row);
    const left = Number(event.target.dataset.column);
    const lines = [this.columns, ...this.rows];
    cells.forEach((row, down) => {
      lines[top + down] ??= [];
      row.forEach((text, across) => {
        lines[top + down][left + across] = text;
      });
    });
    const width = Math.max(...lines.map((line) => line.length));
    const [columns, ...rows] = lines.map((line) => Array.from({ length: width }, (_, index) => line[index] ?? ""));
    this.write(columns, rows);
    announce(t("table.pasted", { rows: cells.length }));
  }

  child(key) {
    return this.lines.find((line) => line.key === key) ?? null;
  }

  children() {
    return this.lines;
  }

  get input() {
    return null;
  }

  focus() {
    this.reveal();
    this.inputs[0][0].focus({ preventScroll: true });
    this.element.scrollIntoView({ block: "center", behavior: "instant" });
  }
}
