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

_MOST_ROWS_KEPT_WHOLE = 14
"""A table with more rows than this may break between them."""

_LINES_OF_INTRODUCTION = 4
"""The most lines of a paragraph that moves to the next page as a whole with what it introduces."""

_MOST_LINES_AT_END = 3
"""The most paragraphs of one line that stay with the paragraph above them where they end a section or an entry."""

_LINES_OF_END = 8
"""The most lines of the paragraphs at the end of a report that stay together, such as its imprint."""

_LABEL_SHARE = 32
_POINTS_PER_MM = 72 / 25.4
_PAGE_HEIGHT = 297

_ROW_PADDING = 0.6
"""The space above and below the words of a cell, in lines."""

LINE_HEIGHT, _PARAGRAPH_GAP = 2.8, 0.4
"""The height of a line in halves of the font size, and the gap between paragraphs in lines."""

_MORE_LINES = 1.2
"""By how much text at the side of a picture is reckoned shorter, to be sure that it reaches below the picture."""

FULL = 0.85
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


def introductions(blocks: Iterable[Block]) -> Iterator[tuple[Block, bool]]:
    """Yields the blocks of a section, each with whether it introduces what follows and stays on its page.

    A paragraph introduces a list, table or figure below it; alone below its heading, or where it ends with a colon, it introduces
    the first section inside.
    A bold line is a heading to readers. Short lines that end a section or an entry, such as the name below a foreword or who
    spoke at an event, stay with the paragraph above them.
    """
    blocks = (*blocks, PageBreak())
    last_lines = lines_at_end(blocks[:-1])
    for index, (block, next_block) in enumerate(pairwise(blocks)):
        introduced = _INTRODUCED if index and not _ends_with_colon(block) else (*_INTRODUCED, Section)
        is_heading = _is_bold_line(block) and not isinstance(next_block, PageBreak)
        is_before_end = len(blocks) - 2 - last_lines <= index < len(blocks) - 2
        yield (
            block,
            isinstance(block, Paragraph)
            and (is_heading or is_before_end or isinstance(next_block, introduced)),
        )


def _ends_with_colon(block: Block) -> bool:
    return isinstance(block, Paragraph) and plain_text(block.children).endswith(":")


def lines_at_end(blocks: Sequence[Block]) -> int:
    """Returns how many paragraphs of one line end a section or an entry and stay together; of many, the last one alone."""
    count = len(tuple(takewhile(_is_one_line, reversed(blocks))))
    return min(count, 1) if count > _MOST_LINES_AT_END else count


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


def blocks_at_side(beside: Beside, area: TextArea) -> int | None:
    """Returns how many of the first blocks stand at the side of a picture; None where it may reach below all of them."""
    figure = beside.figure
    width = figure.share * area.width
    height = width * figure.image.height / figure.image.width / LINE_HEIGHT + 1
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
    is_whole = len(heights) <= most_rows and sum(heights) <= area.height * FULL
    tall = () if is_whole else (index for index, height in enumerate(heights) if height > area.height / 2)
    return TableBreaks(is_whole, frozenset(tall))


def _row_height(texts: Sequence[str], shares: Sequence[float], area: TextArea) -> float:
    """Returns the height of a row in lines; words that move to the next line take a tenth more room."""
    widths = (max(share / 100 * area.width - 2, 1) for share in shares)
    lines = (ceil(1.1 * text_width(text) / width) for text, width in zip(texts, widths, strict=True))
    return max(1, *lines, 1) + _ROW_PADDING
