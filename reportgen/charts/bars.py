"""Bars that lie, so that long labels have room: those of one label below each other, or one behind the other."""

from dataclasses import dataclass

from reportgen.charts.data import ChartData
from reportgen.charts.looks import patterned_box, series_colours
from reportgen.charts.numbers import write_amount
from reportgen.charts.scale import Scale
from reportgen.charts.svg import Pen, line, small_pen
from reportgen.theme import Theme

_BAR, _STACKED_BAR, _ROW_GAP, _LABEL_GAP = 18.0, 22.0, 9.0, 10.0
_LABEL_SHARE = 0.36
"""The most of the width that labels take."""

_SEAM = 1.5
"""The white between stacked bars, which keeps neighbours apart whatever their colours."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where bars stand: their labels have the room up to `labels_end`, and their scale starts at `left`."""

    labels_end: float
    left: float
    scale: Scale

    def x(self, value: float) -> float:
        return self.left + self.scale.position(value)


def bars(data: ChartData, theme: Theme, width: float, top: float) -> tuple[list[str], float]:
    """Returns the bars below `top`, and the height of the drawing."""
    pen = small_pen(theme)
    frame = _frame(data, pen, width)
    parts, y = list[str](), top
    zero = frame.x(0)
    for index, label in enumerate(data.labels):
        rows = pen.wrapped(label, frame.labels_end)
        height = _row_height(data, rows, pen)
        first = y + height / 2 - len(rows) * pen.line_height / 2 + pen.size * 0.95
        parts += [pen.text(0, first + number * pen.line_height, row) for number, row in enumerate(rows)]
        draw_row = _stack if data.kind == "stacked" else _group
        parts += draw_row(data, index, y + height / 2, frame, pen)
        y += height + _ROW_GAP
    bottom = y - _ROW_GAP + 4
    parts.append(line(zero, top - 2, zero, bottom, theme.text, 1))
    return parts, bottom + 2


def _frame(data: ChartData, pen: Pen, width: float) -> _Frame:
    widest = max((pen.width(label) for label in data.labels), default=0.0)
    left = min(widest + _LABEL_GAP, width * _LABEL_SHARE)
    ends = data.totals() if data.kind == "stacked" else list(data.values)
    values_at_ends = max((pen.width(text) for text in _end_texts(data)), default=0.0) + 8
    has_negative = min(ends, default=0.0) < 0
    before = values_at_ends if has_negative else 0.0
    room = width - left - values_at_ends - before
    lowest, highest = min(*ends, 0.0), max(*ends, 0.0)
    scale = Scale((lowest, highest if highest > lowest else lowest + 1), max(room, 1.0))
    return _Frame(left - _LABEL_GAP, left + before, scale)


def _end_texts(data: ChartData) -> list[str]:
    if data.kind == "stacked":
        return [write_amount(total, data.unit) for total in data.totals()]
    return [text for series in data.series for text in series.texts]


def _row_height(data: ChartData, rows: list[str], pen: Pen) -> float:
    bar_heights = _STACKED_BAR if data.kind == "stacked" else _BAR * len(data.series)
    return max(bar_heights, len(rows) * pen.line_height)


def _group(data: ChartData, index: int, middle: float, frame: _Frame, pen: Pen) -> list[str]:
    """Returns the bars of one label, below each other, each with its number at its end."""
    parts, zero = list[str](), frame.x(0)
    top = middle - _BAR * len(data.series) / 2
    for number, (series, colour) in enumerate(zip(data.series, series_colours(pen.theme), strict=False)):
        value, y = series.values[index], top + number * _BAR
        end = frame.x(value) if value is not None else zero
        if value:
            box = (min(zero, end), y + 1, abs(end - zero), _BAR - 2)
            parts.append(patterned_box(box, number, colour))
        is_left = value is not None and value < 0
        x, anchor = (end - 5, "end") if is_left else (end + 5, "start")
        parts.append(pen.text(x, y + _BAR / 2 + pen.size * 0.36, series.texts[index], anchor))
    return parts


def _stack(data: ChartData, index: int, middle: float, frame: _Frame, pen: Pen) -> list[str]:
    """Returns the bars of one label, one behind the other, with their sum at the end."""
    parts, start = list[str](), 0.0
    for number, (series, colour) in enumerate(zip(data.series, series_colours(pen.theme), strict=False)):
        value = series.values[index] or 0
        left, right = frame.x(start), frame.x(start + value)
        if value:
            box = (left, middle - _STACKED_BAR / 2, max(right - left - _SEAM, 1.0), _STACKED_BAR)
            parts.append(patterned_box(box, number, colour))
        start += value
    words = write_amount(start, data.unit)
    return [*parts, pen.text(frame.x(start) + 5, middle + pen.size * 0.36, words)]
