"""Lists: with bullets, with numbers, and of short entries set in columns."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reportgen.document import Block, BulletList, Item, NumberedList, PageBreak, Paragraph
from reportgen.writers._docx.block_elements import ParagraphMarkup
from reportgen.writers._docx.inlines import inline_runs
from reportgen.writers._docx.relationships import Relationships
from reportgen.writers._docx.section_breaks import BodyItem, in_equal_columns
from reportgen.writers._docx.xml import numbering_properties
from reportgen.writers.page_breaks import is_short, lines_at_end

WriteBlock = Callable[[Block, int], Iterator[BodyItem]]
"""Writes a block that stands inside an item at a depth of lists."""


@dataclass(frozen=True, slots=True)
class _Marker:
    """What gives an item its bullet or number: the style of its first paragraph, and a numbering instance of its own."""

    style_id: str
    numbering: str = ""


def bullet_list(
    block: BulletList, relationships: Relationships, depth: int, write_block: WriteBlock
) -> Iterator[BodyItem]:
    """Yields a bullet list; one in columns is a section of its own, in which Word fills one column after the other."""
    if not block.items:
        return
    # A list inside a list cannot be a section: its columns would take the outer items apart.
    columns = block.columns if depth == 0 else 1
    if columns > 1:
        marker = _Marker(relationships.style_id("BulletList in columns"))
        parts = [[*_item(item, marker, relationships, 1, write_block)] for item in block.items]
        yield from in_equal_columns(parts, columns)
    else:
        marker = _Marker(relationships.style_id("BulletList", depth + 1))
        yield from _items(block.items, marker, relationships, depth + 1, write_block)


def numbered_list(
    block: NumberedList, relationships: Relationships, depth: int, write_block: WriteBlock
) -> Iterator[BodyItem]:
    """Yields a numbered list that counts from its own start."""
    if block.items:
        numbering = numbering_properties(*relationships.add_numbering_instance(depth + 1, block.start))
        marker = _Marker(relationships.style_id("NumberedList", depth + 1), numbering)
        yield from _items(block.items, marker, relationships, depth + 1, write_block)


def _items(
    items: Sequence[Item], marker: _Marker, relationships: Relationships, depth: int, write_block: WriteBlock
) -> Iterator[BodyItem]:
    """Yields the items of a list, of which neither the first nor the last stands alone on a page if they are short."""
    kept = {0, len(items) - 2} if len(items) > 1 else set[int]()
    for index, item in enumerate(items):
        parts = _item(item, marker, relationships, depth, write_block)
        yield from map(_kept, parts) if index in kept and _is_short(item, relationships) else parts


def _is_short(item: Item, relationships: Relationships) -> bool:
    match item.blocks:
        case (Paragraph() as paragraph,):
            return is_short(paragraph, relationships.page.text_area)
        case _:
            return False


def _kept(part: BodyItem) -> BodyItem:
    return replace(part, keep_next=True) if isinstance(part, ParagraphMarkup) else part


def _item(
    item: Item,
    marker: _Marker,
    relationships: Relationships,
    depth: int,
    write_block: WriteBlock,
) -> Iterator[BodyItem]:
    """Yields the first paragraph of an item with the marker, and further ones with the same indent.

    A paragraph that introduces a list inside the item stays on its page, and so do short lines at its end.
    """
    is_marked = False
    first_kept = len(item.blocks) - 1 - lines_at_end(item.blocks)
    for index, (child, next_child) in enumerate(pairwise((*item.blocks, PageBreak()))):
        if not isinstance(child, Paragraph):
            yield from write_block(child, depth)
            continue
        style_id = relationships.style_id("Item", depth) if is_marked else marker.style_id
        numbering = "" if is_marked else marker.numbering
        runs = inline_runs(child.children, relationships)
        is_before_end = first_kept <= index < len(item.blocks) - 1
        introduces = is_before_end or isinstance(next_child, BulletList | NumberedList)
        is_kept = introduces and is_short(child, relationships.page.text_area)
        yield ParagraphMarkup(style_id, runs, child.at or item.at, numbering, keep_next=is_kept)
        is_marked = True
