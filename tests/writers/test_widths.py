"""Columns get their widths from their words."""

import pytest

from reportgen.document import Column, Table
from reportgen.letters import BOLD, text_width
from reportgen.writers.widths import LINE_WIDTH, column_widths
from tests.writers.sample import row


def shares(*columns: tuple[str, ...]) -> tuple[float, ...]:
    heads = tuple(Column(column[0]) for column in columns)
    return column_widths(
        Table(heads, tuple(row(*cells) for cells in zip(*(column[1:] for column in columns), strict=True)))
    )


def test_columns_that_fit_share_the_line_by_their_longest_words() -> None:
    assert shares(("Name", "Bradford"), ("Name", "Bradford")) == (50, 50)
    assert shares(("A", "x" * 18), ("B", "x" * 8)) == (66.7, 33.3), "an x is half as wide as its size"


def test_long_text_takes_what_numbers_leave() -> None:
    text, number = shares(("Subject", "many words of text " * 20), ("Number", "1"))
    assert number == pytest.approx(100 * (1.12 * 7.112 + 2) / 75, abs=0.1), (
        "bold letters and the air around them"
    )
    assert text + number == pytest.approx(100, abs=0.1)


def test_words_that_stay_together_count_as_one() -> None:
    _, together = shares(("Notes", "many words of text " * 20), ("A", "xxxx\u00a0xxxx " * 5))
    _, apart = shares(("Notes", "many words of text " * 20), ("A", "xxxx xxxx " * 5))
    assert together > apart + 4


def test_a_column_of_few_words_has_them_on_one_line() -> None:
    """Below a head of three words are shorter ones, and beside them stands a long text."""
    short, long = shares(("Region or nation", "many words of text"), ("Wales", "many words of text " * 20))
    assert short * LINE_WIDTH / 100 >= BOLD * text_width("Region or nation") + 2
    assert long > short


def test_one_long_word_leaves_the_others_theirs() -> None:
    long, *others = shares(("A", "x" * 500), ("B", "y"), ("C", "z"))
    assert others == [pytest.approx(100 * (1.12 * width + 2) / 75, abs=0.1) for width in (1.334, 1.444)]
    assert long > 90


def test_a_table_of_empty_cells_has_widths() -> None:
    assert shares(("", ""), ("", "")) == (50, 50)


def test_where_not_all_words_have_room_those_of_the_longest_give_way() -> None:
    columns = [("x" * 24, ""), *[("Members", "12")] * 5]
    long, *others = shares(*columns)
    members = 1.12 * 8.33 + 2
    assert others == [pytest.approx(100 * members / 75, abs=0.1)] * 5, "bold letters and the air around them"
    assert long == pytest.approx(100 * (75 - 5 * members) / 75, abs=0.1)


def test_letters_with_accents_are_as_wide_as_those_without() -> None:
    assert shares(("", "ŵŷâ"), ("", "wya")) == (50, 50)


def test_words_that_all_are_too_long_share_alike() -> None:
    assert shares(*[("x" * 24, "")] * 10) == (10,) * 10
