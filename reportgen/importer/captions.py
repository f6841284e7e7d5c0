"""Gives each table its caption and its note, and each picture its caption and its credit."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reportgen.importer.blocks import Block, Grid, LeftOut, Line, PictureBlock
from reportgen.startup.patterns import lazy_pattern

_OF_TABLE = lazy_pattern(r"tabl(?:e|au)?\b", re.IGNORECASE)
"""Finds the caption of a table by its first word, in English and Welsh."""

_OF_PICTURES = {"caption": "caption of a picture", "credit": "credit of a picture"}


def with_captions(blocks: Iterable[Block], left_out: list[LeftOut]) -> Iterator[Block]:
    """Yields blocks without captions, credits and notes of their own. A caption stands above its table, else below it."""
    remaining = list(blocks)
    position = 0
    while position < len(remaining):
        block = remaining[position]
        following = remaining[position + 1] if position + 1 < len(remaining) else None
        position += 1
        if isinstance(block, PictureBlock):
            picture, count = _with_words_below(block, remaining[position:])
            position += count
            yield picture
        elif isinstance(block, Grid):
            grid, count = _with_lines_below(block, remaining[position:])
            position += count
            yield grid
        elif block.kind == "caption" and isinstance(following, Grid) and not following.caption:
            remaining[position] = replace(following, caption=" ".join(block.text.split()))
        elif block.kind in _OF_PICTURES:
            left_out.append(LeftOut(_OF_PICTURES[block.kind], block.text, block.number))
        elif block.kind == "note":
            yield replace(block, kind="paragraph", level=0)
        else:
            yield block


def _with_words_below(picture: PictureBlock, below: Sequence[Block]) -> tuple[PictureBlock, int]:
    """Returns a picture with its caption and its credit, and how many of the blocks below it these are."""
    count = 0
    for index, block in enumerate(below):
        text = " ".join(block.text.split()) if isinstance(block, Line) else ""
        # a chart of ours stands above its table, whose caption its description says too
        is_above_table = isinstance(below[index + 1] if index + 1 < len(below) else None, Grid)
        is_of_table = bool(_OF_TABLE.match(text)) or (is_above_table and bool(text) and text in picture.alt)
        if isinstance(block, Line) and block.kind == "caption" and not picture.caption and not is_of_table:
            picture = replace(picture, caption=text)
        elif isinstance(block, Line) and block.kind == "credit" and not picture.credit:
            picture = replace(picture, credit=text)
        else:
            break
        count += 1
    return picture, count


def _with_lines_below(grid: Grid, below: Sequence[Block]) -> tuple[Grid, int]:
    """Returns a table with its note, and a caption if it has none yet, and how many of the blocks below it these are."""
    count = 0
    for index, block in enumerate(below):
        following = below[index + 1] if index + 1 < len(below) else None
        if isinstance(block, Line) and block.kind == "note" and grid.note is None:
            grid = replace(grid, note=block)
        elif (
            isinstance(block, Line)
            and block.kind == "caption"
            and not grid.caption
            and not isinstance(following, Grid)
        ):
            grid = replace(grid, caption=" ".join(block.text.split()))
        else:
            break
        count += 1
    return grid, count
