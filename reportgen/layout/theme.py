"""The values that a layout can give its theme."""

import re

COLOUR_HINT = "write a colour as `#0a3a5a`, dark enough to be read on white"
HINTS = {
    "font": "the font is `Liberation Sans`",
    "page": "the page is `A4`",
    "margin": "write it in millimetres, from `10mm` to `50mm`",
    "size": "write it in points, from `10pt` to `16pt`",
    "line": "write a colour as `#b1b4b6`",
}


def theme_value(key: str, text: str) -> str | float | None:
    """A value of the theme, lengths as numbers of their unit; None where the text cannot be that of the key."""
    match key:
        case "font":
            return text if text == "Liberation Sans" else None
        case "page":
            return text if text == "A4" else None
        case "margin":
            return _length(text, "mm", 10, 50)
        case "size":
            return _length(text, "pt", 10, 16)
        case _:
            colour = re.fullmatch(r"#[0-9a-fA-F]{6}", text)
            return text.lower() if colour and (key == "line" or _contrast(text) >= 4.5) else None


def _length(text: str, unit: str, lowest: float, highest: float) -> float | None:
    match = re.fullmatch(rf"([0-9]{{1,3}}(?:\.[0-9]{{1,2}})?) *{unit}", text)
    return float(match[1]) if match and lowest <= float(match[1]) <= highest else None


def _contrast(colour: str) -> float:
    """The contrast of a colour against white, by the formula of WCAG 2.2."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
