"""The nodes of the document tree. A node that comes from the dataset carries the path of its value (`at`)."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from reportgen.document.inlines import Inline
from reportgen.findings import At

SECTION_LEVELS = 4
"""How deep the sections of a report may nest."""

PACK_SECTION_LEVELS = SECTION_LEVELS + 1
"""How deep the sections of a pack may nest, in which each report is a section itself."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    children: tuple[Inline, ...]
    at: At | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list, with its paragraphs and the lists inside it."""

    blocks: "tuple[Block, ...]"
    at: At | None = None


@dataclass(frozen=True, slots=True)
class BulletList:
    """An unordered list. With `columns` above 1, short entries stand side by side and are read down each column."""

    items: tuple[Item, ...]
    columns: int = 1
    at: At | None = None


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list whose entries are numbered from `start`."""

    items: tuple[Item, ...]
    start: int = 1
    at: At | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody else's words, set apart, and below them whose words they are."""

    blocks: "tuple[Block, ...]"
    attribution: tuple[Inline, ...] = ()
    at: At | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A label and the value beside it."""

    label: str
    value: tuple[Paragraph, ...]
    at: At | None = None


@dataclass(frozen=True, slots=True)
class Fields:
    """A table of labels and their values in two columns. The labels head the rows; there is no head row."""

    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """The title of a table column and the alignment of its cells."""

    title: str
    align: Literal["left", "right"] = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: a line of inlines, possibly empty."""

    children: tuple[Inline, ...]
    at: At | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one head row, a caption above it and a note below.

    Raises ValueError when a row does not have one cell for each column.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    at: At | None = None
    note: tuple[Inline, ...] = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a table row does not have one cell for each column")


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as bytes: `image/png`, `image/jpeg` or `image/svg+xml`, with its size in CSS pixels."""

    content: bytes = field(repr=False)
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with an optional caption, and whose picture it is. One whose alternative text is empty is decorative.

    `share` is that of the text's width which the picture takes; 0 leaves it its own size, where there is room. Narrow screens
    show `narrow_image` in its place, if there is one.
    """

    image: Image
    alt: str
    caption: str = ""
    at: At | None = None
    credit: str = ""
    share: float = 0
    narrow_image: Image | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """A picture with a share of the width, and at its side text: paragraphs, lists and quotations."""

    figure: Figure
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Cover:
    """Makes a page of its own of the title block, with a picture below it; the first block of a report, or none."""

    figure: Figure | None = None


PanelForm: TypeAlias = Literal["figures", "cards", "timeline", "callout"]
"""What panels are: figures of the year, cards of one shape, events in order of their dates, or words that stand out."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A box: a `title`, which is the figure or the date where panels are of those, `details` below it, and blocks."""

    title: tuple[Inline, ...]
    details: tuple[Inline, ...] = ()
    blocks: "tuple[Block, ...]" = ()
    at: At | None = None

    def paragraphs(self) -> tuple[tuple[str, tuple[Inline, ...]], ...]:
        """Returns the lines above the blocks, each with what it is: `title` or `details`."""
        lines = (("title", self.title), ("details", self.details))
        return tuple((part, words) for part, words in lines if words)


@dataclass(frozen=True, slots=True)
class Panels:
    """Boxes of one form. On pages and wide screens so many `columns` of them stand side by side, read row by row."""

    panels: tuple[Panel, ...]
    form: PanelForm
    columns: int = 1
    at: At | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """Marks a section as a report of its own, which starts on a new page.

    `about` stands under the heading; `group` and `period` run at the head of its pages. `language` is a BCP 47 tag.
    """

    about: str
    group: str
    period: str
    language: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the blocks under it. The level follows from the nesting; `anchor` is unique in the document.

    In a pack, a section of the first level with a `chapter` is a whole report.
    """

    title: str
    blocks: "tuple[Block, ...]"
    anchor: str
    at: At | None = None
    chapter: Chapter | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """A list of the document's sections, `depth` levels deep; on paper with their page numbers."""

    title: str
    depth: int = 2


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Makes the next block start on a new page."""


Block: TypeAlias = (
    Paragraph
    | BulletList
    | NumberedList
    | Quotation
    | Fields
    | Table
    | Figure
    | Beside
    | Cover
    | Panels
    | Section
    | Contents
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report, or a pack of several.

    `title`, `group` and `period` stand in the title block; `group` and `period` also run at the head of every page after
    the first, and come from the paths `group_at` and `period_at`. `page_of` is the footer's wording with `{page}` and
    `{pages}` in it (`Page {page} of {pages}`). `language` is a BCP 47 tag. `author` and `created` (an ISO date, or
    empty) go into the files' properties. `watermark` is a word that stands across every page of a draft.
    """

    title: str
    group: str
    period: str
    language: str
    page_of: str
    blocks: tuple[Block, ...]
    author: str = ""
    created: str = ""
    group_at: At | None = None
    period_at: At | None = None
    watermark: str = ""
