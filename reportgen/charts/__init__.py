"""Charts: drawings of numbers in bars, stacked bars and lines, which every format shows alike.

A chart is drawn as SVG by this package itself, from the theme's colours, sizes and font: the same numbers make the same bytes,
and its words are text. It is a picture like any other to the writers, with a table of its numbers below it.

The modules that draw are loaded when a chart is drawn: `reportgen.charts.drawing`.
"""

from reportgen.charts.data import (
    KINDS,
    MAX_BARS,
    MAX_POINTS,
    MAX_SERIES,
    ChartData,
    ChartKind,
    Series,
    reason_not_to_draw,
)
from reportgen.charts.numbers import Amount, is_blank, read_amount

__all__ = [
    "KINDS",
    "MAX_BARS",
    "MAX_POINTS",
    "MAX_SERIES",
    "Amount",
    "ChartData",
    "ChartKind",
    "Series",
    "is_blank",
    "read_amount",
    "reason_not_to_draw",
]
