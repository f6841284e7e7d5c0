"""How wide a table's columns are, reckoned from their words, so that no engine has to try out every cell."""

from collections.abc import Iterable, Iterator
from unicodedata import combining, normalize

from reportgen.codes import MAX_COLUMNS, WIDE
from reportgen.document import Block, BulletList, Document, NumberedList, Section, Table, plain
from reportgen.findings import Fault, Problem

LINE = 75
"""The room of a line in halves of its letters' size, an average letter: the 160 mm between A4's margins, at 12 point."""

_PADDING = 2
_LONGEST_WORD = 24
_BOLD = 1.12
"""How much wider bold letters are at most: by a tenth in `Findings`."""

_ADVANCES = {
    letter: advance
    for advance, letters in {
        191: "'", 222: "ijl‘’", 260: "|", 278: " !,./:;I[\\]ft", 333: "()-`r“”{}", 355: '"', 389: "*", 469: "^",
        500: "Jcksvxyz", 584: "+<=>~", 611: "FTZ", 667: "&ABEKPSVXY", 722: "CDHNRUw", 778: "GOQ", 833: "Mm",
        889: "%", 944: "W", 1000: "—", 1015: "@",
    }.items()
    for letter in letters
}  # fmt: skip
"""How wide letters are, in thousandths of their size, in Liberation Sans as in Arial (`hmtx` tables); others are 556."""


def too_wide(document: Document) -> list[Fault]:
    """The tables that no page has room for."""
    hint = "take some columns out, or make two tables of it"
    return [
        Fault(
            WIDE,
            Problem(
                table.at or (),
                f"the table has {len(table.columns)} columns; {MAX_COLUMNS} are the most",
                hint,
            ),
        )
        for table in _tables(document.blocks)
        if len(table.columns) > MAX_COLUMNS
    ]


def _tables(blocks: Iterable[Block]) -> Iterator[Table]:
    for block in blocks:
        match block:
            case Table():
                yield block
            case Section():
                yield from _tables(block.blocks)
            case BulletList() | NumberedList():
                yield from (table for item in block.items for table in _tables(item.blocks))
            case _:
                pass


def widths(table: Table, line: int = LINE) -> tuple[float, ...]:
    """The columns' shares of the width in per cent, one decimal.

    As browsers do: no column narrower than its longest word while that can be had, and what is left goes to those that want
    it. Where not all can have it, the columns with the longest words give way, and words of the others stay whole. `line` is
    how wide the table is, in halves of its letters' size.
    """
    texts = [list(_texts(table, place)) for place in range(len(table.columns))]
    least = _fitted(
        [min(max(map(_longest_word, column)), _LONGEST_WORD) + _PADDING for column in texts], line
    )
    wishes = [
        max(max(map(_measured, column)) + _PADDING - need, 0)
        for column, need in zip(texts, least, strict=True)
    ]
    part = min(max(line - sum(least), 0) / max(sum(wishes), 1), 1)
    shares = [need + part * wish for need, wish in zip(least, wishes, strict=True)]
    return tuple(round(100 * share / sum(shares), 1) for share in shares)


def _fitted(needs: list[float], line: int) -> list[float]:
    """Needs that a line has room for: as they are, or the largest cut down to one size so that they fit."""
    left, fitted = float(line), {}
    for rank, place in enumerate(sorted(range(len(needs)), key=needs.__getitem__)):
        fitted[place] = min(needs[place], left / (len(needs) - rank))
        left -= fitted[place]
    return [fitted[place] for place in range(len(needs))]


def _texts(table: Table, place: int) -> Iterator[tuple[str, float]]:
    """What stands in a column, with how much wider than usual its letters are."""
    yield table.columns[place].title, _BOLD
    yield from ((plain(row[place].children), 1) for row in table.rows)


def _longest_word(text: tuple[str, float]) -> float:
    words, wider = text
    return max((_measured((word, wider)) for word in words.split()), default=0)


def _measured(text: tuple[str, float]) -> float:
    """How wide a text is, in halves of its letters' size; what accents are on them makes no difference."""
    words, wider = text
    letters = words if words.isascii() else normalize("NFD", words)
    return wider * sum(_ADVANCES.get(each, 556) for each in letters if not combining(each)) / 500
