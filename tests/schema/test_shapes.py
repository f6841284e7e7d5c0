"""Shapes of the dataset: what can stand at a path, and which known word is nearest to an unknown one."""

import pytest

from reportgen.schema.shapes import nearest_word, shape_at


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("lead officer", ["lead_member", "lead_officer"], "lead_officer"),
        ("LEAD_OFFICER", ["lead_member", "lead_officer"], "lead_officer"),
        ("x", ["lead_member"], None),
        ("", ["a"], None),
        ("a", [], None),
    ],
)
def test_the_nearest_word_is_one_that_is_like_it(word: str, known: list[str], expected: str | None) -> None:
    assert nearest_word(word, known) == expected


def test_shapes_are_found_through_lists() -> None:
    shape = shape_at(("membership", "groups", 0, "members", 3, "joined"))
    assert shape is not None
    assert shape.kind == "date"
    assert shape_at(("membership", "nothing")) is None
    assert shape_at(("aims", "text")) is None
