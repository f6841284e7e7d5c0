"""Draws a chart: its title, its key, and below them bars or lines."""

from reportgen.charts.bars import bars
from reportgen.charts.data import ChartData
from reportgen.charts.lines import lines
from reportgen.charts.looks import DASHES, mark, patterned_box, series_colours
from reportgen.charts.svg import drawing, line, small_pen, title_pen
from reportgen.document import Image
from reportgen.theme import Theme

_KEY_BOX, _KEY_GAP = 26.0, 18.0


def draw(data: ChartData, theme: Theme, width: int) -> Image:
    """Draws a chart in SVG; its width is in CSS pixels, and its height follows from what it shows."""
    parts, top = _title(data, theme, width)
    key, top = _key(data, theme, width, top)
    parts += key
    content, height = (lines if data.kind == "line" else bars)(data, theme, width, top)
    svg = drawing(width, height, theme, "".join([*parts, *content]), data.title)
    return Image(svg, "image/svg+xml", width, round(height))


def _title(data: ChartData, theme: Theme, width: float) -> tuple[list[str], float]:
    if not data.title:
        return [], 4.0
    pen = title_pen(theme)
    rows = pen.wrapped(data.title, width, bold=True)
    texts = [
        pen.text(0, pen.size + index * pen.line_height, row, bold=True) for index, row in enumerate(rows)
    ]
    return texts, len(rows) * pen.line_height + 8


def _key(data: ChartData, theme: Theme, width: float, top: float) -> tuple[list[str], float]:
    """Returns the names of the series with their looks; one series needs none."""
    if len(data.series) < 2:
        return [], top
    pen, parts, x, y = small_pen(theme), list[str](), 0.0, top
    for index, (series, colour) in enumerate(zip(data.series, series_colours(theme), strict=False)):
        room = _KEY_BOX + 6 + pen.width(series.name) + _KEY_GAP
        if x and x + room - _KEY_GAP > width:
            x, y = 0.0, y + pen.line_height + 3
        middle = y + pen.line_height / 2
        if data.kind == "line":
            parts.append(line(x, middle, x + _KEY_BOX, middle, colour, 2.5, DASHES[index]))
            parts.append(mark(x + _KEY_BOX / 2, middle, index, colour))
        else:
            parts.append(patterned_box((x, middle - 7, _KEY_BOX, 14), index, colour))
        parts.append(pen.text(x + _KEY_BOX + 6, middle + pen.size * 0.36, series.name))
        x += room
    return parts, y + pen.line_height + 10
