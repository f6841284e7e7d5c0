"""The document: a closed tree of what a report says, which every writer turns into one format.

The tree does no I/O and knows nothing of datasets or layouts. Nodes that come from the dataset carry the path
of their value (`at`). A new kind of node makes mypy name every writer that has to learn it.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal, TypeAlias, assert_never

from reportgen.findings import At

LEVELS = 4
"""How deep the sections of a report may nest."""

DEEPEST = LEVELS + 1
"""How deep sections nest at most: in a pack, each report is a section itself."""

SCHEMES = ("http://", "https://", "mailto:")
"""How the addresses begin that a link may have."""

_UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Text:
    """Plain characters on one line.

    Raises ValueError on a line break or a control character: Word would break the line where PDF shows a space.
    """

    content: str

    def __post_init__(self) -> None:
        if not self.content.isprintable() and any(
            unicodedata.category(character) in _UNPRINTABLE for character in self.content
        ):
            raise ValueError(f"a line break or control character in {self.content!r}")


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words stressed (italic)."""

    children: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Strong:
    """Words of weight (bold)."""

    children: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an http, https or mailto address. Raises ValueError for any other."""

    children: "tuple[Inline, ...]"
    url: str

    def __post_init__(self) -> None:
        if not self.url.lower().startswith(SCHEMES):
            raise ValueError(f"a link to {self.url!r}, which is not http, https or mailto")


@dataclass(frozen=True, slots=True)
class LanguageRun:
    """Words in another language than the document's, as a BCP 47 tag (`cy-GB`)."""

    children: "tuple[Inline, ...]"
    language: str


Inline: TypeAlias = Text | Emphasis | Strong | Link | LanguageRun


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    children: tuple[Inline, ...]
    at: At | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list: paragraphs, and lists inside it."""

    blocks: "tuple[Block, ...]"
    at: At | None = None


@dataclass(frozen=True, slots=True)
class BulletList:
    """An unordered list; with `columns` above 1, short entries set side by side, read down each column."""

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
class Field:
    """A label and what stands beside it."""

    label: str
    value: tuple[Paragraph, ...]
    at: At | None = None


@dataclass(frozen=True, slots=True)
class Fields:
    """Labels with their values in two columns; the labels head the rows and there is no head row."""

    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a table column and how its cells are aligned."""

    title: str
    align: Literal["left", "right"] = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: a line of inlines, possibly empty."""

    children: tuple[Inline, ...]
    at: At | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one head row; every row has one cell for each column.

    Raises ValueError when a row is shorter or longer than the head.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    at: At | None = None

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
    """A picture with its alternative text (empty: decorative) and an optional caption."""

    image: Image
    alt: str
    caption: str = ""
    at: At | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """What makes a section a report of its own: it starts on a new page.

    `about` stands under its heading; `group` and `period` run at the head of its pages. `language` is a BCP 47 tag.
    """

    about: str
    group: str
    period: str
    language: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. The level follows from the nesting; `anchor` is unique in the document.

    A section of the first level can be a whole report in a pack of several.
    """

    title: str
    blocks: "tuple[Block, ...]"
    anchor: str
    at: At | None = None
    chapter: Chapter | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of the document's sections, `depth` levels deep, with their pages where there are pages."""

    title: str
    depth: int = 2


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block starts on a new page."""


Block: TypeAlias = (
    Paragraph | BulletList | NumberedList | Fields | Table | Figure | Section | Contents | PageBreak
)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report, or a pack of several.

    `title`, `group` and `period` stand in the title block, the latter two with the paths of their values (`group_at`,
    `period_at`); both run at the head of every page after the first. `page_of` is the footer's wording with `{page}` and
    `{pages}` in it (`Page {page} of {pages}`). `language` is a BCP 47 tag. `created` and `author` go into the files'
    properties: an ISO date, or empty.
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


@dataclass(frozen=True, slots=True)
class Line:
    """A line of what a document says, the path of the value that it comes from, and its inlines where it has some."""

    words: str
    at: At | None = None
    children: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's line in the outline, with its level from 1, and the language of its chapter where it is in one."""

    title: str
    anchor: str
    level: int
    language: str = ""


def plain(children: Iterable[Inline]) -> str:
    """The words of inlines without their markup."""
    return "".join(child.content if isinstance(child, Text) else plain(child.children) for child in children)


def outline(
    blocks: Iterable[Block], depth: int = DEEPEST, level: int = 1, language: str = ""
) -> Iterator[Heading]:
    """The sections in reading order, down to `depth`: the lines of a list of contents."""
    for block in blocks:
        if isinstance(block, Section) and level <= depth:
            spoken = block.chapter.language if block.chapter else language
            yield Heading(block.title, block.anchor, level, spoken)
            yield from outline(block.blocks, depth, level + 1, spoken)


def chapters(document: Document) -> Mapping[str, Chapter]:
    """The reports of a pack in order, by the anchors of their sections; none where the document is a single report."""
    sections = (block for block in document.blocks if isinstance(block, Section))
    return {section.anchor: section.chapter for section in sections if section.chapter}


def lines(document: Document) -> Iterator[str]:
    """The document's text in reading order, a line for each paragraph, heading, label, cell and caption.

    Every writer must put out these lines in this order, and no others but running heads and page numbers.
    """
    return (line.words for line in lines_with_paths(document))


def lines_with_paths(document: Document) -> Iterator[Line]:
    """The lines of a document, each with its path; what has none of its own has that of what it stands in."""
    head = (
        Line(document.title),
        Line(document.group, document.group_at),
        Line(document.period, document.period_at),
    )
    yield from (line for line in head if line.words)
    yield from _told(document.blocks, document, None)


def _told(blocks: Iterable[Block], document: Document, around: At | None) -> Iterator[Line]:
    for block in blocks:
        match block:
            case Paragraph():
                yield Line(plain(block.children), block.at or around, block.children)
            case BulletList() | NumberedList():
                for item in block.items:
                    yield from _told(item.blocks, document, item.at or block.at or around)
            case Fields():
                for row in block.fields:
                    yield Line(row.label, row.at)
                    yield from _told(row.value, document, row.at)
            case Table():
                yield from _cells(block)
            case Figure():
                yield from (Line(caption, block.at) for caption in filter(None, [block.caption]))
            case Section():
                yield Line(block.title, block.at)
                yield from map(Line, filter(None, [block.chapter.about] if block.chapter else ()))
                yield from _told(block.blocks, document, None)
            case Contents():
                yield Line(block.title)
                yield from (Line(heading.title) for heading in outline(document.blocks, block.depth))
            case PageBreak():
                pass
            case _:
                assert_never(block)


def _cells(table: Table) -> Iterator[Line]:
    yield from (Line(caption, table.at) for caption in filter(None, [table.caption]))
    yield from (Line(column.title, table.at) for column in table.columns)
    for cell in chain.from_iterable(table.rows):
        yield Line(plain(cell.children), cell.at or table.at, cell.children)
