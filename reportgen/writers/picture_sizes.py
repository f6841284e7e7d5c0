"""How large pictures stand, by one rule in all formats, so that a report has the same proportions in each.

Sizes are in CSS pixels, of which an inch has 96.
"""

from reportgen.document import Image

MM = 96 / 25.4
"""A millimetre."""

LARGEST_HEIGHT = 200 * MM
"""The height of a picture that takes the whole width of the text, at most: its heading and caption have room on its page."""

USUAL_HEIGHT = 120 * MM
"""The height of any other picture, at most.

Word cannot make a picture smaller where a page ends, so that a taller one would leave pages half empty.
"""

PANEL_HEIGHT = 80 * MM
"""The height of a picture in a panel, at most."""


def shown_width(image: Image, share: float, room: tuple[float, float]) -> float:
    """Returns the width at which a picture stands: its share of the room's width, or its own; less where it is too high."""
    width = share * room[0] or min(image.width, room[0])
    height = room[1] if share >= 1 else min(room[1], USUAL_HEIGHT)
    return min(width, height * image.width / image.height)


def shown_size(image: Image, share: float, room: tuple[float, float]) -> tuple[float, float]:
    """Returns the width and height at which a picture stands."""
    width = shown_width(image, share, room)
    return width, width * image.height / image.width
