"""The geometry of the page, and the properties of a document's sections."""

from dataclasses import dataclass

from reportgen.theme import Theme
from reportgen.writers.page_breaks import TextArea, text_area

_A4 = (210, 297)
"""The one size of page, in millimetres."""

_TWIPS_PER_MM = 1440 / 25.4
EMU_PER_TWIP = 635
_EMU_PER_MM = 36000
_COLUMN_GAP = 340
_COVER_OVERHANG = 860


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """The size of a page and its margin, which is the same on all four sides, in twentieths of a point.

    `text_area` is the room for text in the theme's own size.
    """

    width: int
    height: int
    margin: int
    text_area: TextArea

    @property
    def text_width(self) -> int:
        """The width between the margins."""
        return self.width - 2 * self.margin

    @property
    def cover_overhang(self) -> int:
        """How far the block and the picture on a cover reach over the margins: no further than to the edge of the page."""
        return min(self.margin, _COVER_OVERHANG)

    @property
    def largest_logo(self) -> tuple[int, int]:
        """The largest logo, in EMU: half the width between the margins, and 20 millimetres."""
        return self.text_width * EMU_PER_TWIP // 2, 20 * _EMU_PER_MM


def page_geometry(theme: Theme) -> PageGeometry:
    """Returns the geometry of a theme's pages."""
    width, height = map(_mm_to_twips, _A4)
    return PageGeometry(width, height, _mm_to_twips(theme.margin), text_area(theme))


def section_properties(
    page: PageGeometry,
    columns: int,
    references: str | None,
    *,
    header_distance: int,
    first: bool,
) -> str:
    """Returns the properties of a section.

    `references` name its headers and footers. A section that has them starts on a new page; one with None inherits them and
    goes on where the last one ended. `header_distance` is that of its header from the edge of the page. Only the `first` may
    have a first page of its own (on a later section it would hide the header again).
    """
    continuous = "" if references is not None else '<w:type w:val="continuous"/>'
    return (
        f'<w:sectPr>{references or ""}{continuous}<w:pgSz w:w="{page.width}" w:h="{page.height}"/>'
        f'<w:pgMar w:top="{page.margin}" w:right="{page.margin}" w:bottom="{page.margin}"'
        f' w:left="{page.margin}" w:header="{header_distance}" w:footer="{page.margin // 2}" w:gutter="0"/>'
        f"{_columns(columns)}{'<w:titlePg/>' if first else ''}</w:sectPr>"
    )


def _columns(count: int) -> str:
    if count == 1:
        return f'<w:cols w:space="{_COLUMN_GAP}"/>'
    return f'<w:cols w:num="{count}" w:space="{_COLUMN_GAP}" w:equalWidth="1"/>'


def _mm_to_twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS_PER_MM)
