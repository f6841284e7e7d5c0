"""RG623: a total that is not the sum of its rows."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.prose.lines import line_words
from reportgen.schema.models import Grid, Report
from reportgen.startup.patterns import lazy_pattern

_OTHER_SUM = lazy_pattern(
    r"\b(?:per|average|mean|less|net|excl\w*|incl\w*|without|after|before|of which|ac eithrio)\b",
    re.IGNORECASE,
)
_PART = lazy_pattern(r"of which\b|including\b|\(of which", re.IGNORECASE)
_NUMBER = lazy_pattern(
    r"(?P<minus>[-–\u2212(]?)[£€$]?(?P<minus_behind>[-–\u2212]?)(?P<digits>\d[\d,]*(?:\.\d+)?) ?"
    r"(?P<unit>%|p|k|m|bn|million|billion|per cent)?\)?",
    re.IGNORECASE,
)
_NOTHING = frozenset({"", "-", "–", "—", "n/a", "nil", "0"})


@rule("RG623", Severity.WARNING)
def total_that_does_not_add_up(_: Report, context: Context) -> Iterator[Problem]:
    """A row of a table is headed `Total`, and a number in it is not the sum of those above.

    A total may count the rows since the total before it, all rows, or the totals. Percentages and numbers with one decimal place
    may be rounded.

    Faulty:

        sections:
          - title: Finance
            table: {columns: [Item, Cost], rows: [[Staff, £700], [Travel, £100], [Total, £900]]}

    Right:

        sections:
          - title: Finance
            table: {columns: [Item, Cost], rows: [[Staff, £700], [Travel, £100], [Total, £800]]}
    """
    for at, part in context.parts:
        if not isinstance(part, Grid) or any(len(row) != len(part.columns) for row in part.rows):
            continue  # RG112 tells of the row that lacks a cell
        for row_index, column_index, total in _wrong_totals(part):
            cell = part.rows[row_index][column_index]
            message = f"the rows above add up to {total:,}, not to `{cell}`"
            yield Problem((*at, "rows", row_index, column_index), message, "correct the total or the rows")


def _wrong_totals(grid: Grid) -> Iterator[tuple[int, int, Decimal]]:
    """Yield the row and the column of each number that is no sum of those above, and the sum."""
    labels = [line_words(row[0]).strip() if row else "" for row in grid.rows]
    are_totals = grid.totals()
    if not any(are_totals):
        return
    for column_index in range(1, len(grid.columns)):
        cells = [
            line_words(row[column_index]).strip() if column_index < len(row) else "" for row in grid.rows
        ]
        numbers = [_number(cell) for cell in cells]
        units = {match["unit"] for cell in cells if (match := _NUMBER.fullmatch(cell))}
        if len(units) != 1 or None in numbers:
            continue
        values = [number for number in numbers if number is not None]
        for row_index, is_total in enumerate(are_totals):
            if is_total and not _OTHER_SUM.search(labels[row_index]) and cells[row_index] not in _NOTHING:
                sums = _sums(values[:row_index], are_totals, labels)
                tolerance = _tolerance(cells[: row_index + 1])
                if sums and all(abs(total - values[row_index]) > tolerance for total in sums):
                    yield row_index, column_index, sums[0]


def _sums(values: Sequence[Decimal], are_totals: Sequence[bool], labels: Sequence[str]) -> list[Decimal]:
    """Returns what the total behind some values may be; nothing where there are not two rows to add up."""
    rows = [
        (value, is_total)
        for value, is_total, label in zip(values, are_totals, labels, strict=False)
        if not _PART.match(label)
    ]
    if len(rows) < 2:
        return []
    last = max((index for index, (_, is_total) in enumerate(rows) if is_total), default=-1)
    since = [value for value, _ in rows[last + 1 :]]
    every = [value for value, is_total in rows if not is_total]
    totals = [value for value, is_total in rows if is_total]
    candidates = (since, every, totals, [*totals, *since], [*totals[-1:], *since])
    return [sum(addends, Decimal()) for addends in candidates if addends]


def _number(cell: str) -> Decimal | None:
    """Returns the number of a cell, 0 for one that says nothing; None for words."""
    if cell.casefold() in _NOTHING:
        return Decimal()
    match = _NUMBER.fullmatch(cell)
    if not match:
        return None
    number = Decimal(match["digits"].replace(",", ""))
    return -number if match["minus"] or match["minus_behind"] else number


def _tolerance(cells: Sequence[str]) -> Decimal:
    """Returns how far a sum may be off by rounding: half of the last digit for each cell, where numbers are rounded."""
    matches = [match for cell in cells if (match := _NUMBER.fullmatch(cell))]
    places = max((len(match["digits"].partition(".")[2]) for match in matches), default=0)
    is_rounded = places == 1 or any(match["unit"] for match in matches)
    return Decimal(len(matches)) / 2 / 10**places if is_rounded else Decimal()
