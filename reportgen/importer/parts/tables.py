"""Makes tables of a dataset of those of a file."""

from dataclasses import replace
from typing import Any

from reportgen.importer.blocks import Grid, Line, cell_text
from reportgen.importer.prose_text import cell_markup
from reportgen.schema.models.sections import is_total


def table_of(grid: Grid) -> dict[str, Any]:
    """Returns a table as a dataset has it: the first row has the heads, and every row is as long as the longest."""
    width = max(map(len, grid.rows), default=0)
    head, *rows = grid.rows
    columns = [" ".join(cell_text(cell).split()) for cell in head]
    table: dict[str, Any] = {
        "columns": columns + [""] * (width - len(columns)),
        "rows": [
            _cells(row, is_first=index == 0) + [""] * (width - len(row)) for index, row in enumerate(rows)
        ],
    }
    if grid.caption:
        table["caption"] = grid.caption
    if grid.note:
        table["note"] = cell_markup([grid.note])
    if grid.chart:
        kind, *columns = grid.chart
        table["chart"] = {"kind": kind, "columns": columns} if columns else kind
    return table


def _cells(row: tuple[tuple[Line, ...], ...], *, is_first: bool) -> list[str]:
    """Returns the cells of a row, those of a total without the bold letters that composing gives it."""
    if not is_first and row and is_total(cell_text(row[0])):
        row = tuple(tuple(_not_bold(line) if line.is_bold() else line for line in cell) for cell in row)
    return [cell_markup(cell) for cell in row]


def _not_bold(line: Line) -> Line:
    return replace(line, runs=tuple(replace(run, bold=False) for run in line.runs))
