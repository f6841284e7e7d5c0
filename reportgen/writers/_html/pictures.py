"""Renders pictures: figures with their captions, decoration, and the logo."""

from collections.abc import Iterable
from dataclasses import replace
from html import escape
from math import ceil

from reportgen.document import Cover, Figure, Image
from reportgen.letters import text_width
from reportgen.writers._html.context import BlockContext, Medium
from reportgen.writers._html.elements import element, empty_element, on_lines
from reportgen.writers.picture_sizes import USUAL_HEIGHT, shown_size, shown_width

_WIDTH_CLASSES = ((0.4, "small"), (0.7, "half"), (1, "full"))
"""The largest shares of the text's width that pictures of a class take."""

_PIXELS_PER_REM = 16

_COVER_WIDTH, _COVER_HEIGHT = 793.7, 566.9
"""The width of a page, and the largest height of the picture on a cover, in CSS pixels: 210 and 150 millimetres."""
NARROW_SCREEN = 36
"""The width in `rem` of the screens that show the images for narrow ones."""

_CAPTION_WIDTH, _CAPTION_LINE, _CAPTION_GAP = 0.95, 23, 12
"""The width of a caption's lines as a share of the text's, and their height and the gap above them in CSS pixels."""


def figure(node: Figure, context: BlockContext, notes: int = 0) -> str:
    """Returns a picture above its caption; a chart stays with the table of its numbers.

    On a page there is room for so many `notes` of one line below it.
    """
    parts = (_picture(node, context.medium, notes), _caption(node, context.medium))
    class_name = f"{width_class(node)} chart" if node.narrow_image else width_class(node)
    attributes = {"class": class_name or None, "data-at": context.data_at(node.at)}
    return element("figure", on_lines(parts), attributes)


def cover(node: Cover, title_lines: Iterable[str], context: BlockContext) -> str:
    """Returns the title block as a page of its own, with the picture below the words.

    On a page the picture runs from edge to edge, and is cut where it is higher than the room below the words.
    """
    words, picture = on_lines(title_lines), ""
    if context.medium.paged:
        words = on_lines([element("div", words, {"class": "words"})])
    if node.figure:
        picture = (
            _edge_to_edge(node.figure, context)
            if context.medium.paged
            else figure(replace(node.figure, share=1), context)
        )
    return element("header", f"{words}{picture}", {"class": "front"})


def _edge_to_edge(node: Figure, context: BlockContext) -> str:
    height = min(_COVER_WIDTH * node.image.height / node.image.width, _COVER_HEIGHT)
    style, source = f"width: {_COVER_WIDTH}px; height: {height:.2f}px", context.medium.source(node.image)
    if node.alt:
        picture = empty_element("img", {"alt": node.alt, "src": source, "style": style})
    else:
        style = f"{style}; background: url({source}) center/cover"
        picture = element("div", "", {"class": "decoration", "style": style})
    return element("figure", on_lines((picture, _caption(node, context.medium))))


def width_class(node: Figure) -> str:
    """Returns the class of a picture that takes a share of the text's width; nothing where it has its own size."""
    return next((name for share, name in _WIDTH_CLASSES if 0 < node.share <= share), "")


def _caption(node: Figure, medium: Medium) -> str:
    """Returns what stands below a picture.

    On pages a decoration is no picture to a reader, so its caption would belong to nothing: it is a paragraph. So is a credit,
    since the caption of a picture holds no paragraphs in PDF 2.0 (ISO/TS 32005, table 5).
    """
    caption, credit, credit_class = escape(node.caption), escape(node.credit), {"class": "credit"}
    if medium.paged:
        caption_name = "figcaption" if node.alt else "p"
        below = element("p", credit, credit_class) if credit else ""
        return on_lines((element(caption_name, caption) if caption else "", below)).strip()
    if not credit:
        return element("figcaption", caption) if caption else ""
    above = element("div", caption) if caption else ""
    return element("figcaption", on_lines((above, element("div", credit, credit_class))))


def logo(image: Image, context: BlockContext) -> str:
    """Returns the picture above the title, which is decoration."""
    medium = context.medium
    if not medium.paged:
        return empty_element("img", {"class": "logo", "alt": "", **_source_and_size(image, medium)})
    return _background(image, "logo", medium.logo_room, medium)


def _picture(node: Figure, medium: Medium, notes: int) -> str:
    """Returns a picture; without alternative text it is decoration."""
    image, alt = node.image, node.alt
    if not medium.paged:
        style = _screen_style(node, medium)
        picture = empty_element("img", {"alt": alt, **_source_and_size(image, medium), "style": style})
        return _with_narrow_image(picture, node, medium)
    if not alt:
        width, height = medium.room  # a decoration never shrinks, and may leave no half-empty page
        return _background(image, "decoration", (width, min(height, USUAL_HEIGHT)), medium, node.share)
    style = _fitted_size(image, medium.room, node.share)
    source = {"alt": alt, "src": medium.source(image), "style": style}
    return empty_element("img", {**source, "data-reserve": _reserve(node, medium, notes)})


def _with_narrow_image(picture: str, node: Figure, medium: Medium) -> str:
    """Returns a picture with the image that narrow screens show in its place, if it has one."""
    narrow = node.narrow_image
    if narrow is None:
        return picture
    size = {"width": narrow.width, "height": narrow.height}
    media = f"(max-width: {NARROW_SCREEN}rem)"
    source = empty_element("source", {"media": media, "srcset": medium.source(narrow), **size})
    return element("picture", source + picture)


def _reserve(node: Figure, medium: Medium, notes: int) -> int:
    """Returns the height below a picture on a page, in CSS pixels: a gap, and the lines of the caption and of notes."""
    width = _CAPTION_WIDTH * medium.text_area.width
    lines = sum(ceil(text_width(words) / width) for words in (node.caption, node.credit))
    lines += notes
    return lines * _CAPTION_LINE + _CAPTION_GAP if lines else 2


def _source_and_size(image: Image, medium: Medium) -> dict[str, str | int]:
    return {"src": medium.source(image), "width": image.width, "height": image.height}


def _background(
    image: Image, class_name: str, room: tuple[float, float], medium: Medium, share: float = 0
) -> str:
    style = f"{_fitted_size(image, room, share)}; background-image: url({medium.source(image)})"
    return element("div", "", {"class": class_name, "style": style})


def _fitted_size(image: Image, room: tuple[float, float], share: float = 0) -> str:
    """Returns the size of a picture on the page as CSS: its own size or that of its share, or smaller to fit."""
    width, height = shown_size(image, share, room)
    return f"width: {width:.2f}px; height: {height:.2f}px"


def _screen_style(node: Figure, medium: Medium) -> str | None:
    """Returns the width of a picture on a screen as CSS, which stands in the same proportion to the text as on a page.

    A picture with a share has its width by its class, and only where that is too high another one.
    """
    width = shown_width(node.image, node.share, medium.room)
    if node.share and width >= node.share * medium.room[0] - 1:
        return None
    name = "max-width" if node.share else "width"
    return f"{name}: {width * medium.scale / _PIXELS_PER_REM:.4g}rem"
