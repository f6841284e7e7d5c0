"""How wide a table's columns are, reckoned from their words, so that no engine has to try out every cell."""

from collections.abc import Iterator

from reportgen.document import Table, plain

LINE = 60
"""About how many characters stand on a line of text: A4, 25 mm margins, 12 point."""

_PADDING = 2
_LONGEST_WORD = 24


def widths(table: Table, line: int = LINE) -> tuple[float, ...]:
    """The columns' shares of the width in per cent, one decimal.

    As browsers do: no column narrower than its longest word while that can be had, and what is left goes to
    those that want it. `line` is how many characters the table is wide.
    """
    texts = [list(_texts(table, place)) for place in range(len(table.columns))]
    least = [min(max(map(_longest_word, column)), _LONGEST_WORD) + _PADDING for column in texts]
    wishes = [max(map(len, column)) + _PADDING - need for column, need in zip(texts, least, strict=True)]
    part = min(max(line - sum(least), 0) / max(sum(wishes), 1), 1)
    shares = [need + part * wish for need, wish in zip(least, wishes, strict=True)]
    return tuple(round(100 * share / sum(shares), 1) for share in shares)


def _texts(table: Table, place: int) -> Iterator[str]:
    yield table.columns[place].title
    yield from (plain(row[place].children) for row in table.rows)


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=0)
