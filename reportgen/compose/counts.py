"""Composes charts of what a report lets one count: entries by month or by kind, above the table of the numbers."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from reportgen.compose.values import Value
from reportgen.document import Cell, Column, Figure, Table, Text
from reportgen.layout.parts import ChartPart
from reportgen.schema.i18n import choice_in_words, month_in_words
from reportgen.schema.members import current_members
from reportgen.schema.models import Report
from reportgen.schema.values import Date

if TYPE_CHECKING:
    from reportgen.compose.blocks import BlockComposer

_FEWEST = 2
"""With fewer months or kinds than these a chart says nothing that the list does not."""

_MOST_MONTHS = 36
_TITLES = 2


def chart_of_counts(
    composer: "BlockComposer", part: ChartPart, scopes: tuple[Value, ...]
) -> Iterator[Figure | Table]:
    """Yields the chart and its table; nothing where all entries are of one month or kind."""
    value = composer.resolver.find(part.path, scopes)
    if value is None or not isinstance(value.content, tuple) or len(part.titles) < _TITLES:
        return
    count = _by_month if part.by == "month" else _by_kind
    counts = count(value, composer.report)
    if sum(number > 0 for number in counts.values()) < _FEWEST:
        return
    rows = tuple(
        (Cell((Text(label),), value.at), Cell((Text(str(number)),), value.at))
        for label, number in counts.items()
    )
    first, second = (composer.resolver.plain_text(title, scopes) for title in part.titles[:_TITLES])
    title = composer.resolver.plain_text(part.title, scopes)
    table = Table((Column(first), Column(second, "right")), rows, title, value.at)
    yield from composer.charted(table, part.kind)


def _by_month(value: Value, report: Report) -> dict[str, int]:
    """Counts entries by the months in which they begin, over the months of the period and those of other entries.

    An entry of which no month is known is in none.
    """
    dates = (getattr(entry, "date", None) for entry in _entries(value))
    starts = [
        when.start
        for when in dates
        if isinstance(when, Date) and when.precision not in ("year", "range of years")
    ]
    if not starts:
        return {}
    period = [report.period.start, report.period.end] if report.period else []
    first, last = (_month(edge([*starts, *period])) for edge in (min, max))
    if last - first >= _MOST_MONTHS:
        first, last = (_month(edge(starts)) for edge in (min, max))
    numbers = Counter(map(_month, starts))
    return {
        month_in_words(date(month // 12, month % 12 + 1, 1), report.language): numbers[month]
        for month in range(first, last + 1)
    }


def _month(day: date) -> int:
    """Returns the number of a month, counted from the year 0."""
    return day.year * 12 + day.month - 1


def _by_kind(value: Value, report: Report) -> dict[str, int]:
    """Counts entries by their kinds, the most frequent first; members are those who have not left, of all lists."""
    if value.at == ("membership", "members"):
        kinds = Counter[str](member.kind or "full" for _, member in current_members(report))
    else:
        kinds = Counter(str(getattr(entry, "kind", "")) for entry in _entries(value))
    del kinds[""]
    words = {choice_in_words(kind, report.language): number for kind, number in kinds.most_common()}
    return {f"{word[:1].upper()}{word[1:]}": number for word, number in words.items()}


def _entries(value: Value) -> tuple[object, ...]:
    return value.content if isinstance(value.content, tuple) else ()
