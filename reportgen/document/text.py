"""The text of a document, line by line in reading order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import assert_never

from reportgen.document.inlines import Footnote, Inline, Text
from reportgen.document.nodes import (
    Beside,
    Block,
    BulletList,
    Contents,
    Cover,
    Document,
    Fields,
    Figure,
    NumberedList,
    PageBreak,
    Panels,
    Paragraph,
    Quotation,
    Section,
    Table,
)
from reportgen.document.notes import footnotes
from reportgen.document.traversal import outline
from reportgen.findings import At


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a document's text, the path of the value that it comes from, and its inlines where it has some.

    A line that `is_note` is a whole note.
    """

    words: str
    at: At | None = None
    children: tuple[Inline, ...] = ()
    is_note: bool = False


def plain_text(children: Iterable[Inline]) -> str:
    """Returns the words of inlines without their markup and without their notes, which stand apart."""
    return "".join(
        child.content if isinstance(child, Text) else plain_text(child.children)
        for child in children
        if not isinstance(child, Footnote)
    )


def lines(document: Document) -> Iterator[str]:
    """Yields the document's text: a line for each paragraph, heading, label, cell and caption, and one for each note.

    Every writer must put out these lines in this order, and no others but running heads, page numbers and titles of lists of
    notes. Notes follow the report that they are in; in a Word file, which keeps them apart, they follow all reports.
    """
    return (line.words for line in lines_with_paths(document))


def lines_with_paths(document: Document) -> Iterator[Line]:
    """Yields the same lines with their paths. A line without a path has that of its list, list entry, field or table."""
    title_block = (
        Line(document.title),
        Line(document.group, document.group_at),
        Line(document.period, document.period_at),
    )
    yield from (line for line in title_block if line.words)
    notes: list[Line] = []
    for block in document.blocks:
        is_chapter = isinstance(block, Section) and block.chapter is not None
        notes_here: list[Line] = [] if is_chapter else notes
        for line in _block_lines((block,), document, None):
            notes_here += _note_lines(line)
            yield line
        yield from notes_here if is_chapter else ()
    yield from notes


def note_lines(document: Document) -> dict[str, list[Line]]:
    """Returns the notes of a document by the anchors of its chapters; those outside chapters have the anchor ""."""
    notes: dict[str, list[Line]] = {}
    for block in document.blocks:
        anchor = block.anchor if isinstance(block, Section) and block.chapter else ""
        for line in _block_lines((block,), document, None):
            notes.setdefault(anchor, []).extend(_note_lines(line))
    return notes


def _note_lines(line: Line) -> Iterator[Line]:
    for note in footnotes(line.children):
        yield Line(plain_text(note.children), line.at, note.children, is_note=True)


def _block_lines(blocks: Iterable[Block], document: Document, outer: At | None) -> Iterator[Line]:
    for block in blocks:
        match block:
            case Paragraph():
                yield Line(plain_text(block.children), block.at or outer, block.children)
            case BulletList() | NumberedList():
                yield from _list_lines(block, document, block.at or outer)
            case Quotation():
                yield from _quotation_lines(block, document, block.at or outer)
            case Fields():
                yield from _fields_lines(block, document)
            case Table():
                yield from _table_lines(block)
            case Figure():
                yield from _figure_lines(block)
            case Beside() | Cover():
                yield from _pictured_lines(block, document, outer)
            case Panels():
                yield from _panels_lines(block, document, block.at or outer)
            case Section():
                yield Line(block.title, block.at)
                if block.chapter and block.chapter.about:
                    yield Line(block.chapter.about)
                yield from _block_lines(block.blocks, document, None)
            case Contents():
                yield Line(block.title)
                yield from (Line(heading.title) for heading in outline(document.blocks, block.depth))
            case PageBreak():
                pass
            case _:
                assert_never(block)


def _fields_lines(fields: Fields, document: Document) -> Iterator[Line]:
    for row in fields.fields:
        yield Line(row.label, row.at)
        yield from _block_lines(row.value, document, row.at)


def _quotation_lines(quotation: Quotation, document: Document, at: At | None) -> Iterator[Line]:
    yield from _block_lines(quotation.blocks, document, at)
    if quotation.attribution:
        yield Line(plain_text(quotation.attribution), at, quotation.attribution)


def _list_lines(block: BulletList | NumberedList, document: Document, at: At | None) -> Iterator[Line]:
    for item in block.items:
        yield from _block_lines(item.blocks, document, item.at or at)


def _pictured_lines(block: Beside | Cover, document: Document, at: At | None) -> Iterator[Line]:
    yield from _figure_lines(block.figure) if block.figure else ()
    yield from _block_lines(block.blocks, document, at) if isinstance(block, Beside) else ()


def _panels_lines(block: Panels, document: Document, at: At | None) -> Iterator[Line]:
    for panel in block.panels:
        yield from (Line(plain_text(words), panel.at or at, words) for _, words in panel.paragraphs())
        yield from _block_lines(panel.blocks, document, panel.at or at)


def _figure_lines(figure: Figure) -> Iterator[Line]:
    yield from (Line(words, figure.at) for words in (figure.caption, figure.credit) if words)


def _table_lines(table: Table) -> Iterator[Line]:
    if table.caption:
        yield Line(table.caption, table.at)
    yield from (Line(column.title, table.at) for column in table.columns)
    for cell in chain.from_iterable(table.rows):
        yield Line(plain_text(cell.children), cell.at or table.at, cell.children)
    if table.note:
        yield Line(plain_text(table.note), table.at, table.note)
