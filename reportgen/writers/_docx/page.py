"""The page: its size and margins as Word measures them, and the properties of each section of a document."""

from dataclasses import dataclass

from reportgen.theme import Theme

_A4 = (210, 297)
"""The one page there is, in millimetres."""

_TWIPS_PER_MM = 1440 / 25.4
_EMU_PER_TWIP = 635
_EMU_PER_MM = 36000
_COLUMN_GAP = 340


@dataclass(frozen=True, slots=True)
class Page:
    """A page in twentieths of a point; `margin` is the same on all four sides."""

    width: int
    height: int
    margin: int

    @property
    def text_width(self) -> int:
        """The width of a line."""
        return self.width - 2 * self.margin

    @property
    def picture_room(self) -> tuple[int, int]:
        """The largest picture, in EMU (914,400 to the inch): the width of a line, and 200 millimetres."""
        return self.text_width * _EMU_PER_TWIP, 200 * _EMU_PER_MM

    @property
    def logo_room(self) -> tuple[int, int]:
        """The largest logo, in EMU: half a line, and 20 millimetres."""
        return self.picture_room[0] // 2, 20 * _EMU_PER_MM


def page(theme: Theme) -> Page:
    """The page of a theme."""
    width, height = map(_twips, _A4)
    return Page(width, height, _twips(theme.margin))


def section(sheet: Page, columns: int, heads: str | None, *, first: bool) -> str:
    """The properties of a section.

    `heads` holds the references to running heads and is given where they change, on a new page: other sections inherit
    them. Only the `first` may have a first page of its own (on a later section it would hide the header again).
    """
    continuous = "" if heads is not None else '<w:type w:val="continuous"/>'
    return (
        f'<w:sectPr>{heads or ""}{continuous}<w:pgSz w:w="{sheet.width}" w:h="{sheet.height}"/>'
        f'<w:pgMar w:top="{sheet.margin}" w:right="{sheet.margin}" w:bottom="{sheet.margin}"'
        f' w:left="{sheet.margin}" w:header="{sheet.margin // 2}" w:footer="{sheet.margin // 2}" w:gutter="0"/>'
        f"{_columns(columns)}{'<w:titlePg/>' if first else ''}</w:sectPr>"
    )


def _columns(count: int) -> str:
    if count == 1:
        return f'<w:cols w:space="{_COLUMN_GAP}"/>'
    return f'<w:cols w:num="{count}" w:space="{_COLUMN_GAP}" w:equalWidth="1"/>'


def _twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS_PER_MM)
