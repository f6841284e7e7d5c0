"""Sections that stand too deep for a heading: their titles become bold paragraphs."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reportgen.document import SECTION_LEVELS, Block, Paragraph, Section, Strong, Text


def within_levels(blocks: Iterable[Block], levels: int = SECTION_LEVELS) -> tuple[Block, ...]:
    """Returns the blocks with sections so many levels deep at most.

    A layout is checked to keep to them; the headings of a text in its deepest section do not.
    """
    return tuple(kept for block in blocks for kept in _within_levels(block, levels))


def flattened(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Returns the blocks without sections."""
    return within_levels(blocks, 0)


def _within_levels(block: Block, levels: int) -> Iterator[Block]:
    if not isinstance(block, Section):
        yield block
    elif levels:
        yield replace(block, blocks=within_levels(block.blocks, levels - 1))
    else:
        yield Paragraph((Strong((Text(block.title),)),), block.at)
        yield from within_levels(block.blocks, 0)
