"""Edits of the Word file and of the dataset are put together; where both touch the same words, that is told."""

import pytest

from reportgen.pull.merge import merge
from reportgen.pull.merging import merge_into
from reportgen.source import read

BASE = "a: one\nb: two words here\nc: three\nmembers:\n  - Bath\n  - Hull\n"


@pytest.mark.parametrize(
    ("theirs", "ours", "merged"),
    [
        (
            "a: 1\nb: two words here\nc: three\n",
            "a: one\nb: two words here\nc: 3\n",
            "a: 1\nb: two words here\nc: 3\n",
        ),
        (
            "a: one\nb: two words there\nc: three\n",
            "a: one\nb: 2 words here\nc: three\n",
            "a: one\nb: 2 words there\nc: three\n",
        ),
        ("a: one\nb: x\nc: three\n", "a: one\nb: x\nc: three\n", "a: one\nb: x\nc: three\n"),
        ("a: one\nc: three\n", "# new\na: one\nb: two words here\nc: three\n", "# new\na: one\nc: three\n"),
    ],
)
def test_changes_in_different_words_are_put_together(theirs: str, ours: str, merged: str) -> None:
    base = "a: one\nb: two words here\nc: three\n"
    result = merge(base, theirs, ours)
    assert (result.text, result.clashes) == (merged, ())


def test_a_value_that_both_change_stays_as_the_dataset_has_it() -> None:
    current = read(BASE.replace("three", "drei"), "data.yaml")
    result = merge_into(current, BASE, BASE.replace("three", "trois"))
    assert result.text == current.text
    (conflict,) = result.conflicts
    assert (conflict.code.id, conflict.span.line) == ("RG932", 3)
    assert conflict.message == "`c` was changed in the Word file and in the dataset"
    assert conflict.hint == "the Word file says `c: trois`; the dataset keeps `c: drei`" or "trois" in str(
        conflict.hint
    )


def test_private_values_that_the_word_file_never_had_stay() -> None:
    current = read(BASE.replace("c: three", "phone: 0161\nc: three"), "data.yaml")
    result = merge_into(current, BASE, BASE.replace("Hull", "Leeds"))
    assert result.text == current.text.replace("Hull", "Leeds")


def test_what_both_add_at_one_place_is_a_conflict() -> None:
    current = read(BASE + "  - Leeds\n", "data.yaml")
    result = merge_into(current, BASE, BASE + "  - York\n")
    assert result.text == current.text
    assert len(result.conflicts) == 1
