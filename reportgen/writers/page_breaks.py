"""Decides where pages may break: each format keeps together what fits on a page, by heights reckoned from the words.

Rules against breaking pile up where something is too tall for a page: an engine then pushes all of it away, and breaks it
in the end nevertheless.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from math import ceil

from reportgen.document import (
    Beside,
    Block,
    BulletList,
    Contents,
    Document,
    Fields,
    Figure,
    NumberedList,
    PageBreak,
    Paragraph,
    Quotation,
    Section,
    Strong,
    Table,
    chapters,
    outline,
    plain_text,
    walk,
)
from reportgen.letters import text_width
from reportgen.theme import Theme
from reportgen.writers.widths import LINE_WIDTH, column_widths

_INTRODUCED = (BulletList, NumberedList, Quotation, Fields, Table, Figure)
"""What the paragraph before it introduces, on the same page."""

KEPT_ROWS = 3
"""The fewest rows of a table on either side of a page break."""

KEPT_ENTRIES = 5
"""The fewest entries of the contents on either side of a page break."""

_MOST_ROWS_KEPT_WHOLE = 14
"""A table with more rows than this may break between them."""

_LINES_OF_INTRODUCTION = 4
"""The most lines of a paragraph that moves to the next page as a whole with what it introduces."""

_LINES_OF_END = 8
"""The most lines of the paragraphs at the end of a report that stay together, such as its imprint."""

_LABEL_SHARE = 32
_POINTS_PER_MM = 72 / 25.4
_PAGE_HEIGHT = 297

_ROW_PADDING = 0.6
"""The space above and below the words of a cell, in lines."""

_CONTENTS_LINE, _TIGHT_CONTENTS_LINE, _CONTENTS_TITLE = 1.4, 1.15, 2.8
"""The heights of a line of the contents, also where they are set tight, and of their title, in lines of text."""

_TITLE_WIDTH, _TITLE_LINE = 2.2, 1.9
_GROUP_WIDTH, _GROUP_LINE = 1.4, 1.4
_TITLE_SPACE = 4.2
"""The widths and heights of the lines of the title block, and all else in it, in widths and lines of text."""

_LINE_HEIGHT, _PARAGRAPH_GAP = 2.8, 0.4
"""The height of a line in halves of the font size, and the gap between paragraphs in lines."""

_MORE_LINES = 1.2
"""By how much text at the side of a picture is reckoned shorter, to be sure that it reaches below the picture."""

_WIDE_PICTURE = 400
"""From this width on, in pixels, a picture is reckoned as wide as the text."""

_FULL = 0.85
"""How much of a page a table that is kept whole may take: heights are reckoned, and a heading stands above it."""


@dataclass(frozen=True, slots=True)
class TextArea:
    """The room for text on a page: its width in halves of the font size, as in `widths`, and its height in lines."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class TableBreaks:
    """Whether a table stays on one page, and the indexes of its rows that may break inside."""

    is_whole: bool
    tall_rows: frozenset[int]

    def kept_rows(self, count: int) -> frozenset[int]:
        """Returns the indexes of the rows, of a table of so many, that stay on the page of the row below them.

        They end before a row that may break inside, or all of them would follow it to the next page.
        """
        last = count - 1
        kept = range(last) if self.is_whole else {*range(KEPT_ROWS - 1), *range(last - KEPT_ROWS + 1, last)}
        return frozenset(
            index for index in kept if 0 <= index < last and not {index, index + 1} & self.tall_rows
        )


@dataclass(frozen=True, slots=True)
class ContentsBreaks:
    """Whether a list of contents stays on one page as it is, or if it is set tight, or else breaks.

    Where it breaks, the entries with the `kept` indexes stay on the page of the entry above them.
    """

    is_whole: bool
    is_tight: bool
    kept: frozenset[int]


def introductions(blocks: Iterable[Block]) -> Iterator[tuple[Block, bool]]:
    """Yields the blocks of a section, each with whether it introduces what follows and stays on its page.

    A paragraph introduces a list, table or figure below it; alone below its heading, or where it ends with a colon, it introduces
    the first section inside.
    A bold line is a heading to readers. A short line that ends a section, such as the name below a foreword, stays with the
    paragraph above it.
    """
    blocks = (*blocks, PageBreak())
    for index, (block, next_block) in enumerate(pairwise(blocks)):
        introduced = _INTRODUCED if index and not _ends_with_colon(block) else (*_INTRODUCED, Section)
        is_heading = _is_bold_line(block) and not isinstance(next_block, PageBreak)
        is_before_end = index == len(blocks) - 3 and _is_one_line(next_block)
        yield (
            block,
            isinstance(block, Paragraph)
            and (is_heading or is_before_end or isinstance(next_block, introduced)),
        )


def _ends_with_colon(block: Block) -> bool:
    return isinstance(block, Paragraph) and plain_text(block.children).endswith(":")


def notes_below(blocks: Sequence[Block], index: int) -> int:
    """Returns how many paragraphs of one line stand below a picture, such as whose work it shows."""
    return len(tuple(takewhile(_is_one_line, blocks[index + 1 :])))


def _is_one_line(block: Block) -> bool:
    return isinstance(block, Paragraph) and text_width(plain_text(block.children)) <= LINE_WIDTH


def _is_bold_line(block: Block) -> bool:
    return isinstance(block, Paragraph) and len(block.children) == 1 and isinstance(block.children[0], Strong)


def is_short(paragraph: Paragraph, area: TextArea) -> bool:
    """Returns whether a paragraph has few lines: LibreOffice (7.4) moves all lines of one that is kept with the next."""
    return text_width(plain_text(paragraph.children)) <= _LINES_OF_INTRODUCTION * area.width


def paragraphs_at_end(document: Document, area: TextArea) -> int:
    """Returns how many paragraphs at the end stay together, so that the last page does not have one line alone.

    They are those of the last section, where it has few lines and nothing else.
    """
    section = document.blocks[-1] if document.blocks else None
    if not isinstance(section, Section) or not all(isinstance(block, Paragraph) for block in section.blocks):
        return 0
    texts = [plain_text(block.children) for block in section.blocks if isinstance(block, Paragraph)]
    lines = sum(ceil(text_width(text) / area.width) for text in texts)
    return len([text for text in texts if text]) if lines <= _LINES_OF_END else 0


def text_area(theme: Theme) -> TextArea:
    """Returns the room for text on a theme's pages."""
    height = (_PAGE_HEIGHT - 2 * theme.margin) * _POINTS_PER_MM
    width = (210 - 2 * theme.margin) * _POINTS_PER_MM
    return TextArea(width / (theme.size / 2), height / (theme.size * theme.leading))


def table_breaks(table: Table, area: TextArea) -> TableBreaks:
    """Returns how a table of data may break: one of few rows stays whole where it fits on a page."""
    shares = column_widths(table) if table.columns else ()
    rows = [[plain_text(cell.children) for cell in row] for row in table.rows]
    return _breaks([_row_height(row, shares, area) for row in rows], _MOST_ROWS_KEPT_WHOLE, area)


def fields_breaks(fields: Fields, area: TextArea) -> TableBreaks:
    """Returns how a table of labels and values may break: it stays whole where it fits on a page."""
    shares = (_LABEL_SHARE, 100 - _LABEL_SHARE)
    heights = [
        sum(
            _row_height([field.label, plain_text(value.children)], shares, area) - _ROW_PADDING
            for value in field.value
        )
        + _ROW_PADDING
        for field in fields.fields
    ]
    return _breaks(heights, len(heights), area)


def contents_breaks(contents: Contents, document: Document, area: TextArea) -> ContentsBreaks:
    """Returns how a list of contents fits where it stands: below the title of the document, or on a page of its own.

    Where it breaks, neither the entry of a section is parted from the first one inside it, nor a few from all others.
    """
    headings = tuple(outline(document.blocks, contents.depth))
    lines = sum(ceil(text_width(heading.title) / (0.9 * area.width)) for heading in headings)
    room = area.height - _CONTENTS_TITLE
    blocks_above = tuple(takewhile(lambda block: block != contents, document.blocks))
    if not chapters(document) and all(isinstance(block, Paragraph) for block in blocks_above):
        texts = (plain_text(block.children) for block in blocks_above if isinstance(block, Paragraph))
        room -= _title_height(document, area) + sum(ceil(text_width(text) / area.width) + 1 for text in texts)
    is_whole, is_tight = lines * _CONTENTS_LINE <= room, lines * _TIGHT_CONTENTS_LINE <= room
    count = len(headings)
    kept = {*range(1, KEPT_ENTRIES), *range(count - KEPT_ENTRIES + 1, count)}
    kept |= {index for index, (above, below) in enumerate(pairwise(headings), 1) if above.level < below.level}
    return ContentsBreaks(is_whole, not is_whole and is_tight, frozenset(kept))


def is_on_page_of_its_own(contents: Contents, document: Document, area: TextArea) -> bool:
    """Returns whether a list of contents below a picture begins a page, since it has no room below the picture."""
    above = tuple(takewhile(lambda block: block != contents, document.blocks))
    if not any(isinstance(block, Figure) for block in above) or not all(
        isinstance(block, Figure | Paragraph) for block in above
    ):
        return False
    lines = len(tuple(outline(document.blocks, contents.depth))) * _CONTENTS_LINE + _CONTENTS_TITLE
    height = sum(_picture_height(block, area) for block in above if isinstance(block, Figure))
    return _title_height(document, area) + height + lines > area.height


def _picture_height(figure: Figure, area: TextArea) -> float:
    """Returns the height of a picture in lines; one without a share is reckoned as wide as the text, or half of it."""
    width = area.width * (figure.share or (1 if figure.image.width > _WIDE_PICTURE else 0.5))
    return min(width * figure.image.height / figure.image.width / _LINE_HEIGHT, area.height / 2)


def _title_height(document: Document, area: TextArea) -> float:
    title_lines = ceil(_TITLE_WIDTH * text_width(document.title) / area.width)
    group_lines = ceil(_GROUP_WIDTH * text_width(document.group) / area.width)
    return _TITLE_LINE * title_lines + _GROUP_LINE * group_lines + _TITLE_SPACE


def blocks_at_side(beside: Beside, area: TextArea) -> int | None:
    """Returns how many of the first blocks stand at the side of a picture; None where it may reach below all of them."""
    figure = beside.figure
    width = figure.share * area.width
    height = width * figure.image.height / figure.image.width / _LINE_HEIGHT + 1
    height += sum(ceil(text_width(words) / width) for words in (figure.caption, figure.credit))
    for number, block in enumerate(beside.blocks, 1):
        paragraphs = (inner for inner in walk((block,)) if isinstance(inner, Paragraph))
        words = (plain_text(paragraph.children) for paragraph in paragraphs)
        lines = (ceil(text_width(text) / (0.95 * (area.width - width))) + _PARAGRAPH_GAP for text in words)
        height -= sum(lines) / _MORE_LINES
        if height <= 0:
            return number
    return None


def _breaks(heights: Sequence[float], most_rows: int, area: TextArea) -> TableBreaks:
    is_whole = len(heights) <= most_rows and sum(heights) <= area.height * _FULL
    tall = () if is_whole else (index for index, height in enumerate(heights) if height > area.height / 2)
    return TableBreaks(is_whole, frozenset(tall))


def _row_height(texts: Sequence[str], shares: Sequence[float], area: TextArea) -> float:
    """Returns the height of a row in lines; words that move to the next line take a tenth more room."""
    widths = (max(share / 100 * area.width - 2, 1) for share in shares)
    lines = (ceil(1.1 * text_width(text) / width) for text, width in zip(texts, widths, strict=True))
    return max(1, *lines, 1) + _ROW_PADDING
