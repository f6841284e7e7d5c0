"""The chart of a table: what it shows, and what keeps it from being drawn."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from reportgen.charts import Amount, ChartData, ChartKind, Series, is_blank, read_amount, reason_not_to_draw
from reportgen.codes import MAX_COLUMNS
from reportgen.findings import At, Fault, Problem
from reportgen.prose import fold_spacing
from reportgen.prose.lines import line_words
from reportgen.schema.checks import CHART
from reportgen.schema.models import Grid
from reportgen.source.characters import without_word_marks

_LONGEST = 60
"""The most characters of a cell that a message shows."""


@dataclass(slots=True)
class _Column:
    """A column of a table as a series of numbers."""

    index: int
    name: str
    amounts: list[Amount | None] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    misread: list[int] = field(default_factory=list)
    """The numbers of the rows that hold words in place of numbers."""

    @property
    def has_numbers(self) -> bool:
        return any(self.amounts)


def chart_data(grid: Grid) -> ChartData | None:
    """What the chart of a table shows; None where it has none, or where `chart_faults` says why not."""
    if not grid.chart.kind or any(True for _ in chart_faults((), grid)):
        return None
    return _data(grid, _chosen_columns(grid))


def chart_faults(at: At, grid: Grid) -> Iterator[Fault]:
    """What keeps the chart of the table at a path from being drawn."""
    if not grid.chart.kind or any(len(row) != len(grid.columns) for row in grid.rows):
        return
    heads = [_words(head) for head in grid.columns[1:]]
    known = frozenset(heads)
    unknown = [(index, head) for index, head in enumerate(grid.chart.columns) if _words(head) not in known]
    for index, head in unknown:
        names = ", ".join(f"`{_short(name)}`" for name in heads[:MAX_COLUMNS])
        message = f"the table has no column `{_short(_words(head))}` to draw"
        yield _fault((*at, "chart", "columns", index), message, f"the columns behind the first are {names}")
    columns = [] if unknown else _chosen_columns(grid)
    faults = [fault for column in columns for fault in _cell_faults(at, grid, column)]
    yield from faults
    if not faults and not unknown:
        yield from _whole_faults((*at, "chart"), grid, columns)


def _cell_faults(at: At, grid: Grid, column: _Column) -> Iterator[Fault]:
    for row in column.misread:
        message = f"`{_short(_words(grid.rows[row][column.index]))}` is no number that a chart could show"
        hint = "write the number alone, and what is to be said of it in the `note`; or list the `columns` to draw"
        yield _fault((*at, "rows", row, column.index), message, hint)
    for row, amount in zip(_rows(grid), column.amounts, strict=True):
        if grid.chart.kind == "stacked" and amount and amount.value < 0:
            message = "stacked bars cannot show a number below nothing"
            yield _fault((*at, "rows", row, column.index), message, "draw it as `chart: bar`")
    units = Counter(amount.unit for amount in column.amounts if amount)
    usual = units.most_common(1)[0][0] if units else ""
    for row, amount in zip(_rows(grid), column.amounts, strict=True):
        if amount and amount.unit != usual:
            text = _short(_words(grid.rows[row][column.index]))
            message = (
                f"`{text}` has {_unit(amount.unit)}, and the other numbers of the column have {_unit(usual)}"
            )
            yield _fault((*at, "rows", row, column.index), message, "write them all in the same unit")


def _unit(name: str) -> str:
    return f"`{name}`" if name else "no unit"


def _whole_faults(at: At, grid: Grid, columns: list[_Column]) -> Iterator[Fault]:
    units = {amount.unit for column in columns for amount in column.amounts if amount}
    if len(units) > 1:
        names = " and ".join(map(_unit, sorted(units)))
        hint = "list the `columns` to draw, as in `chart: {kind: bar, columns: [2023/24]}`"
        yield _fault(at, f"one chart cannot show numbers with {names}", hint)
    elif reason := reason_not_to_draw(_data(grid, columns)):
        yield _fault(at, reason, "leave the chart out, or list fewer `columns` to draw")


def _fault(at: At, message: str, hint: str) -> Fault:
    return Fault(CHART, Problem(at, message, hint))


def _data(grid: Grid, columns: list[_Column]) -> ChartData:
    labels = tuple(_words(grid.rows[row][0]) for row in _rows(grid))
    series = tuple(
        Series(
            column.name,
            tuple(amount.value if amount else None for amount in column.amounts),
            tuple(column.texts),
        )
        for column in columns
    )
    unit = next((amount.unit for column in columns for amount in column.amounts if amount), "")
    return ChartData(cast("ChartKind", grid.chart.kind), labels, series, _words(grid.caption), unit)


def _chosen_columns(grid: Grid) -> list[_Column]:
    """The columns that the chart names, or else all that hold a number."""
    chosen = {_words(head) for head in grid.chart.columns}
    columns = [_column(grid, index) for index in range(1, len(grid.columns))]
    return [column for column in columns if (column.name in chosen if chosen else column.has_numbers)]


def _column(grid: Grid, index: int) -> _Column:
    column = _Column(index, _words(grid.columns[index]))
    for row in _rows(grid):
        text = _words(grid.rows[row][index])
        amount = read_amount(text)
        column.amounts.append(amount)
        column.texts.append(text)
        if amount is None and not is_blank(text):
            column.misread.append(row)
    return column


def _rows(grid: Grid) -> list[int]:
    """The numbers of the rows that are drawn: all but totals."""
    return [row for row, is_total in enumerate(grid.totals()) if not (is_total and row > 0)]


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _words(text: str) -> str:
    return without_word_marks(line_words(fold_spacing(text))).strip()
