"""Lines over the labels, with the numbers of the axis at the left."""

from reportgen.charts.data import ChartData, Series
from reportgen.charts.looks import DASHES, mark, series_colours
from reportgen.charts.numbers import write_amount
from reportgen.charts.scale import Scale, scale_for
from reportgen.charts.svg import Pen, line, number, small_pen
from reportgen.theme import Theme

_SHARE_OF_WIDTH = 0.42
"""The height of the lines as a share of the width of the drawing, and at least `_LEAST_HEIGHT`."""

_LEAST_HEIGHT = 170.0
_MOST_MARKS = 24
"""With more points than these, the lines have no marks but those at both ends."""


def lines(data: ChartData, theme: Theme, width: float, top: float) -> tuple[list[str], float]:
    """Returns the lines below `top`, and the height of the drawing."""
    pen, height = small_pen(theme), max(width * _SHARE_OF_WIDTH, _LEAST_HEIGHT)
    values = list(data.values)
    scale = scale_for(min(values), max(values), height)
    top += pen.size / 2
    texts = [write_amount(tick, data.unit) for tick in scale.ticks]
    left = max(map(pen.width, texts)) + 10
    bottom, right = top + height, width - 8
    parts = []
    for tick, text in zip(scale.ticks, texts, strict=True):
        y = bottom - scale.position(tick)
        parts.append(line(left, y, right, y, theme.text if tick == 0 else theme.line, 1))
        parts.append(pen.text(left - 8, y + pen.size * 0.36, text, "end"))
    xs = _positions(len(data.labels), left + 8, right - 8)
    for index, (series, colour) in enumerate(zip(data.series, series_colours(theme), strict=False)):
        parts += _line(series, index, colour, xs, scale, bottom)
    labels, below = _labels(data, xs, bottom, width, pen)
    return parts + labels, below


def _positions(count: int, left: float, right: float) -> list[float]:
    step = (right - left) / max(count - 1, 1)
    return [left + index * step for index in range(count)]


def _line(series: Series, index: int, colour: str, xs: list[float], scale: Scale, bottom: float) -> list[str]:
    """Returns a line, which is broken where a number is missing, and its marks."""
    pieces: list[list[tuple[float, float]]] = [[]]
    for x, value in zip(xs, series.values, strict=True):
        if value is None:
            pieces.append([])
        else:
            pieces[-1].append((x, bottom - scale.position(value)))
    dash = f' stroke-dasharray="{DASHES[index]}"' if DASHES[index] else ""
    parts = [
        f'<path d="{_path(points)}" fill="none" stroke="{colour}" stroke-width="2.5"{dash}/>'
        for points in pieces
        if len(points) > 1
    ]
    points = [point for piece in pieces for point in piece]
    marked = points if len(points) <= _MOST_MARKS else [points[0], points[-1]]
    return parts + [mark(x, y, index, colour) for x, y in marked]


def _path(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


def _labels(
    data: ChartData, xs: list[float], bottom: float, width: float, pen: Pen
) -> tuple[list[str], float]:
    """Returns the labels below the axis, as many as have room side by side, and where they end."""
    step = xs[1] - xs[0]
    room = max(step - 6, 0.0)
    rows = [pen.wrapped(label, max(room, 48.0)) for label in data.labels]
    widest = max(pen.width(row) for label in rows for row in label) + 6
    every = max(1, -int(-widest // step))
    parts, tallest = list[str](), 1
    for index in range(0, len(xs), every):
        tallest = max(tallest, len(rows[index]))
        for number_of_row, row in enumerate(rows[index]):
            half = pen.width(row) / 2
            x = min(max(xs[index], half), width - half)
            y = bottom + pen.size + 6 + number_of_row * pen.line_height
            parts.append(pen.text(x, y, row, "middle"))
    return parts, bottom + 6 + tallest * pen.line_height + 4
