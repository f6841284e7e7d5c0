"""How wide a table's columns are, reckoned from their words, so that no engine has to try out every cell."""

from collections.abc import Iterator

from reportgen.document import Table, plain

LINE = 66
"""About how many characters stand on a line of text: A4, 25 mm margins, 12 point."""

_PADDING = 2
_LONGEST_WORD = 24


def widths(table: Table, line: float = LINE) -> tuple[float, ...]:
    """The columns' shares of the width in per cent, one decimal.

    As browsers do: no column narrower than its longest word while that can be had, and what is left goes to
    those that want it. `line` is how many characters the table is wide.
    """
    texts = [list(_texts(table, place)) for place in range(len(table.columns))]
    least = [min(max(map(_longest_word, column)), _LONGEST_WORD) + _PADDING for column in texts]
    wanted = [max(map(len, column)) + _PADDING for column in texts]
    spare = line - sum(least)
    wishes = [max(wish - need, 0) for wish, need in zip(wanted, least, strict=True)]
    if spare > 0 and sum(wishes):
        part = min(spare / sum(wishes), 1)
        least = [round(need + part * wish, 3) for need, wish in zip(least, wishes, strict=True)]
    return tuple(round(100 * share / sum(least), 1) for share in least)


def _texts(table: Table, place: int) -> Iterator[str]:
    yield table.columns[place].title
    yield from (plain(row[place].children) for row in table.rows)


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=0)
