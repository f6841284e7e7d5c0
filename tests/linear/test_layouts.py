"""A layout is checked in proportion to its file, whatever stands in it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from reportgen.layout import load_layout
from tests.linear.counting import count_instructions

HEAD = 'title: "{group.name}"\nwords: {en-GB: {page_of: "Page {page} of {pages}"}}\nblocks:\n'


def unknown_fields(count: int) -> str:
    return HEAD + "".join(f"  - prose: aim{number}z\n" for number in range(count))


def unknown_fields_in_lists(count: int) -> str:
    return HEAD + "".join(
        f'  - list: activities.events\n    item: "{{aim{number}z}}"\n' for number in range(count)
    )


def lacking_words(count: int) -> str:
    words = "".join(f"    word_{number:04}: x\n" for number in range(count))
    lines = "".join(f'  - line: "{{words.wort_{number:04}x}}"\n' for number in range(count))
    return f'title: "{{group.name}}"\nwords:\n  en-GB:\n    page_of: Page\n{words}blocks:\n{lines}'


@pytest.mark.parametrize("make", [unknown_fields, unknown_fields_in_lists, lacking_words])
def test_twice_the_size_takes_at_most_twice_the_instructions(
    make: Callable[[int], str], tmp_path: Path
) -> None:
    counts = []
    for count in (10, 100, 200):
        (tmp_path / "layout.yaml").write_text(make(count), "utf-8")
        counts.append(count_instructions(partial(load_layout, tmp_path)))
    assert len(load_layout(tmp_path).findings) >= 200
    assert counts[2] < 2.2 * counts[1]
