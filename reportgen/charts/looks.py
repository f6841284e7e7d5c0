"""How the series of a chart look: each has a colour, a pattern, a dash and a mark of its own.

Colours have a contrast of 3 to 1 with white (WCAG 2.2, 1.4.11), and no series is known by its colour alone (1.4.1). Patterns
are drawn as lines, since programs differ over the patterns of SVG.
"""

from collections.abc import Iterator

from reportgen.charts.svg import line, number
from reportgen.colours import SHAPE_CONTRAST, WHITE, mix, readable
from reportgen.theme import Theme

_SPACING = 7.0
DASHES = ("", "7 4", "2 3", "10 3 2 3", "14 5")
"""The dashes of lines by the number of the series."""


def series_colours(theme: Theme) -> tuple[str, ...]:
    """Returns a colour for each series that a chart can have."""
    colours = (
        theme.accent,
        theme.second_accent,
        theme.muted,
        mix(theme.accent, WHITE, 0.65),
        mix(theme.second_accent, WHITE, 0.7),
    )
    return tuple(readable(colour, WHITE, SHAPE_CONTRAST) for colour in colours)


def patterned_box(box: tuple[float, float, float, float], index: int, colour: str) -> str:
    """Returns a box (left, top, width, height) in the colour and the pattern of a series."""
    left, top, width, height = box
    fill = (
        f'<rect x="{number(left)}" y="{number(top)}" width="{number(width)}" height="{number(height)}"'
        f' fill="{colour}"/>'
    )
    strokes = [line(x1, y1, x2, y2, WHITE, 1.5) for x1, y1, x2, y2 in _strokes(box, index)]
    if not strokes:
        return fill
    outline = (
        f'<rect x="{number(left + 0.75)}" y="{number(top + 0.75)}" width="{number(max(width - 1.5, 0))}"'
        f' height="{number(height - 1.5)}" fill="none" stroke="{colour}" stroke-width="1.5"/>'
    )
    return fill + "".join(strokes) + outline


def _strokes(
    box: tuple[float, float, float, float], index: int
) -> Iterator[tuple[float, float, float, float]]:
    """Yields the white lines of a pattern: none, rising, upright, level, or falling and rising ones."""
    left, top, width, height = box
    match index % len(DASHES):
        case 1:
            yield from _diagonals(box, rising=True)
        case 2:
            yield from (
                (left + x, top, left + x, top + height)
                for x in (_SPACING * step for step in range(1, int(width // _SPACING) + 1))
            )
        case 3:
            yield from (
                (left, top + height * share, left + width, top + height * share) for share in (1 / 3, 2 / 3)
            )
        case 4:
            yield from _diagonals(box, rising=True)
            yield from _diagonals(box, rising=False)
        case _:
            return


def _diagonals(
    box: tuple[float, float, float, float], *, rising: bool
) -> Iterator[tuple[float, float, float, float]]:
    """Yields lines at 45 degrees, cut off at the edges of the box."""
    left, top, width, height = box
    for step in range(1, int((width + height) // _SPACING) + 1):
        reach = step * _SPACING
        x1, y1 = max(0.0, reach - height), min(height, reach)
        x2, y2 = min(width, reach), max(0.0, reach - width)
        if rising:
            yield left + x1, top + y1, left + x2, top + y2
        else:
            yield left + x1, top + height - y1, left + x2, top + height - y2


def mark(x: float, y: float, index: int, colour: str) -> str:
    """Returns the mark of a point: a disc, a square, a triangle, a ring, or a square on its corner."""
    fill = f' fill="{colour}"'
    match index % len(DASHES):
        case 0:
            return f'<circle cx="{number(x)}" cy="{number(y)}" r="4"{fill}/>'
        case 1:
            return f'<rect x="{number(x - 4)}" y="{number(y - 4)}" width="8" height="8"{fill}/>'
        case 2:
            return f'<path d="M{number(x)} {number(y - 5)}l5 9h-10z"{fill}/>'
        case 3:
            ring = f' stroke="{colour}" stroke-width="2"'
            return f'<circle cx="{number(x)}" cy="{number(y)}" r="4" fill="{WHITE}"{ring}/>'
        case _:
            return f'<path d="M{number(x)} {number(y - 6)}l6 6l-6 6l-6 -6z"{fill}/>'
