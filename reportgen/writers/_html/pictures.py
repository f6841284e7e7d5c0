"""Renders pictures: figures with their captions, decoration, and the logo."""

from html import escape
from math import ceil

from reportgen.document import Figure, Image
from reportgen.writers._html.context import BlockContext, Medium
from reportgen.writers._html.elements import element, empty_element, on_lines
from reportgen.writers.widths import text_width

_DECORATION_SHARE = 0.6
"""How much of the height of a picture a decoration may have: it never shrinks, and may leave no half-empty page."""

_CAPTION_WIDTH, _CAPTION_LINE, _CAPTION_GAP = 0.95, 23, 12
"""The width of a caption's lines as a share of the text's, and their height and the gap above them in CSS pixels."""


def figure(node: Figure, context: BlockContext) -> str:
    """Returns a picture above its caption.

    On pages a decoration is no picture to a reader, so its caption would belong to nothing: it is a paragraph.
    """
    caption_name = "figcaption" if node.alt or not context.medium.paged else "p"
    parts = (
        _picture(node, context.medium),
        element(caption_name, escape(node.caption)) if node.caption else "",
    )
    return element("figure", on_lines(parts), {"data-at": context.data_at(node.at)})


def logo(image: Image, context: BlockContext) -> str:
    """Returns the picture above the title, which is decoration."""
    medium = context.medium
    if not medium.paged:
        return empty_element("img", {"class": "logo", "alt": "", **_source_and_size(image, medium)})
    return _background(image, "logo", medium.logo_room, medium)


def _picture(node: Figure, medium: Medium) -> str:
    """Returns a picture; without alternative text it is decoration."""
    image, alt = node.image, node.alt
    if not medium.paged:
        return empty_element("img", {"alt": alt, **_source_and_size(image, medium)})
    if not alt:
        width, height = medium.room
        return _background(image, "decoration", (width, height * _DECORATION_SHARE), medium)
    style = _fitted_size(image, medium.room)
    source = {"alt": alt, "src": medium.source(image), "style": style}
    return empty_element("img", {**source, "data-reserve": _reserve(node, medium)})


def _reserve(node: Figure, medium: Medium) -> int:
    """Returns the height of a figure below its picture on a page, in CSS pixels: a gap, and the lines of the caption."""
    lines = ceil(text_width(node.caption) / (_CAPTION_WIDTH * medium.text_area.width))
    return lines * _CAPTION_LINE + _CAPTION_GAP if node.caption else 2


def _source_and_size(image: Image, medium: Medium) -> dict[str, str | int]:
    return {"src": medium.source(image), "width": image.width, "height": image.height}


def _background(image: Image, class_name: str, room: tuple[float, float], medium: Medium) -> str:
    style = f"{_fitted_size(image, room)}; background-image: url({medium.source(image)})"
    return element("div", "", {"class": class_name, "style": style})


def _fitted_size(image: Image, room: tuple[float, float]) -> str:
    """Returns the size of a picture on the page as CSS: its own size, or smaller to fit."""
    scale = min(1, room[0] / image.width, room[1] / image.height)
    return f"width: {image.width * scale:.2f}px; height: {image.height * scale:.2f}px"
