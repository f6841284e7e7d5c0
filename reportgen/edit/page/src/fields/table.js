/** A table: heads and rows in a grid of cells, with what stands above and below it. */

import { button, h, withCode } from "../dom.js";
import { announce } from "../live.js";
import { copy, dotted } from "../paths.js";
import { t } from "../words.js";
import { Field, asLine } from "./field.js";
import { make } from "./make.js";
import { cellsFromClipboard } from "./table-paste.js";

const asCells = (row) => (Array.isArray(row) ? row.map(asLine) : row === undefined || row === "" ? [] : [asLine(row)]);

export class TableField extends Field {
  constructor(...parameters) {
    super(...parameters);
    this.grid = h("table", { class: "grid" });
    this.grid.addEventListener("keydown", (event) => this.pressed(event));
    this.grid.addEventListener("paste", (event) => this.pasted(event));
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

  /** Draws the grid anew where its size has changed, and fills its cells. */
  update(value) {
    this.lines.forEach((line) => line.update(value?.[line.key]));
    const { columns, rows } = this;
    const width = Math.max(1, columns.length, ...rows.map((row) => row.length));
    const size = `${width} ${rows.length}`;
    if (size !== this.size) {
      this.size = size;
      this.draw(width, rows.length);
    }
    this.inputs.forEach((line, index) => {
      const cells = index ? rows[index - 1] : columns;
      line.forEach((input, column) => {
        const text = cells[column] ?? "";
        if (input.value !== text) input.value = text;
      });
    });
  }

  draw(width, height) {
    const input = (row, column) =>
      h("input", {
        type: "text",
        autocomplete: "off",
        "aria-label": row ? t("table.cell", { row, column: column + 1 }) : t("table.head", { column: column + 1 }),
        "data-row": row,
        "data-column": column,
        oninput: (event) => this.typed(row, column, event.target.value),
      });
    const across = Array.from({ length: width }, (_, column) => column);
    this.inputs = Array.from({ length: height + 1 }, (_, row) => across.map((column) => input(row, column)));
    const removeColumn = (column) => button(t("table.remove.column", { column: column + 1 }), () => this.removeColumn(column), { icon: "close", quiet: true });
    const removeRow = (row) => button(t("table.remove.row", { row }), () => this.removeRow(row), { icon: "close", quiet: true });
    const line = (cells, row) =>
      h("tr", {}, ...cells.map((cell) => h(row ? "td" : "th", row ? {} : { scope: "col" }, cell)), h("td", { class: "grid-tool" }, row ? removeRow(row) : null));
    this.grid.replaceChildren(
      h("thead", {}, line(this.inputs[0], 0)),
      h("tbody", {}, ...this.inputs.slice(1).map((cells, index) => line(cells, index + 1))),
      h("tfoot", {}, h("tr", {}, ...across.map((column) => h("td", { class: "grid-tool" }, width > 1 ? removeColumn(column) : null)), h("td", { class: "grid-tool" }))),
    );
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
