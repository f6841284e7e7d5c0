"""Pictures in the text."""

from collections.abc import Iterator

from reportgen.codes import PICTURE
from reportgen.document import Figure, Image
from reportgen.findings import At
from reportgen.writers._docx.flow import Line
from reportgen.writers._docx.relationships import Relationships
from reportgen.writers._docx.style_names import UNPLACEABLE_PICTURE
from reportgen.writers._docx.svg import SVG, LeftOutError, UndrawableError, closed, picture
from reportgen.writers._docx.xml import escape, run

_EMU_PER_PIXEL = 9525
_MAGIC = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
"""The mark by which Word (2019 on) knows that a picture says nothing: [MS-ODRAWXML], decorative."""

_DRAWN = (
    '<a:blip r:embed="{picture}"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip'
    ' xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{drawing}"/></a:ext></a:extLst>'
    "</a:blip>"
)
"""A picture with the drawing that Word (2016 on) shows in its place: [MS-ODRAWXML], svgBlip."""


def figure(block: Figure, ledger: Relationships) -> Iterator[Line]:
    """The lines of a figure: its picture, then its caption."""
    blip = _blip(block.image, block.at, ledger)
    if blip:
        drawing = _drawing(block.image, blip, block.alt, ledger.page.picture_room, ledger)
        yield Line(ledger.style("Figure"), drawing, block.at)
    if block.caption:
        yield Line(ledger.style("Figure caption"), run(block.caption), block.at)


def logo(image: Image, ledger: Relationships) -> Iterator[Line]:
    """The line of a logo, which is decoration: the group's name stands below it."""
    blip = _blip(image, None, ledger)
    if blip:
        yield Line(ledger.style("Logo"), _drawing(image, blip, "", ledger.page.logo_room, ledger))


def _blip(image: Image, at: At | None, ledger: Relationships) -> str:
    """The reference to a picture; empty where Word could not show it, and a fault is taken down."""
    if image.media_type == SVG:
        return _drawn(image, at, ledger)
    if not image.content.startswith(_MAGIC[image.media_type]) or min(image.width, image.height) < 1:
        _broken(image, at, ledger)
        return ""
    return f'<a:blip r:embed="{ledger.image(image)}"/>'


def _drawn(image: Image, at: At | None, ledger: Relationships) -> str:
    """The reference to a drawing, and to the picture of it for programs that show no drawings."""
    try:
        drawing = closed(image)
        shown = ledger.image(picture(drawing))
    except LeftOutError as reason:
        message = f"a drawing in SVG is left out of the Word file: {reason}"
        ledger.fault(UNPLACEABLE_PICTURE, at, message, "give the picture as PNG or JPEG")
        return ""
    except UndrawableError:
        _broken(image, at, ledger)
        return ""
    if drawing is not image:
        message = "the drawing takes something from another file, which is left out of the Word file"
        hint = "put it into the drawing itself, or save the drawing as PNG"
        ledger.fault(UNPLACEABLE_PICTURE, at, message, hint)
    return _DRAWN.format(picture=shown, drawing=ledger.image(drawing))


def _broken(image: Image, at: At | None, ledger: Relationships) -> None:
    message = f"the picture is not the `{image.media_type}` that it is said to be"
    ledger.fault(PICTURE, at, message, "save it again as PNG or JPEG")


def _drawing(image: Image, blip: str, alt: str, room: tuple[int, int], ledger: Relationships) -> str:
    number, (width, height) = ledger.picture(), _fitted(image, room)
    described = f' descr="{escape(alt)}"' if alt else ""
    mark = "" if alt else _DECORATIVE
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name="Picture {number}"{described}>{mark}'
        '</wp:docPr><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"{described}/><pic:cNvPicPr/></pic:nvPicPr>'
        f"<pic:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def _fitted(image: Image, room: tuple[int, int]) -> tuple[int, int]:
    """The size in EMU at which a picture stands: its own, or less, so that it fits its room."""
    width, height = image.width * _EMU_PER_PIXEL, image.height * _EMU_PER_PIXEL
    scale = min(1, room[0] / width, room[1] / height)
    return max(1, round(width * scale)), max(1, round(height * scale))
