"""Pictures in the body: figures and the logo."""

from collections.abc import Iterator

from reportgen.codes import PICTURE
from reportgen.document import Figure, Image
from reportgen.findings import At
from reportgen.writers._docx.block_elements import ParagraphMarkup
from reportgen.writers._docx.codes import UNPLACEABLE_PICTURE
from reportgen.writers._docx.page import EMU_PER_TWIP
from reportgen.writers._docx.relationships import Relationships
from reportgen.writers._docx.svg import (
    SVG,
    InvalidSvgError,
    NotRenderedError,
    render_png,
    without_external_files,
)
from reportgen.writers._docx.xml import escape, run
from reportgen.writers.picture_sizes import LARGEST_HEIGHT, MM, shown_size

_EMU_PER_PIXEL = 9525
_COVER_HEIGHT = 140 * MM
"""The height of the picture on a cover, at most: a title of several lines has room above it."""

_SIGNATURES = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
"""The mark by which Word (2019 on) knows that a picture says nothing: [MS-ODRAWXML], decorative."""

_SVG_BLIP = (
    '<a:blip r:embed="{png}"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip'
    ' xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{svg}"/></a:ext></a:extLst>'
    "</a:blip>"
)
"""A PNG with the SVG that Word (2016 on) shows in its place: [MS-ODRAWXML], svgBlip."""


def figure_paragraphs(
    block: Figure,
    relationships: Relationships,
    indent: int = 0,
    *,
    is_beside: bool = False,
    room: float = 1,
    largest_height: float = LARGEST_HEIGHT,
) -> Iterator[ParagraphMarkup]:
    """Yields the picture of a figure, then its caption and whose it is; in a frame where text stands beside it.

    `room` is the share of the text's width that the picture may take, and `largest_height` its height in CSS pixels.
    Paragraphs in frames have no bookmarks: LibreOffice (7.4) would save them under other names.
    """
    at = None if is_beside else block.at
    frame_width = round(block.share * relationships.page.text_width) if is_beside else 0
    blip = _blip(block.image, block.at, relationships)
    if blip:
        width = room * (relationships.page.text_width - indent) * EMU_PER_TWIP / _EMU_PER_PIXEL
        size = _emu(shown_size(block.image, block.share, (width, largest_height)))
        picture = _picture_run(blip, block.alt, size, relationships)
        style_id = relationships.style_id("Figure, beside" if is_beside else "Figure")
        yield ParagraphMarkup(style_id, picture, at, indent=indent, frame_width=frame_width)
    yield from _captions(block, relationships, indent, frame_width)


def cover_paragraphs(block: Figure, relationships: Relationships) -> Iterator[ParagraphMarkup]:
    """Yields the picture on a cover, which is as wide as the block above it and cut where it is too high, and its caption."""
    blip, page, image = _blip(block.image, block.at, relationships), relationships.page, block.image
    if blip:
        width = (page.text_width + 2 * page.cover_overhang) * EMU_PER_TWIP / _EMU_PER_PIXEL
        whole_height = width * image.height / image.width
        height = min(whole_height, _COVER_HEIGHT)
        size, cut = _emu((width, height)), (1 - height / whole_height) / 2
        picture = _picture_run(blip, block.alt, size, relationships, cut)
        yield ParagraphMarkup(relationships.style_id("Cover picture"), picture, block.at)
    yield from _captions(block, relationships)


def _captions(
    block: Figure, relationships: Relationships, indent: int = 0, frame_width: int = 0
) -> Iterator[ParagraphMarkup]:
    at = None if frame_width else block.at
    caption_node = "Figure caption, credited" if block.credit else "Figure caption"
    for node, words in ((caption_node, block.caption), ("Figure credit", block.credit)):
        if words:
            style_id = relationships.style_id(node)
            yield ParagraphMarkup(style_id, run(words), at, indent=indent, frame_width=frame_width)


def logo_paragraphs(image: Image, relationships: Relationships) -> Iterator[ParagraphMarkup]:
    """Yields the logo, which is decoration: the group's name stands below it."""
    blip = _blip(image, None, relationships)
    if blip:
        picture = _picture_run(blip, "", _fit(image, relationships.page.largest_logo), relationships)
        yield ParagraphMarkup(relationships.style_id("Logo"), picture)


def _blip(image: Image, at: At | None, relationships: Relationships) -> str:
    """Returns the reference to a picture; empty, with a fault, where Word could not show it."""
    if image.media_type == SVG:
        return _svg_blip(image, at, relationships)
    if not image.content.startswith(_SIGNATURES[image.media_type]) or min(image.width, image.height) < 1:
        _add_broken_picture(image, at, relationships)
        return ""
    return f'<a:blip r:embed="{relationships.image_id(image)}"/>'


def _svg_blip(image: Image, at: At | None, relationships: Relationships) -> str:
    """Returns the reference to an SVG and to the PNG of it."""
    try:
        svg = without_external_files(image)
        png_id = relationships.image_id(render_png(svg))
    except NotRenderedError as reason:
        message = f"a drawing in SVG is left out of the Word file: {reason}"
        relationships.add_fault(UNPLACEABLE_PICTURE, at, message, "give the picture as PNG or JPEG")
        return ""
    except InvalidSvgError:
        _add_broken_picture(image, at, relationships)
        return ""
    if svg is not image:
        message = "the drawing takes something from another file, which is left out of the Word file"
        hint = "put it into the drawing itself, or save the drawing as PNG"
        relationships.add_fault(UNPLACEABLE_PICTURE, at, message, hint)
    return _SVG_BLIP.format(png=png_id, svg=relationships.image_id(svg))


def _add_broken_picture(image: Image, at: At | None, relationships: Relationships) -> None:
    message = f"the picture is not the `{image.media_type}` that it is said to be"
    relationships.add_fault(PICTURE, at, message, "save it again as PNG or JPEG")


def _picture_run(
    blip: str, alt: str, size: tuple[int, int], relationships: Relationships, cut: float = 0
) -> str:
    """Returns a picture of a size in EMU, of whose height so much is cut off at the top and at the bottom."""
    thousandths = round(cut * 100_000)
    cuts = f'<a:srcRect t="{thousandths}" b="{thousandths}"/>' if thousandths else ""
    number, (width, height) = relationships.next_picture_number(), size
    description = f' descr="{escape(alt)}"' if alt else ""
    decorative = "" if alt else _DECORATIVE
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name="Picture {number}"{description}>{decorative}'
        '</wp:docPr><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"{description}/><pic:cNvPicPr/></pic:nvPicPr>'
        f"<pic:blipFill>{blip}{cuts}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def _fit(image: Image, largest: tuple[int, int]) -> tuple[int, int]:
    """Returns the size of a logo in EMU (914,400 to the inch): its own, or scaled down to the largest."""
    width, height = largest[0] / _EMU_PER_PIXEL, largest[1] / _EMU_PER_PIXEL
    scale = min(width / image.width, height / image.height, 1)
    return _emu((image.width * scale, image.height * scale))


def _emu(size: tuple[float, float]) -> tuple[int, int]:
    """Returns a size that is given in CSS pixels in EMU."""
    width, height = (max(1, round(side * _EMU_PER_PIXEL)) for side in size)
    return width, height
