"""Differences between the text of a file and the text that it should have, in plain words."""

import random

import pytest

from reportgen.document import Line
from reportgen.verify.comparison import Sides, compare_lines

SIDES = Sides("the PDF", "the dataset")
LONG = "The group is a network of councils on the water that speaks for its members in Parliament and in the press."

CASES = [
    ("a b c", "a b c", []),
    ("a b c", "a x c", ["k.1: the PDF says “x”, the dataset “b”"]),
    ("a b c", "a c", ["k.1: the PDF does not say “b”"]),
    ("a b c", "b c", ["k.0: the PDF does not say “a”"]),
    ("a c", "a b c", ["behind “a”: the PDF says “b”, the dataset does not"]),
    ("a", "b a", ["at the start: the PDF says “b”, the dataset does not"]),
    ("a b", "", ["k.0: the PDF does not say “a”", "k.1: the PDF does not say “b”"]),
    ("", "a", ["at the start: the PDF says “a”, the dataset does not"]),
    ("a b c d", "a x y d", ["k.1: the PDF says “x”, the dataset “b”", "k.2: the PDF says “y”, the dataset “c”"]),
    ("a b c", "b a c", ["at the start: the PDF says “b”, the dataset does not", "k.1: the PDF does not say “b”"]),
    ("a a a", "a a", ["k.2: the PDF does not say “a”"]),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "actual", "differences"), CASES)
def test_a_difference_comes_with_its_path(expected: str, actual: str, differences: list[str]) -> None:
    expected_lines = [Line(word, ("k", index)) for index, word in enumerate(expected.split())]
    assert sorted(compare_lines(expected_lines, actual.split(), SIDES)) == sorted(differences)


def test_where_there_is_no_path_the_line_before_says_where() -> None:
    expected = [Line("Aims"), Line("We speak.")]
    assert list(compare_lines(expected, ["Aims", "We shout."], SIDES)) == [
        "behind “Aims”: the PDF says “We shout.”, the dataset “We speak.”"
    ]


@pytest.mark.parametrize(
    ("old", "new"), [("The group", "A group"), ("members", "friends"), ("the press.", "the press")]
)
def test_of_a_long_line_the_part_that_differs_is_shown(old: str, new: str) -> None:
    (difference,) = compare_lines([Line(LONG, ("aims",))], [LONG.replace(old, new)], SIDES)
    assert new in difference
    assert old in difference
    assert len(difference) < 200


def test_ends_of_lines_stand_for_blanks_on_a_page_alone() -> None:
    expected = [Line("policy-making in the North")]
    page = Sides("the PDF", "the dataset", has_exact_spaces=False)
    assert list(compare_lines(expected, ["policy- making in theNorth"], page)) == []
    assert len(list(compare_lines(expected, ["policy- making in the North"], SIDES))) == 1


def test_any_two_are_compared_to_their_ends() -> None:
    """The lines that are lacking, added or changed lead from one side to the other."""
    chance = random.Random(1)
    for _ in range(300):
        expected = chance.choices("abcdef", k=chance.randrange(9))
        actual = chance.choices("abcdef", k=chance.randrange(9))
        differences = list(compare_lines([Line(text, ("k",)) for text in expected], actual, SIDES))
        lacking = sum("does not say" in difference for difference in differences)
        added = sum(difference.endswith("does not") for difference in differences)
        assert len(expected) - lacking == len(actual) - added
        assert (differences == []) == (expected == actual)
