"""Renders pictures: figures with their captions, decoration, and the logo."""

from html import escape

from reportgen.document import Figure, Image
from reportgen.writers._html.context import BlockContext, Medium
from reportgen.writers._html.elements import element, empty_element, on_lines


def figure(node: Figure, context: BlockContext) -> str:
    """Returns a picture above its caption.

    On pages a decoration is no picture to a reader, so its caption would belong to nothing: it is a paragraph.
    """
    caption_name = "figcaption" if node.alt or not context.medium.paged else "p"
    parts = (
        _picture(node.image, node.alt, context.medium),
        element(caption_name, escape(node.caption)) if node.caption else "",
    )
    return element("figure", on_lines(parts), {"data-at": context.data_at(node.at)})


def logo(image: Image, context: BlockContext) -> str:
    """Returns the picture above the title, which is decoration."""
    medium = context.medium
    if not medium.paged:
        return empty_element("img", {"class": "logo", "alt": "", **_source_and_size(image, medium)})
    return _background(image, "logo", medium.logo_room, medium)


def _picture(image: Image, alt: str, medium: Medium) -> str:
    """Returns a picture; without alternative text it is decoration."""
    if not medium.paged:
        return empty_element("img", {"alt": alt, **_source_and_size(image, medium)})
    if not alt:
        return _background(image, "decoration", medium.room, medium)
    style = _fitted_size(image, medium.room)
    return empty_element("img", {"alt": alt, "src": medium.source(image), "style": style})


def _source_and_size(image: Image, medium: Medium) -> dict[str, str | int]:
    return {"src": medium.source(image), "width": image.width, "height": image.height}


def _background(image: Image, class_name: str, room: tuple[float, float], medium: Medium) -> str:
    style = f"{_fitted_size(image, room)}; background-image: url({medium.source(image)})"
    return element("div", "", {"class": class_name, "style": style})


def _fitted_size(image: Image, room: tuple[float, float]) -> str:
    """Returns the size of a picture on the page as CSS: its own size, or smaller to fit."""
    scale = min(1, room[0] / image.width, room[1] / image.height)
    return f"width: {image.width * scale:.2f}px; height: {image.height * scale:.2f}px"
