"""Breaks in a document's body: where pages and sections begin, and the number of a section's columns.

Word keeps a section's properties in its last paragraph, and a page break in the paragraph after it. The body is therefore
first a plain sequence of paragraphs, tables and breaks, and `place_breaks` moves the breaks to where Word keeps them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TypeAlias

from reportgen.writers._docx.block_elements import BlockElement, ParagraphMarkup, TableMarkup

_MOST_IN_COLUMN = 20
"""The parts of a column that surely fit on a page; of more, each column is filled to the end of the page."""


@dataclass(frozen=True, slots=True)
class ColumnsBreak:
    """A section begins on the same page, with this number of columns."""

    columns: int


@dataclass(frozen=True, slots=True)
class ChapterBreak:
    """A section begins on a new page, with the headers and footers of the chapter that has this anchor."""

    anchor: str


@dataclass(frozen=True, slots=True)
class PageBreakBefore:
    """The next paragraph or table stands at the head of a page."""


@dataclass(frozen=True, slots=True)
class ColumnBreakBefore:
    """The next paragraph begins a column, where columns do not come out equally long by themselves."""


SectionBreak: TypeAlias = ColumnsBreak | ChapterBreak
BodyItem: TypeAlias = BlockElement | SectionBreak | PageBreakBefore | ColumnBreakBefore


def in_equal_columns(parts: Sequence[Iterable[BodyItem]], columns: int) -> Iterator[BodyItem]:
    """Yields parts as a section in columns, of which the first hold one part more where they do not share them out equally."""
    yield ColumnsBreak(columns)
    share, rest = divmod(len(parts), columns)
    ends = accumulate(share + (column < rest) for column in range(columns))
    firsts = set(ends) if share < _MOST_IN_COLUMN else set()
    for index, part in enumerate(parts):
        if index in firsts:
            yield ColumnBreakBefore()
        yield from part
    yield ColumnsBreak(1)


def place_breaks(
    items: Iterable[BodyItem],
    gap_style: Callable[[], str],
    section_properties: Callable[[int, str | None], str],
    *,
    has_notes: bool = False,
) -> tuple[list[BlockElement], str]:
    """Returns the paragraphs and tables with all breaks in them, and the properties of the last section.

    `section_properties` makes a section's properties from its number of columns and from what begins with it: the document
    (empty), a chapter (its anchor) or neither (None). `gap_style` returns the style of the empty paragraph that Word demands
    where a table ends the document or meets another table or a section break: the properties of a section need a paragraph,
    and tables that touch become one. In a document that `has_notes` LibreOffice (7.4) makes no columns equally long, so that
    each column's first paragraph says where it begins.
    """
    elements: list[BlockElement] = []
    columns, section_start = 1, 0
    begins: str | None = ""
    for item in _separate_tables(_apply_breaks(items, has_notes=has_notes), gap_style):
        if isinstance(item, BlockElement):
            elements.append(item)
            continue
        next_columns = item.columns if isinstance(item, ColumnsBreak) else 1
        needs_section = isinstance(item, ChapterBreak) or next_columns != columns
        if needs_section and section_start < len(elements):
            elements[-1] = _end_section(elements[-1], section_properties(columns, begins))
            begins, section_start = None, len(elements)
        if isinstance(item, ChapterBreak):
            begins = item.anchor
        columns = next_columns
    return elements, section_properties(columns, begins)


def _end_section(element: BlockElement, properties: str) -> ParagraphMarkup:
    assert isinstance(element, ParagraphMarkup), "a section ends in a paragraph"  # noqa: S101 - `_separate_tables` sees to it
    return replace(element, section_properties=properties)


def _apply_breaks(items: Iterable[BodyItem], *, has_notes: bool) -> Iterator[BlockElement | SectionBreak]:
    """Yields the items with breaks of pages and columns moved into what follows them; a chapter starts a new page anyway."""
    is_pending = begins_column = False
    for item in items:
        if isinstance(item, ColumnBreakBefore):
            begins_column = has_notes
            continue
        if isinstance(item, PageBreakBefore):
            is_pending = True
            continue
        placed = item.on_new_page() if is_pending and isinstance(item, BlockElement) else item
        yield placed.in_new_column() if begins_column and isinstance(placed, ParagraphMarkup) else placed
        is_pending = is_pending and isinstance(item, ColumnsBreak)
        begins_column = False


def _separate_tables(
    items: Iterable[BlockElement | SectionBreak], gap_style: Callable[[], str]
) -> Iterator[BlockElement | SectionBreak]:
    """Yields the items with an empty paragraph after each table that needs one, and after columns that end the body."""
    previous: BlockElement | SectionBreak | None = None
    for item in items:
        if isinstance(previous, TableMarkup) and not isinstance(item, ParagraphMarkup):
            yield ParagraphMarkup(gap_style(), "")
            if isinstance(item, ColumnsBreak):
                # LibreOffice (7.4) drops an empty paragraph that ends a section.
                yield ParagraphMarkup(gap_style(), "")
        yield item
        previous = item
    if not isinstance(previous, ParagraphMarkup):
        yield ParagraphMarkup(gap_style(), "")
