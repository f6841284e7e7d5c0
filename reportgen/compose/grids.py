"""Composes the tables that a dataset holds whole."""

import re

from reportgen.charts import is_blank
from reportgen.compose.inlines import in_bold
from reportgen.compose.values import Resolver
from reportgen.document import Cell, Column, Table, plain_text
from reportgen.findings import At
from reportgen.prose import fold_spacing, with_links
from reportgen.prose.lines import line_inlines, line_words
from reportgen.schema.models import Grid
from reportgen.startup.patterns import lazy_pattern

_NUMERIC = lazy_pattern(
    r"[-–\u2212(]?[£€$]?[-–\u2212]?\d[\d,.]*\s?(?:%|p|k|m|bn|million|billion|per cent)?\)?", re.IGNORECASE
)


def grid_table(grid: Grid, at: At, resolver: Resolver) -> Table:
    """Returns a table that the dataset holds whole, with bold totals.

    A column of numbers or money alone, bold or not, is aligned right.
    """
    cells = [[with_links(line_inlines(fold_spacing(cell))) for cell in row] for row in grid.rows]
    columns = []
    for index, title in enumerate(grid.columns):
        column = [plain_text(row[index]) for row in cells if row[index]]
        amounts = [text for text in column if not is_blank(text)]
        is_numeric = bool(amounts) and all(_NUMERIC.fullmatch(text) for text in amounts)
        columns.append(Column(line_words(fold_spacing(title)), "right" if is_numeric else "left"))
    rows = []
    for row_index, (row, is_total) in enumerate(zip(cells, grid.totals(), strict=True)):
        row_at = resolver.entry_path((*at, "rows"), row_index)
        is_bold = is_total and row_index > 0
        words = (in_bold(inlines) if is_bold else inlines for inlines in row)
        rows.append(tuple(Cell(inlines, (*row_at, index)) for index, inlines in enumerate(words)))
    note = line_inlines(fold_spacing(grid.note))
    return Table(tuple(columns), tuple(rows), fold_spacing(grid.caption), at, note)
