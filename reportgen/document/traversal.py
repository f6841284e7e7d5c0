"""Walks over the document tree: all its blocks, its outline, and the chapters of a pack."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from reportgen.document.nodes import (
    PACK_SECTION_LEVELS,
    Block,
    BulletList,
    Chapter,
    Contents,
    Document,
    Fields,
    Figure,
    NumberedList,
    PageBreak,
    Paragraph,
    Quotation,
    Section,
    Table,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's entry in the outline: its level from 1, and the language of its chapter where it is in one."""

    title: str
    anchor: str
    level: int
    language: str = ""


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yields the blocks and every block inside them, in reading order.

    Code that looks for blocks of some kinds uses this walk, so that a new kind of block is added here alone.
    """
    for block in blocks:
        yield block
        match block:
            case Section() | Quotation():
                yield from walk(block.blocks)
            case BulletList() | NumberedList():
                for item in block.items:
                    yield from walk(item.blocks)
            case Fields():
                for row in block.fields:
                    yield from walk(row.value)
            case Paragraph() | Table() | Figure() | Contents() | PageBreak():
                pass
            case _:
                assert_never(block)


def outline(
    blocks: Iterable[Block], depth: int = PACK_SECTION_LEVELS, level: int = 1, language: str = ""
) -> Iterator[Heading]:
    """Yields the headings of the sections in reading order, down to `depth`: the lines of a list of contents."""
    for block in blocks:
        if isinstance(block, Section) and level <= depth:
            chapter_language = block.chapter.language if block.chapter else language
            yield Heading(block.title, block.anchor, level, chapter_language)
            yield from outline(block.blocks, depth, level + 1, chapter_language)


def chapters(document: Document) -> Mapping[str, Chapter]:
    """Returns the reports of a pack in order, by the anchors of their sections; a single report has none."""
    sections = (block for block in document.blocks if isinstance(block, Section))
    return {section.anchor: section.chapter for section in sections if section.chapter}
