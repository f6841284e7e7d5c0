"""Edits take instructions in proportion to the file."""

from functools import partial

from reportgen.edit.bracket_comments import comments_in_brackets
from reportgen.source import read
from tests.linear.counting import count_instructions


def test_comments_of_twice_as_many_keys_take_at_most_twice_the_instructions() -> None:
    small, large = (
        read("links: {\n" + "".join(f"  k{key}: x,  # a note\n" for key in range(count)) + "}\n", "a.yaml")
        for count in (100, 200)
    )
    assert len(comments_in_brackets(large, ("links",))) == 200
    few, many = (
        count_instructions(partial(comments_in_brackets, source, ("links",))) for source in (small, large)
    )
    assert many < 2.4 * few
