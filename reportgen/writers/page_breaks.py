"""Decides where pages may break: each format keeps together what fits on a page, by heights reckoned from the words.

Rules against breaking pile up where something is too tall for a page: an engine then pushes all of it away, and breaks it
in the end nevertheless.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from reportgen.document import (
    BulletList,
    Contents,
    Document,
    Fields,
    Figure,
    NumberedList,
    Table,
    outline,
    plain_text,
)
from reportgen.theme import Theme
from reportgen.writers.widths import column_widths, text_width

INTRODUCED = (BulletList, NumberedList, Fields, Table, Figure)
"""What the paragraph before it introduces, on the same page."""

KEPT_ROWS = 3
"""The fewest rows of a table on either side of a page break."""

_MOST_ROWS_KEPT_WHOLE = 14
"""A table with more rows than this may break between them."""

_LABEL_SHARE = 32
_POINTS_PER_MM = 72 / 25.4
_PAGE_HEIGHT = 297

_ROW_PADDING = 0.6
"""The space above and below the words of a cell, in lines."""

_CONTENTS_LINE, _CONTENTS_TITLE = 1.4, 2.8
"""The heights of a line of the contents and of their title, in lines of text."""

_TITLE_WIDTH, _TITLE_LINE = 2.2, 1.9
_GROUP_WIDTH, _GROUP_LINE = 1.4, 1.4
_TITLE_SPACE = 4.2
"""The widths and heights of the lines of the title block, and all else in it, in widths and lines of text."""

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


def is_contents_whole(contents: Contents, document: Document, area: TextArea) -> bool:
    """Returns whether a list of contents fits on a page."""
    return _contents_height(contents, document, area) <= area.height


def has_contents_of_one_page(contents: Contents, document: Document, area: TextArea) -> bool:
    """Returns whether a list of contents fits on a page, and not on the rest of the first page below the title."""
    title_lines = ceil(_TITLE_WIDTH * text_width(document.title) / area.width)
    group_lines = ceil(_GROUP_WIDTH * text_width(document.group) / area.width)
    title_block = _TITLE_LINE * title_lines + _GROUP_LINE * group_lines + _TITLE_SPACE
    height = _contents_height(contents, document, area)
    return document.blocks[0] == contents and area.height - title_block < height <= area.height


def _contents_height(contents: Contents, document: Document, area: TextArea) -> float:
    headings = outline(document.blocks, contents.depth)
    lines = sum(ceil(text_width(heading.title) / (0.9 * area.width)) for heading in headings)
    return lines * _CONTENTS_LINE + _CONTENTS_TITLE


def _breaks(heights: Sequence[float], most_rows: int, area: TextArea) -> TableBreaks:
    is_whole = len(heights) <= most_rows and sum(heights) <= area.height * _FULL
    tall = () if is_whole else (index for index, height in enumerate(heights) if height > area.height / 2)
    return TableBreaks(is_whole, frozenset(tall))


def _row_height(texts: Sequence[str], shares: Sequence[float], area: TextArea) -> float:
    """Returns the height of a row in lines; words that move to the next line take a tenth more room."""
    widths = (max(share / 100 * area.width - 2, 1) for share in shares)
    lines = (ceil(1.1 * text_width(text) / width) for text, width in zip(texts, widths, strict=True))
    return max(1, *lines, 1) + _ROW_PADDING
