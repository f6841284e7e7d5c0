"""The block-level elements of a body: paragraphs, and tables of them."""

from dataclasses import dataclass, replace
from typing import TypeAlias

from reportgen.findings import At
from reportgen.writers._docx.value_bookmarks import ValueBookmarks
from reportgen.writers._docx.xml import break_below_frames, escape, flag, runs_in_language

_FRAME = '<w:framePr w:w="{}" w:hSpace="240" w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="right" w:y="1"/>'


@dataclass(frozen=True, slots=True)
class ParagraphMarkup:
    """A paragraph: the id of its style (empty: the default one), its runs, and the path of the value that it says.

    `numbering` is the property of a numbered item, `section_properties` are those of the section that ends with it.
    `keep_next` keeps it on the page of the next paragraph where its style does not say so, `parts_next` lets that paragraph go
    where its style would keep it. `indent` is its distance from the
    margin in twentieths of a point, and `hanging` how far its first line hangs out of that. With a `frame_width` it stands at the
    right margin, in one frame with its neighbours that have one, and the text after it at its side; what follows a paragraph that
    `ends_frames` stands below them. One that `begins_column` ends the column above it. `end_mark` and `properties_change` record
    that the paragraph is new or gone, and what its properties were.
    """

    style_id: str
    runs: str
    at: At | None = None
    numbering: str = ""
    page_break_before: bool = False
    keep_next: bool = False
    parts_next: bool = False
    section_properties: str = ""
    indent: int = 0
    hanging: int = 0
    frame_width: int = 0
    ends_frames: bool = False
    end_mark: str = ""
    properties_change: str = ""
    begins_column: bool = False

    def xml(self, bookmarks: ValueBookmarks) -> str:
        """Returns the paragraph as markup, with a bookmark around its runs where they say a value.

        Each paragraph has its own: one over several, and one around nothing, LibreOffice (7.4) saves with two beginnings.
        """
        runs = self.runs if self.at is None or not self.runs else bookmarks.wrap(self.at, self.runs)
        runs += break_below_frames() if self.ends_frames else ""
        runs = f'<w:r><w:br w:type="column"/></w:r>{runs}' if self.begins_column else runs
        end_properties = f"<w:rPr>{self.end_mark}</w:rPr>" if self.end_mark else ""
        properties = self.own_properties() + end_properties + self.section_properties + self.properties_change
        return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"

    def own_properties(self) -> str:
        """Returns the paragraph's own properties, in the order of the schema."""
        return (
            (f'<w:pStyle w:val="{self.style_id}"/>' if self.style_id else "")
            + flag("keepNext", on=self.keep_next)
            + ('<w:keepNext w:val="0"/>' if self.parts_next else "")
            + flag("pageBreakBefore", on=self.page_break_before)
            + (_FRAME.format(self.frame_width) if self.frame_width else "")
            + self.numbering
            + ('<w:spacing w:before="0"/>' if self.page_break_before else "")
            + self._indent()
        )

    def _indent(self) -> str:
        hanging = f' w:hanging="{self.hanging}"' if self.hanging else ""
        return f'<w:ind w:left="{self.indent}"{hanging}/>' if self.indent else ""

    def on_new_page(self) -> "ParagraphMarkup":
        """Returns the paragraph at the head of a page, without the space above it, as where a page ends by itself."""
        return replace(self, page_break_before=True)

    def in_new_column(self) -> "ParagraphMarkup":
        """Returns the paragraph at the head of a column."""
        return replace(self, begins_column=True)

    def in_language(self, language: str) -> "ParagraphMarkup":
        """Returns the paragraph with its runs marked as written in a language, except those marked already."""
        return replace(self, runs=runs_in_language(self.runs, language))


@dataclass(frozen=True, slots=True)
class TableRow:
    """A table row: the paragraphs of each cell, and whether it is the header that Word repeats on every page.

    A row that `can_split` may be taken apart where a page ends, as one that is too tall for a page must be. `mark` records that
    the row is new or gone.
    """

    cells: tuple[tuple[ParagraphMarkup, ...], ...]
    is_header: bool = False
    can_split: bool = False
    mark: str = ""

    def xml(self, widths: tuple[int, ...], bookmarks: ValueBookmarks) -> str:
        """Returns the row as markup."""
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f"{''.join(paragraph.xml(bookmarks) for paragraph in cell)}</w:tc>"
            for width, cell in zip(widths, self.cells, strict=True)
        )
        properties = (
            flag("cantSplit", on=not self.can_split) + flag("tblHeader", on=self.is_header) + self.mark
        )
        return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{cells}</w:tr>"

    def in_language(self, language: str) -> "TableRow":
        """Returns the row with the runs of all its cells marked as written in a language."""
        cells = (tuple(paragraph.in_language(language) for paragraph in cell) for cell in self.cells)
        return replace(self, cells=tuple(cells))


@dataclass(frozen=True, slots=True)
class TableMarkup:
    """A table: the id of its style, the widths of its columns and its rows.

    `title` and `description` are for those who cannot see it; `has_labels` says that the first column heads the rows. `indent`
    is its distance from the margin in twentieths of a point.
    """

    style_id: str
    widths: tuple[int, ...]
    rows: tuple[TableRow, ...]
    title: str = ""
    description: str = ""
    has_labels: bool = False
    indent: int = 0

    def xml(self, bookmarks: ValueBookmarks) -> str:
        """Returns the table as markup. `w:val` of `w:tblLook` repeats its other attributes as bits, for older readers."""
        has_header = self.rows[0].is_header
        look = 0x0600 | (0x0080 if self.has_labels else 0) | (0x0020 if has_header else 0)
        texts = "".join(
            f'<w:tbl{name} w:val="{escape(text)}"/>'
            for name, text in (("Caption", self.title), ("Description", self.description))
            if text
        )
        indent = f'<w:tblInd w:w="{self.indent}" w:type="dxa"/>' if self.indent else ""
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.widths)
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self.style_id}"/><w:tblW w:w="{sum(self.widths)}" w:type="dxa"/>'
            f'{indent}<w:tblLayout w:type="fixed"/><w:tblLook w:val="{look:04X}" w:firstRow="{has_header:d}" w:lastRow="0"'
            f' w:firstColumn="{self.has_labels:d}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{texts}</w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>"
            f"{''.join(row.xml(self.widths, bookmarks) for row in self.rows)}</w:tbl>"
        )

    def on_new_page(self) -> "TableMarkup":
        """Returns the table at the head of a page: Word has a property for that on its first paragraph only."""
        first_row, *rows = self.rows
        first_cell, *cells = first_row.cells
        paragraph, *paragraphs = first_cell
        first_row = replace(first_row, cells=((paragraph.on_new_page(), *paragraphs), *cells))
        return replace(self, rows=(first_row, *rows))

    def in_language(self, language: str) -> "TableMarkup":
        """Returns the table with the runs of all its cells marked as written in a language."""
        return replace(self, rows=tuple(row.in_language(language) for row in self.rows))


BlockElement: TypeAlias = ParagraphMarkup | TableMarkup
