"""Pictures in SVG for Word: cut off from other files, and rendered as a PNG.

Word before 2016, LibreOffice 7 and most other programs show the PNG alone.
"""

import re
from importlib.util import find_spec
from json import dumps
from typing import Any

from reportgen.document import Image
from reportgen.startup.patterns import lazy_pattern
from reportgen.theme import FONTS
from reportgen.writers._docx import svg_renderer
from reportgen.writers._docx.svg_renderer import RenderingTimeoutError, SvgRenderer

SVG = "image/svg+xml"

_FONT = "Liberation Sans"
_SCALE, _LARGEST_PNG = 3, (2400, 3600)
"""Three pixels to each CSS pixel, 288 to the inch, but no more than fill a page at that resolution."""

_RENDERER = SvgRenderer()

_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_INTERNAL_PREFIXES = ("#", "data:image/")
_EXTERNAL_CSS = lazy_pattern(r"@import[^;]*|url\(\s*+[\"']?+\s*+(?!#|data:)[^)]*\)", re.IGNORECASE)
_CSS_FILTER = lazy_pattern(r"\bfilter\s*:", re.IGNORECASE)


class InvalidSvgError(Exception):
    """An SVG cannot be rendered."""


class NotRenderedError(Exception):
    """An SVG is not rendered here, though it may be valid; the message says why."""


def without_external_files(image: Image) -> Image:
    """Returns an SVG that loads nothing: resvg would open any file that it names. Raises InvalidSvgError."""
    from lxml import etree

    root = _parse(image)
    has_changed = [_cut_external(element) for element in root.iter("{*}*")]
    if not any(has_changed):
        return image
    return Image(etree.tostring(root, encoding="utf-8"), SVG, image.width, image.height)


def _cut_external(element: Any) -> bool:
    """Removes what an element loads from other files, and returns whether there was anything. Links stay."""
    tag, attributes, text = element.tag.rpartition("}")[2], dict(element.attrib), element.text
    for name, value in attributes.items():
        if name in _HREFS and tag != "a" and not value.strip().lower().startswith(_INTERNAL_PREFIXES):
            del element.attrib[name]
        elif name not in _HREFS:
            element.set(name, _EXTERNAL_CSS.sub("none", value))
    if text and tag == "style":
        element.text = _EXTERNAL_CSS.sub("none", text)
    return (attributes, text) != (dict(element.attrib), element.text)


def render_png(image: Image) -> Image:
    """Renders an SVG that loads nothing as a PNG. Raises InvalidSvgError and NotRenderedError.

    The package's font replaces every other one that the SVG names, so that all machines render alike. Filters are left out,
    as they are in the PDF: one line of them can ask for hours of work.
    """
    from lxml import etree

    scale = min(_SCALE, _LARGEST_PNG[0] / image.width, _LARGEST_PNG[1] / image.height)
    width, height = (max(1, round(side * scale)) for side in (image.width, image.height))
    families = ("font", "serif", "sans_serif", "cursive", "fantasy", "monospace")
    options = {
        "width": width,  # both sides are set, or a size that only resvg understands could be of any number of pixels
        "height": height,
        "skip_system_fonts": True,
        "font_files": sorted(map(str, FONTS.glob("*.ttf"))),
        **{f"{family}_family": _FONT for family in families},
    }
    svg: bytes = etree.tostring(_without_filters(image), encoding="utf-8")
    return Image(_render(svg, dumps(options).encode()), "image/png", width, height)


def _render(svg: bytes, options: bytes) -> bytes:
    if find_spec("resvg_py") is None:
        raise NotRenderedError("`resvg_py`, which draws it, is not installed")
    try:
        png = _RENDERER.render(svg, options)
    except RenderingTimeoutError as error:
        raise NotRenderedError(f"it takes longer than {svg_renderer.TIME_LIMIT} seconds to draw") from error
    if not png:
        raise InvalidSvgError
    return png


def _without_filters(image: Image) -> Any:
    root = _parse(image)
    for element in root.iter("{*}*"):
        element.attrib.pop("filter", None)
        if "style" in element.attrib:
            element.set("style", _CSS_FILTER.sub("unfiltered:", element.get("style")))
        if element.text and element.tag.rpartition("}")[2] == "style":
            element.text = _CSS_FILTER.sub("unfiltered:", element.text)
    return root


def _parse(image: Image) -> Any:
    from lxml import etree

    try:
        return etree.fromstring(image.content, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InvalidSvgError from error
