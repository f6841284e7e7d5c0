"""Differences between what is said and what should be, told in plain words."""

import random

import pytest

from reportgen.document import Line
from reportgen.verify.parity import Sides, lines

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


@pytest.mark.parametrize(("wanted", "said", "told"), CASES)
def test_a_difference_is_told_with_its_place(wanted: str, said: str, told: list[str]) -> None:
    ours = [Line(words, ("k", place)) for place, words in enumerate(wanted.split())]
    assert sorted(lines(ours, said.split(), SIDES)) == sorted(told)


def test_where_there_is_no_path_the_line_before_says_where() -> None:
    ours = [Line("Aims"), Line("We speak.")]
    assert list(lines(ours, ["Aims", "We shout."], SIDES)) == [
        "behind “Aims”: the PDF says “We shout.”, the dataset “We speak.”"
    ]


@pytest.mark.parametrize(
    ("old", "new"), [("The group", "A group"), ("members", "friends"), ("the press.", "the press")]
)
def test_of_a_long_line_the_part_that_differs_is_shown(old: str, new: str) -> None:
    (told,) = lines([Line(LONG, ("aims",))], [LONG.replace(old, new)], SIDES)
    assert new in told
    assert old in told
    assert len(told) < 200


def test_ends_of_lines_stand_for_blanks_on_a_page_alone() -> None:
    ours = [Line("policy-making in the North")]
    page = Sides("the PDF", "the dataset", spaced=False)
    assert list(lines(ours, ["policy- making in theNorth"], page)) == []
    assert len(list(lines(ours, ["policy- making in the North"], SIDES))) == 1


def test_any_two_are_compared_to_their_ends() -> None:
    """As many lines are told as lacking, added or changed as it takes to get from one to the other."""
    chance = random.Random(1)
    for _ in range(300):
        ours = chance.choices("abcdef", k=chance.randrange(9))
        theirs = chance.choices("abcdef", k=chance.randrange(9))
        told = list(lines([Line(words, ("k",)) for words in ours], theirs, SIDES))
        lacking = sum("does not say" in each for each in told)
        added = sum(each.endswith("does not") for each in told)
        assert len(ours) - lacking == len(theirs) - added
        assert (told == []) == (ours == theirs)
