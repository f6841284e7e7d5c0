"""Puts the blocks of a text under its headings, and finds whose words a quotation holds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.document import Block, BulletList, Inline, Paragraph, Section, Text, plain_text
from reportgen.prose.passages import merge_texts
from reportgen.startup.patterns import lazy_pattern

if TYPE_CHECKING:
    from markdown_it.token import Token

ATTRIBUTION = lazy_pattern(r"(?:[—–―]|--?)[ \u00a0]*(?=\S)")
"""Finds the dash before the name of somebody who is quoted."""

_DASH = "— "


def under_headings(blocks: Iterable[Block], levels: Sequence[int]) -> tuple[Block, ...]:
    """Returns the blocks with each section holding what follows it, up to a heading of the same or a higher level.

    `levels` are those of the sections, in their order.
    """
    remaining, level_iterator = [*blocks], iter(levels)
    leveled = [(next(level_iterator) if isinstance(block, Section) else 0, block) for block in remaining]
    return tuple(_nested(leveled))


def _nested(blocks: Sequence[tuple[int, Block]]) -> Iterator[Block]:
    position = 0
    while position < len(blocks):
        level, block = blocks[position]
        position += 1
        if not isinstance(block, Section):
            yield block
            continue
        end = next(
            (index for index in range(position, len(blocks)) if 0 < blocks[index][0] <= level), len(blocks)
        )
        yield replace(block, blocks=tuple(_nested(blocks[position:end])))
        position = end


def split_attribution(inlines: "Sequence[Token]", content: str) -> "tuple[Sequence[Token], ...]":
    """Returns the inline tokens of a quoted paragraph; its last line apart, if a dash begins it."""
    *others, last = content.split("\n")
    breaks = [index for index, inline in enumerate(inlines) if inline.type in ("softbreak", "hardbreak")]
    is_inside = bool(breaks) and sum(inline.nesting for inline in inlines[: breaks[-1]]) > 0
    if not others or not breaks or is_inside or not ATTRIBUTION.match(last.lstrip()):
        return (inlines,)
    return inlines[: breaks[-1]], inlines[breaks[-1] + 1 :]


def with_attribution(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Inline, ...]]:
    """Returns what a quotation says, and whose words they are: its last paragraph, if a dash begins it.

    `> - Name` is a list of one entry to Markdown.
    """
    match blocks:
        case (*others, Paragraph(children)) if _begins_with_dash(children):
            return tuple(others), _with_dash(children)
        case (*others, Paragraph() as words, BulletList((item,))) if len(item.blocks) == 1:
            entry = item.blocks[0]
            if isinstance(entry, Paragraph):
                return (*others, words), merge_texts((Text(_DASH), *entry.children))
    return blocks, ()


def _begins_with_dash(children: tuple[Inline, ...]) -> bool:
    return bool(ATTRIBUTION.match(plain_text(children)))


def _with_dash(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Returns the inlines with the one dash that all reports have."""
    first, *others = children
    if not isinstance(first, Text):
        return children
    return (Text(ATTRIBUTION.sub(_DASH, first.content, count=1)), *others)
