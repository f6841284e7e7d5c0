"""RG623: a total that is not the sum of its rows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
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
_MOST_DIGITS = 20
"""No amount has more; sums of these are exact, and are made at once."""

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
        tally, tolerance = _Tally(), _Tolerance()
        for row_index, (number, is_total) in enumerate(zip(numbers, are_totals, strict=True)):
            value, cell, label = number or Decimal(), cells[row_index], labels[row_index]
            tolerance.add(cell)
            if is_total and not _OTHER_SUM.search(label) and cell not in _NOTHING:
                sums = tally.sums()
                if sums and all(abs(total - value) > tolerance.value() for total in sums):
                    yield row_index, column_index, sums[0]
            if not _PART.match(label):
                tally.add(value, is_total=is_total)


@dataclass(slots=True)
class _Tally:
    """What the rows so far add up to, so that no total has to go over them again. An addend that nothing has is None."""

    rows: int = 0
    since: Decimal | None = None
    """The rows since the last total."""
    every: Decimal | None = None
    totals: Decimal | None = None
    last: Decimal | None = None
    """The last total."""

    def add(self, value: Decimal, *, is_total: bool) -> None:
        self.rows += 1
        if is_total:
            self.totals, self.last, self.since = _sum(self.totals, value), value, None
        else:
            self.every, self.since = _sum(self.every, value), _sum(self.since, value)

    def sums(self) -> list[Decimal]:
        """Returns what a total behind the rows may be; nothing where there are not two rows to add up."""
        if self.rows < 2:
            return []
        both, newest = _sum(self.totals, self.since), _sum(self.last, self.since)
        return [total for total in (self.since, self.every, self.totals, both, newest) if total is not None]


def _sum(left: Decimal | None, right: Decimal | None) -> Decimal | None:
    return left + right if left is not None and right is not None else right if left is None else left


@dataclass(slots=True)
class _Tolerance:
    """How far a sum may be off by rounding: half of the last digit for each cell so far, where numbers are rounded."""

    numbers: int = 0
    places: int = 0
    has_unit: bool = False

    def add(self, cell: str) -> None:
        if match := _NUMBER.fullmatch(cell):
            self.numbers += 1
            self.places = max(self.places, len(match["digits"].partition(".")[2]))
            self.has_unit = self.has_unit or bool(match["unit"])

    def value(self) -> Decimal:
        is_rounded = self.places == 1 or self.has_unit
        return Decimal(self.numbers) / 2 / 10**self.places if is_rounded else Decimal()


def _number(cell: str) -> Decimal | None:
    """Returns the number of a cell, 0 for one that says nothing; None for words, and for more digits than amounts have."""
    if cell.casefold() in _NOTHING:
        return Decimal()
    match = _NUMBER.fullmatch(cell)
    if not match or len(match["digits"]) > _MOST_DIGITS:
        return None
    number = Decimal(match["digits"].replace(",", ""))
    return -number if match["minus"] or match["minus_behind"] else number
