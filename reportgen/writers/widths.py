"""Reckons the widths of a table's columns from their words, so that no engine has to try out every cell."""

from collections.abc import Iterator

from reportgen.codes import MAX_COLUMNS, WIDE
from reportgen.document import Document, Table, plain_text, walk
from reportgen.findings import Fault, Problem
from reportgen.letters import BOLD, text_width

LINE_WIDTH = 75
"""The width of a line of text: the 160 mm between the margins of A4, at 12 point.

Widths are in halves of the font size, which is about the width of an average letter.
"""

_PADDING = 2
_LONGEST_WORD = 24


def find_wide_tables(document: Document) -> list[Fault]:
    """Returns a fault for each table that is too wide for a page."""
    tables = (block for block in walk(document.blocks) if isinstance(block, Table))
    return [_wide_table(table) for table in tables if len(table.columns) > MAX_COLUMNS]


def _wide_table(table: Table) -> Fault:
    message = f"the table has {len(table.columns)} columns; {MAX_COLUMNS} are the most"
    return Fault(WIDE, Problem(table.at or (), message, "take some columns out, or make two tables of it"))


def column_widths(table: Table, line_width: int = LINE_WIDTH) -> tuple[float, ...]:
    """Returns the columns' shares of the table's width in per cent, with one decimal.

    As in browsers, no column becomes narrower than its longest word while there is room. Then columns of a few words get a line
    for each of them, such as `Region or nation`, and the rest goes to the columns with longer texts. Where not all longest words
    have room, those columns give way that have the longest.
    """
    texts = [list(_column_texts(table, index)) for index in range(len(table.columns))]
    least = _shrink_largest(
        [min(max(map(_longest_word, column)), _LONGEST_WORD) + _PADDING for column in texts], line_width
    )
    extras = [
        max(max(map(_text_width, column)) + _PADDING - minimum, 0)
        for column, minimum in zip(texts, least, strict=True)
    ]
    extras = _share_out(extras, max(line_width - sum(least), 0))
    shares = [minimum + extra for minimum, extra in zip(least, extras, strict=True)]
    return tuple(round(100 * share / sum(shares), 1) for share in shares)


def _share_out(extras: list[float], room: float) -> list[float]:
    """Returns what each column gets of the room beyond its longest word: at most what it needs for one line of each text.

    The least needs come first, as long as they take no more than half of the room; the others share the rest by their needs.
    """
    whole: set[int] = set()
    spent = 0.0
    for index in sorted(range(len(extras)), key=extras.__getitem__):
        if spent + extras[index] > room / 2:
            break
        whole.add(index)
        spent += extras[index]
    part = min((room - spent) / max(sum(extras) - spent, 1), 1)
    return [extra if index in whole else part * extra for index, extra in enumerate(extras)]


def _shrink_largest(needs: list[float], line_width: int) -> list[float]:
    """Returns the needs, the largest of them cut down to one size where the line has no room for all."""
    remaining, fitted = float(line_width), {}
    for rank, index in enumerate(sorted(range(len(needs)), key=needs.__getitem__)):
        fitted[index] = min(needs[index], remaining / (len(needs) - rank))
        remaining -= fitted[index]
    return [fitted[index] for index in range(len(needs))]


def _column_texts(table: Table, index: int) -> Iterator[tuple[str, float]]:
    """Yields the texts of a column, each with the factor by which its letters are wider than usual."""
    yield table.columns[index].title, BOLD
    yield from ((plain_text(row[index].children), 1) for row in table.rows)


def _longest_word(text: tuple[str, float]) -> float:
    words, factor = text
    return max((_text_width((word, factor)) for word in words.split(" ")), default=0)


def _text_width(text: tuple[str, float]) -> float:
    words, factor = text
    return factor * text_width(words)
