"""The flow of a document's body: lines and tables, and where columns, pages and sections begin.

Word keeps these things in odd places (a section's properties in its last paragraph, a page break in the next one), so
the body is first a plain sequence of pieces, which `settle` then turns into what the file holds.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

from reportgen.findings import At
from reportgen.writers._docx.content_controls import Controls
from reportgen.writers._docx.xml import escape, flag, in_language


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: the id of its style (empty: the default one), its runs, and the path of what it says.

    `numbering` is the property of a numbered item, `new_page` puts it at the head of a page, `section` holds the
    properties of the section that it ends.
    """

    style: str
    runs: str
    at: At | None = None
    numbering: str = ""
    new_page: bool = False
    section: str = ""

    def xml(self, controls: Controls) -> str:
        """The paragraph as markup, in a control where it says a value. The order of its properties is the schema's.

        A paragraph that ends a section may not stand in a control itself, and of one that does, LibreOffice (7.4) shows the
        addresses of links and forgets what is bold or in another language: there the control is around the words.
        """
        words = self.runs
        outside = self.at is not None and not self.section and not _marked(words)
        if self.at is not None and words and not outside:
            words = controls.around(self.at, words)
        properties = (
            (f'<w:pStyle w:val="{self.style}"/>' if self.style else "")
            + ("<w:pageBreakBefore/>" if self.new_page else "")
            + self.numbering
            + self.section
        )
        paragraph = f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{words}</w:p>"
        return controls.around(self.at, paragraph) if self.at is not None and outside else paragraph


def _marked(words: str) -> bool:
    """Whether words are more than plain."""
    return "<w:hyperlink " in words or "<w:rPr>" in words


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: the lines of each cell, and whether it is the head that Word repeats on every page."""

    cells: tuple[tuple[Line, ...], ...]
    head: bool = False

    def xml(self, widths: tuple[int, ...], controls: Controls) -> str:
        """The row as markup; it is never split by a page."""
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f"{''.join(line.xml(controls) for line in cell)}</w:tc>"
            for width, cell in zip(widths, self.cells, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{flag('tblHeader', on=self.head)}</w:trPr>{cells}</w:tr>"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the id of its style, the widths of its columns and its rows.

    `title` and `description` are for those who cannot see it; `labels` says that the first column heads the rows.
    """

    style: str
    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    title: str = ""
    description: str = ""
    labels: bool = False

    def xml(self, controls: Controls) -> str:
        """The table as markup. `w:val` of `w:tblLook` says the same as its other attributes, for older readers."""
        head = self.rows[0].head
        look = 0x0600 | (0x0080 if self.labels else 0) | (0x0020 if head else 0)
        told = "".join(
            f'<w:tbl{name} w:val="{escape(words)}"/>'
            for name, words in (("Caption", self.title), ("Description", self.description))
            if words
        )
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.widths)
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self.style}"/><w:tblW w:w="{sum(self.widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{look:04X}" w:firstRow="{head:d}" w:lastRow="0"'
            f' w:firstColumn="{self.labels:d}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{told}</w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>"
            f"{''.join(row.xml(self.widths, controls) for row in self.rows)}</w:tbl>"
        )

    def on_new_page(self) -> "Grid":
        """The same table at the head of a page: there is no such property but that of its first paragraph."""
        first = self.rows[0]
        line = replace(first.cells[0][0], new_page=True)
        row = replace(first, cells=((line, *first.cells[0][1:]), *first.cells[1:]))
        return replace(self, rows=(row, *self.rows[1:]))


@dataclass(frozen=True, slots=True)
class Columns:
    """From here on the text is set in `count` columns."""

    count: int


@dataclass(frozen=True, slots=True)
class NewPage:
    """The next piece stands at the head of a page."""


@dataclass(frozen=True, slots=True)
class Opening:
    """From here on, on a new page, other words run at the heads of the pages: those of a chapter, by its anchor."""

    anchor: str


Piece: TypeAlias = Line | Grid | Columns | NewPage | Opening
Settled: TypeAlias = Line | Grid


def spoken(piece: Piece, language: str) -> Piece:
    """A piece whose words are in a language, but for those that have one of their own."""
    match piece:
        case Line():
            return _spoken(piece, language)
        case Grid():
            rows = (
                replace(
                    row, cells=tuple(tuple(_spoken(line, language) for line in cell) for cell in row.cells)
                )
                for row in piece.rows
            )
            return replace(piece, rows=tuple(rows))
        case _:
            return piece


def _spoken(line: Line, language: str) -> Line:
    return replace(line, runs=in_language(line.runs, language))


def settle(
    pieces: Iterable[Piece], gap: Callable[[], str], section: Callable[[int, str | None], str]
) -> tuple[list[Settled], str]:
    """The lines and tables with page and section breaks in their places, and the properties of the last section.

    `section` gives a section's properties from its number of columns and from what it begins: the document (empty), a
    chapter (its anchor) or nothing (None). `gap` gives the style of the paragraph without words that Word demands where
    a table ends the document, meets another one or meets a section: a section's properties need a paragraph, and tables
    that touch become one.
    """
    settled: list[Settled] = []
    columns, begins = 1, 0
    opens: str | None = ""
    for piece in _gapped(_paged(pieces), gap):
        match piece:
            case Columns() | Opening():
                count = piece.count if isinstance(piece, Columns) else 1
                if begins < len(settled) and (isinstance(piece, Opening) or count != columns):
                    settled[-1] = _ending(settled[-1], section(columns, opens))
                    opens, begins = None, len(settled)
                opens = piece.anchor if isinstance(piece, Opening) else opens
                columns = count
            case Line() | Grid():
                settled.append(piece)
            case _:
                assert_never(piece)
    return settled, section(columns, opens)


def _ending(piece: Settled, section: str) -> Line:
    assert isinstance(piece, Line), "a section ends in a paragraph"  # noqa: S101 - `_gapped` sees to it
    return replace(piece, section=section)


def _paged(pieces: Iterable[Piece]) -> Iterator[Settled | Columns | Opening]:
    """The pieces with page breaks moved into what follows them; a chapter is on a new page anyway."""
    pending = False
    for piece in pieces:
        match piece:
            case NewPage():
                pending = True
            case Columns():
                yield piece
            case Opening():
                yield piece
                pending = False
            case Line():
                yield replace(piece, new_page=True) if pending else piece
                pending = False
            case Grid():
                yield piece.on_new_page() if pending else piece
                pending = False
            case _:
                assert_never(piece)


def _gapped(
    pieces: Iterable[Settled | Columns | Opening], gap: Callable[[], str]
) -> Iterator[Settled | Columns | Opening]:
    """The pieces with a paragraph after every table that needs one, and after a list in columns that ends all."""
    previous: Settled | Columns | Opening | None = None
    for piece in pieces:
        if isinstance(previous, Grid) and not isinstance(piece, Line):
            yield Line(gap(), "")
        yield piece
        previous = piece
    if not isinstance(previous, Line):
        yield Line(gap(), "")
