"""The widths of columns, from their words."""

import pytest

from reportgen.document import Column, Table
from reportgen.writers.widths import widths
from tests.writers.sample import row


def shares(*columns: tuple[str, ...]) -> tuple[float, ...]:
    heads = tuple(Column(column[0]) for column in columns)
    return widths(
        Table(heads, tuple(row(*cells) for cells in zip(*(column[1:] for column in columns), strict=True)))
    )


def test_columns_that_fit_share_the_line_by_their_longest_words() -> None:
    assert shares(("Name", "Bradford"), ("Name", "Bradford")) == (50, 50)
    assert shares(("A", "x" * 18), ("B", "x" * 8)) == (66.7, 33.3)


def test_long_text_takes_what_numbers_leave() -> None:
    text, number = shares(("Subject", "many words of text " * 20), ("Number", "1"))
    assert number == pytest.approx(100 * 8 / 60, abs=0.1)
    assert text + number == pytest.approx(100, abs=0.1)


def test_one_long_word_leaves_the_others_theirs() -> None:
    assert shares(("A", "x" * 500), ("B", "y"), ("C", "z"))[1:] == (5, 5)


def test_a_table_of_empty_cells_has_widths() -> None:
    assert shares(("", ""), ("", "")) == (50, 50)


def test_where_not_all_words_have_room_those_of_the_longest_give_way() -> None:
    columns = [("x" * 24, ""), *[("Members", "12")] * 5]
    long, *others = shares(*columns)
    assert others == [pytest.approx(100 * 9 / 60, abs=0.1)] * 5, "7 characters and the air around them"
    assert long == pytest.approx(100 * 15 / 60, abs=0.1)


def test_words_that_all_are_too_long_share_alike() -> None:
    assert shares(*[("x" * 24, "")] * 10) == (10,) * 10
