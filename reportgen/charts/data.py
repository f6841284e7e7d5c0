"""What a chart shows: its kind, what its bars or points are called, and one or more series of numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

ChartKind: TypeAlias = Literal["bar", "stacked", "line"]
KINDS: tuple[ChartKind, ...] = get_args(ChartKind)

MAX_SERIES = 5
"""How many series readers can tell apart by pattern and colour."""

MAX_BARS = 40
"""The most bars of a chart, or rows of stacked bars: they fill a page."""

MAX_POINTS = 60
"""The most points of a line: five years of months."""


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers that belong together, one for each label; None where there is none. `texts` are the numbers as written."""

    name: str
    values: tuple[float | None, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChartData:
    """What a chart shows. `unit` is that of all its numbers: a sign of money, `%`, `p`, or nothing."""

    kind: ChartKind
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    title: str = ""
    unit: str = ""

    @property
    def values(self) -> Iterator[float]:
        """All numbers."""
        return (value for series in self.series for value in series.values if value is not None)

    def totals(self) -> list[float]:
        """Returns for each label the sum of its numbers."""
        columns = (series.values for series in self.series)
        return [sum(value or 0 for value in row) for row in zip(*columns, strict=True)]


def reason_not_to_draw(data: ChartData) -> str:
    """Returns what keeps numbers from being drawn as a chart, in words for the user; empty where nothing does."""
    if not any(True for _ in data.values):
        return "there are no numbers to draw"
    if len(data.series) > MAX_SERIES:
        return f"the chart has {len(data.series)} columns of numbers; {MAX_SERIES} are the most"
    if data.kind == "line" and len(data.labels) < 2:
        return "a line needs two rows at least"
    if data.kind == "line" and len(data.labels) > MAX_POINTS:
        return f"the line has {len(data.labels)} points; {MAX_POINTS} are the most"
    bars = len(data.labels) * (len(data.series) if data.kind == "bar" else 1)
    if data.kind != "line" and bars > MAX_BARS:
        return f"the chart has {bars} bars; {MAX_BARS} are the most"
    return ""
