"""Colours as `#rrggbb`: their contrast with each other, mixtures, and the nearest colour that can be read on a ground."""

WHITE, BLACK = "#ffffff", "#000000"

TEXT_CONTRAST = 4.5
"""The least contrast of text with its ground (WCAG 2.2, 1.4.3)."""

SHAPE_CONTRAST = 3.0
"""The least contrast of shapes that readers must tell apart, such as the bars of a chart (WCAG 2.2, 1.4.11)."""

_STEPS = 200


def contrast(first: str, second: str) -> float:
    """Returns the contrast of two colours, from 1 to 21, by the formula of WCAG 2.2."""
    darker, lighter = sorted(map(_luminance, (first, second)))
    return (lighter + 0.05) / (darker + 0.05)


def mix(colour: str, ground: str, share: float) -> str:
    """Returns a colour mixed with another, so that this share of it is left."""
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return "#" + "".join(f"{round(under - (under - over) * share):02x}" for over, under in pairs)


def tint(colour: str, share: float) -> str:
    """Returns a colour mixed with white, so that this share of it is left."""
    return mix(colour, WHITE, share)


def text_colour_on(ground: str, dark: str = BLACK) -> str:
    """Returns the colour of text on a ground: white or a dark colour, whichever can be read better; else black."""
    best = max((WHITE, dark), key=lambda colour: contrast(colour, ground))
    return best if contrast(best, ground) >= TEXT_CONTRAST else BLACK


def readable(colour: str, ground: str, least: float = TEXT_CONTRAST) -> str:
    """Returns the colour itself if its contrast with a ground is enough, or else the nearest mixture with black or white."""
    end = max((BLACK, WHITE), key=lambda extreme: contrast(extreme, ground))
    shades = (mix(colour, end, 1 - step / _STEPS) for step in range(_STEPS + 1))
    return next((shade for shade in shades if contrast(shade, ground) >= least), end)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


def _luminance(colour: str) -> float:
    shares = (channel / 255 for channel in _channels(colour))
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
