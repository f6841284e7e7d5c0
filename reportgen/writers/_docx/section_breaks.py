"""Breaks in a document's body: where pages and sections begin, and the number of a section's columns.

Word keeps a section's properties in its last paragraph, and a page break in the paragraph after it. The body is therefore
first a plain sequence of paragraphs, tables and breaks, and `place_breaks` moves the breaks to where Word keeps them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from reportgen.writers._docx.block_elements import BlockElement, ParagraphMarkup, TableMarkup
from reportgen.writers._docx.xml import column_break


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
class NextColumn:
    """What follows stands in the next column. The break is a paragraph of its own, in a style that leaves no trace.

    Word draws the border and the space above a paragraph that begins with the break in the column before.
    """

    style_id: str


SectionBreak: TypeAlias = ColumnsBreak | ChapterBreak
BodyItem: TypeAlias = BlockElement | SectionBreak | PageBreakBefore | NextColumn


def place_breaks(
    items: Iterable[BodyItem],
    gap_style: Callable[[], str],
    section_properties: Callable[[int, str | None], str],
) -> tuple[list[BlockElement], str]:
    """Returns the paragraphs and tables with all breaks in them, and the properties of the last section.

    `section_properties` makes a section's properties from its number of columns and from what begins with it: the document
    (empty), a chapter (its anchor) or neither (None). `gap_style` returns the style of the empty paragraph that Word demands
    where a table ends the document or meets another table or a section break: the properties of a section need a paragraph,
    and tables that touch become one.
    """
    elements: list[BlockElement] = []
    columns, section_start = 1, 0
    begins: str | None = ""
    for item in _separate_tables(_apply_page_breaks(items), gap_style):
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


def _apply_page_breaks(items: Iterable[BodyItem]) -> Iterator[BlockElement | SectionBreak]:
    """Yields the items with page breaks moved into what follows them, and column breaks as paragraphs.

    A chapter starts a new page anyway.
    """
    is_pending = False
    for item in items:
        if isinstance(item, PageBreakBefore):
            is_pending = True
            continue
        if isinstance(item, NextColumn):
            yield ParagraphMarkup(item.style_id, column_break())
            continue
        yield item.on_new_page() if is_pending and isinstance(item, BlockElement) else item
        is_pending = is_pending and isinstance(item, ColumnsBreak)


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
