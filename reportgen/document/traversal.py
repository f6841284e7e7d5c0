"""Walks over the document tree: all its blocks, its outline, and the chapters of a pack."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar, assert_never

from reportgen.document.inlines import Link
from reportgen.document.nodes import (
    PACK_SECTION_LEVELS,
    Beside,
    Block,
    BulletList,
    Chapter,
    Contents,
    Cover,
    Document,
    Fields,
    Figure,
    Image,
    NumberedList,
    PageBreak,
    Panels,
    Paragraph,
    Quotation,
    Section,
    Table,
)
from reportgen.findings import At

Node = TypeVar("Node")
_PATHS_AND_NAMES = frozenset({"at", "group_at", "period_at", "anchor", "language", "form"})
"""The fields of nodes that hold no words."""


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
            case Beside():
                yield from walk((block.figure, *block.blocks))
            case BulletList() | NumberedList():
                for item in block.items:
                    yield from walk(item.blocks)
            case Cover():
                yield from walk((block.figure,) if block.figure else ())
            case Panels():
                for panel in block.panels:
                    yield from walk(panel.blocks)
            case Fields():
                for row in block.fields:
                    yield from walk(row.value)
            case Paragraph() | Table() | Figure() | Contents() | PageBreak():
                pass
            case _:
                assert_never(block)


def block_paths(block: Block) -> Iterator[At]:
    """Yields the paths of a block and of everything inside it, in reading order."""
    for inner in walk((block,)):
        match inner:
            case Fields():
                yield from (row.at for row in inner.fields if row.at)
            case Table():
                yield from (cell.at for row in inner.rows for cell in row if cell.at)
            case BulletList() | NumberedList():
                yield from (item.at for item in inner.items if item.at)
            case Panels():
                yield from (panel.at for panel in inner.panels if panel.at)
            case _:
                pass
        if not isinstance(inner, Beside | Cover | Fields | Contents | PageBreak) and inner.at:
            yield inner.at


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


def map_words(node: Node, change: Callable[[str], str]) -> Node:
    """Returns a document, or a part of one, with all its words changed by a function; pictures, paths and anchors stay."""
    if isinstance(node, str):
        return change(node)  # type: ignore[return-value]  # a string for a string
    if isinstance(node, tuple):
        return tuple(map_words(child, change) for child in node)  # type: ignore[return-value]  # and a tuple for a tuple
    return _with_parts(node, lambda part: map_words(part, change))


def map_references(node: Node, target: Callable[[str], str]) -> Node:
    """Returns a document, or a part of one, whose references lead elsewhere.

    `target` returns the new anchor for the one that a reference has; empty, where its words are to stand without a link.
    """
    if isinstance(node, tuple):
        return tuple(child for part in node for child in _referring(part, target))  # type: ignore[return-value]  # a tuple for a tuple
    return _with_parts(node, lambda part: map_references(part, target))


def _with_parts(node: Node, change: Callable[[Any], Any]) -> Node:
    """Returns a node with its parts changed by a function; pictures, paths, anchors and what is no node stay."""
    if isinstance(node, Image) or not is_dataclass(node):
        return node
    values: dict[str, Any] = {
        field.name: change(getattr(node, field.name))
        for field in fields(node)
        if field.name not in _PATHS_AND_NAMES
    }
    return replace(node, **values)  # type: ignore[type-var]  # `is_dataclass` is of types, too


def _referring(part: object, target: Callable[[str], str]) -> Iterator[object]:
    if not isinstance(part, Link) or not part.anchor:
        yield map_references(part, target)
        return
    children, anchor = map_references(part.children, target), target(part.anchor)
    yield from (Link(children, f"#{anchor}"),) if anchor else children
