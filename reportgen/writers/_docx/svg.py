"""Drawings in SVG for Word: closed to the world outside, and as the picture that stands in where no drawing can be shown.

Word before 2016, LibreOffice 7 and most other programs show the picture alone.
"""

import re
from functools import cache
from importlib.util import find_spec
from json import dumps
from typing import Any

from reportgen.document import Image
from reportgen.theme import FONTS
from reportgen.writers._docx import svg_renderer
from reportgen.writers._docx.svg_renderer import Engine, TooLongError

SVG = "image/svg+xml"

_FONT = "Liberation Sans"
_SCALE, _ROOM = 3, (2400, 3600)
"""Three pixels to each of the drawing's own, 288 to the inch, but no more than fill a page at that rate."""

_ENGINE = Engine()

_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_INSIDE = ("#", "data:image/")
_ELSEWHERE = re.compile(r"@import[^;]*|url\(\s*+[\"']?+\s*+(?!#|data:)[^)]*\)", re.IGNORECASE)
"""What a style takes from other files."""

_FILTER = re.compile(r"\bfilter\s*:", re.IGNORECASE)


class UndrawableError(Exception):
    """A drawing that cannot be drawn."""


class LeftOutError(Exception):
    """A drawing that is not drawn here, though it may be a good one; the message says why."""


def closed(drawing: Image) -> Image:
    """A drawing that loads nothing: the engine would open any file that it names. Raises UndrawableError."""
    from lxml import etree

    root = _parsed(drawing)
    cut = [_cut(element) for element in root.iter("{*}*")]
    if not any(cut):
        return drawing
    return Image(etree.tostring(root, encoding="utf-8"), SVG, drawing.width, drawing.height)


def _cut(element: Any) -> bool:
    """Cut off what an element loads from outside its drawing, and say whether there was anything. Links may stay."""
    kind, before = element.tag.rpartition("}")[2], (dict(element.attrib), element.text)
    for name, value in before[0].items():
        if name in _HREFS and kind != "a" and not value.strip().lower().startswith(_INSIDE):
            del element.attrib[name]
        elif name not in _HREFS:
            element.set(name, _ELSEWHERE.sub("none", value))
    if element.text and kind == "style":
        element.text = _ELSEWHERE.sub("none", element.text)
    return before != (dict(element.attrib), element.text)


def picture(drawing: Image) -> Image:
    """A closed drawing as a PNG. Raises UndrawableError and LeftOutError.

    The package's font is set for every other one that the drawing names, so that all machines draw alike. Filters
    are left out, as they are in the PDF: one line of them can ask for hours of work.
    """
    from lxml import etree

    scale = min(_SCALE, _ROOM[0] / drawing.width, _ROOM[1] / drawing.height)
    width, height = (max(1, round(side * scale)) for side in (drawing.width, drawing.height))
    families = ("font", "serif", "sans_serif", "cursive", "fantasy", "monospace")
    # Both sides, or a size that only the engine understands could be of any number of pixels.
    wanted = {"width": width, "height": height, "skip_system_fonts": True, "font_files": _font_files()}
    wanted |= {f"{family}_family": _FONT for family in families}
    text: bytes = etree.tostring(_unfiltered(drawing), encoding="utf-8")
    return Image(_drawn(text, dumps(wanted)), "image/png", width, height)


def _drawn(text: bytes, wanted: str) -> bytes:
    """What the engine makes of a drawing."""
    if find_spec("resvg_py") is None:
        raise LeftOutError("`resvg_py`, which draws it, is not installed")
    try:
        drawn = _ENGINE.draw(text, wanted.encode())
    except TooLongError as error:
        raise LeftOutError(f"it takes longer than {svg_renderer.LONGEST} seconds to draw") from error
    if not drawn:
        raise UndrawableError
    return drawn


def _unfiltered(drawing: Image) -> Any:
    root = _parsed(drawing)
    for element in root.iter("{*}*"):
        element.attrib.pop("filter", None)
        if "style" in element.attrib:
            element.set("style", _FILTER.sub("unfiltered:", element.get("style")))
        if element.text and element.tag.rpartition("}")[2] == "style":
            element.text = _FILTER.sub("unfiltered:", element.text)
    return root


def _parsed(drawing: Image) -> Any:
    from lxml import etree

    try:
        return etree.fromstring(drawing.content, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UndrawableError from error


@cache
def _font_files() -> list[str]:
    return sorted(map(str, FONTS.glob("*.ttf")))
