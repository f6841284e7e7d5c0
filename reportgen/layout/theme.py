"""The values that a layout can give its theme."""

import re

from reportgen.colours import TEXT_CONTRAST, WHITE, contrast, readable
from reportgen.theme import LOGO_PLACES, WORD_FONTS

_ON_WHITE = ("text", "accent", "second_accent", "muted")
"""The colours of text on white. Text on the cover and on shades takes a colour that can be read there by itself."""

_COLOUR = r"#[0-9a-fA-F]{6}"
_COLOUR_HINT = "write a colour as `#0a3a5a`, dark enough to be read on white"
_ANY_COLOUR_HINT = "write a colour as `#b1b4b6`"
_HINTS = {
    "font": "the font is `Liberation Sans`",
    "heading_font": f"the fonts of headings are {' and '.join(f'`{font}`' for font in WORD_FONTS)}",
    "page": "the page is `A4`",
    "logo_place": f"the places are {', '.join(f'`{place}`' for place in LOGO_PLACES)}",
    "margin": "write it in millimetres, from `10mm` to `50mm`",
    "size": "write it in points, from `10pt` to `16pt`",
    "quotation_size": "write it in points, from `10pt` to `24pt`",
    "line": _ANY_COLOUR_HINT,
    "cover": _ANY_COLOUR_HINT,
}


def theme_fault(key: str, text: str) -> tuple[str, str]:
    """Returns what is wrong with a value that cannot be that of the key, and what to write."""
    if key in _ON_WHITE and re.fullmatch(_COLOUR, text):
        ratio = f"{contrast(text, WHITE):.1f}"
        message = f"`{text}` has a contrast of {ratio} to 1 with white, and `{key}` is the colour of text"
        return (
            message,
            f"text needs 4.5 to 1; the nearest colour that has it is `{readable(text.lower(), WHITE)}`",
        )
    return f"`{text}` cannot be the theme's `{key}`", _HINTS.get(key, _COLOUR_HINT)


def theme_value(key: str, text: str) -> str | float | None:
    """A value of the theme, lengths as numbers of their unit; None where the text cannot be that of the key."""
    match key:
        case "font":
            return text if text == "Liberation Sans" else None
        case "heading_font":
            return text if text in WORD_FONTS else None
        case "page":
            return text if text == "A4" else None
        case "logo_place":
            return text if text in LOGO_PLACES else None
        case "margin":
            return _length(text, "mm", 10, 50)
        case "size":
            return _length(text, "pt", 10, 16)
        case "quotation_size":
            return _length(text, "pt", 10, 24)
        case _:
            is_colour = re.fullmatch(_COLOUR, text)
            is_dark = key not in _ON_WHITE or (is_colour and contrast(text, WHITE) >= TEXT_CONTRAST)
            return text.lower() if is_colour and is_dark else None


def _length(text: str, unit: str, lowest: float, highest: float) -> float | None:
    match = re.fullmatch(rf"([0-9]{{1,3}}(?:\.[0-9]{{1,2}})?) *{unit}", text)
    return float(match[1]) if match and lowest <= float(match[1]) <= highest else None
