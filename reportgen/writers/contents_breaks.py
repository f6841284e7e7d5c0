"""Decides where the list of contents may break, by heights reckoned from the words and pictures above it."""

from dataclasses import dataclass
from itertools import pairwise, takewhile
from math import ceil

from reportgen.document import Block, Contents, Document, Figure, Paragraph, chapters, outline, plain_text
from reportgen.letters import text_width
from reportgen.writers.page_breaks import FULL, LINE_HEIGHT, TextArea

KEPT_ENTRIES = 5
"""The fewest entries of the contents on either side of a page break."""

_CONTENTS_LINE, _TIGHT_CONTENTS_LINE, _CONTENTS_TITLE = 1.4, 1.15, 2.8
"""The heights of a line of the contents, also where they are set tight, and of their title, in lines of text."""

_TITLE_WIDTH, _TITLE_LINE = 2.2, 1.9
_GROUP_WIDTH, _GROUP_LINE = 1.4, 1.4
_TITLE_SPACE = 4.2
"""The widths and heights of the lines of the title block, and all else in it, in widths and lines of text."""

_PICTURE_GAP = 1.7
"""The space above and below a picture, in lines."""


@dataclass(frozen=True, slots=True)
class ContentsBreaks:
    """Whether a list of contents stays on one page as it is, or if it is set tight, or else breaks.

    Where it breaks, the entries with the `kept` indexes stay on the page of the entry above them. It `begins_page` where a
    picture above it leaves it too little room.
    """

    is_whole: bool
    is_tight: bool
    kept: frozenset[int]
    begins_page: bool = False


def contents_breaks(contents: Contents, document: Document, area: TextArea) -> ContentsBreaks:
    """Returns how a list of contents fits where it stands: below the title of the document, or on a page of its own.

    Where it breaks, neither the entry of a section is parted from the first one inside it, nor a few from all others.
    """
    headings = tuple(outline(document.blocks, contents.depth))
    lines = sum(ceil(text_width(heading.title) / (0.9 * area.width)) for heading in headings)
    room = area.height - _CONTENTS_TITLE
    blocks_above = tuple(takewhile(lambda block: block != contents, document.blocks))
    begins_page = False
    if not chapters(document) and all(isinstance(block, Paragraph | Figure) for block in blocks_above):
        room_below = (
            room - _title_height(document, area) - sum(_height(block, area) for block in blocks_above)
        )
        has_picture = any(isinstance(block, Figure) for block in blocks_above)
        begins_page = has_picture and lines * _CONTENTS_LINE > room_below
        room = room if begins_page else room_below
    is_whole, is_tight = lines * _CONTENTS_LINE <= room, lines * _TIGHT_CONTENTS_LINE <= room
    count = len(headings)
    kept = {*range(1, KEPT_ENTRIES), *range(count - KEPT_ENTRIES + 1, count)}
    kept |= {index for index, (above, below) in enumerate(pairwise(headings), 1) if above.level < below.level}
    return ContentsBreaks(is_whole, not is_whole and is_tight, frozenset(kept), begins_page)


def _height(block: Block, area: TextArea) -> float:
    """Returns the height of a paragraph or a picture with the gap below it, in lines; a picture is as large as it may be."""
    if isinstance(block, Figure):
        width = (block.share or 1) * area.width
        words = [words for words in (block.caption, block.credit) if words]
        height = min(width * block.image.height / block.image.width / LINE_HEIGHT, area.height * FULL)
        return height + _PICTURE_GAP + sum(ceil(text_width(text) / area.width) for text in words)
    text = plain_text(block.children) if isinstance(block, Paragraph) else ""
    return ceil(text_width(text) / area.width) + 1


def _title_height(document: Document, area: TextArea) -> float:
    title_lines = ceil(_TITLE_WIDTH * text_width(document.title) / area.width)
    group_lines = ceil(_GROUP_WIDTH * text_width(document.group) / area.width)
    return _TITLE_LINE * title_lines + _GROUP_LINE * group_lines + _TITLE_SPACE
