"""Other values are written into a file such that everything else in it stays byte for byte."""

from collections.abc import Callable
from typing import Any

import pytest

from reportgen.source import read
from reportgen.source.positions import NotRewritten
from reportgen.source.rewriting import rewritten
from reportgen.source.spelling import spelt_scalar

TEXT = """\
# Our report
group: {name: Key Cities}   # as the LGA writes it
contact:
  officer: "Jon: Stancombe"   # since May
  phone: 0161 496 0000
  site: {label: Key Cities}

members:
  # the cities
  - Bradford
  # moved in 2023
  - {name: Hull, kind: full}   # by the sea

  - Lincoln
tags: [a, "b, c",  d]
aims: |
  We speak up.

  We meet  often.
plan: >
  We go
  on.
entries:
  - title: One   # first
    text: |
      Words.
  - title: Two
"""


def after(
    change: Callable[[dict[str, Any]], object], text: str = TEXT, **orders: list[int | None]
) -> list[str]:
    """The lines that go (`-`) and come (`+`) when values change."""
    source = read(text, "")
    data = read(text, "").data
    assert data is not None
    change(data)
    new = rewritten(source, data, {(name,): order for name, order in orders.items()})
    assert read(new, "").data == data
    old_lines, new_lines = text.splitlines(), new.splitlines()
    return [
        *(f"-{line}" for line in old_lines if line not in new_lines),
        *(f"+{line}" for line in new_lines if line not in old_lines),
    ]


def test_a_value_changes_and_its_quotes_and_comment_stay() -> None:
    lines = after(lambda data: data["contact"].update(officer="Jane: Doe"))
    assert lines == ['-  officer: "Jon: Stancombe"   # since May', '+  officer: "Jane: Doe"   # since May']


def test_a_value_that_needs_quotes_gets_them() -> None:
    assert after(lambda data: data["contact"].update(phone="no"))[1] == '+  phone: "no"'


def test_a_line_of_a_text_changes_and_the_others_stay() -> None:
    lines = after(lambda data: data.update(aims="We speak up.\n\nWe meet  often.\nAnd again.\n"))
    assert lines == ["+  And again."]


def test_a_folded_text_changes_word_by_word() -> None:
    assert after(lambda data: data.update(plan="We go\nup.\n".replace("\n", " ", 1))) == ["-  on.", "+  up."]


def test_a_key_is_added_between_braces_and_below_a_key() -> None:
    def add(data: dict[str, Any]) -> None:
        data["contact"]["site"]["url"] = "https://example.org"
        data["contact"]["email"] = "a@b.example"

    assert after(add) == [
        "-  site: {label: Key Cities}",
        "+  site: {label: Key Cities, url: https://example.org}",
        "+  email: a@b.example",
    ]


def test_a_key_goes_with_its_line() -> None:
    assert after(lambda data: data["contact"].pop("phone")) == ["-  phone: 0161 496 0000"]


def test_entries_move_with_the_comments_above_them() -> None:
    source = read(TEXT, "")
    data: Any = read(TEXT, "").data
    data["members"] = [data["members"][1], "Exeter", data["members"][0]]
    new = rewritten(source, data, {("members",): [1, None, 0]})
    start = new.index("members:")
    assert new[start : new.index("tags:")] == (
        "members:\n  # the cities\n  # moved in 2023\n  - {name: Hull, kind: full}   # by the sea\n\n  - Exeter\n  - Bradford\n"
    )


def test_entries_between_brackets_keep_their_quotes() -> None:
    lines = after(lambda data: data.update(tags=["b, c", "e", "d"]))
    assert lines == ['-tags: [a, "b, c",  d]', '+tags: ["b, c", e, d]']


def test_an_entry_changes_inside_a_list_that_changes() -> None:
    def change(data: dict[str, Any]) -> None:
        data["entries"] = [{"title": "Zero"}, {**data["entries"][0], "title": "First"}]

    assert after(change, entries=[None, 0]) == [
        "-  - title: One   # first",
        "-  - title: Two",
        "+  - title: Zero",
        "+  - title: First   # first",
    ]


def test_line_ends_of_windows_stay() -> None:
    text = TEXT.replace("\n", "\r\n")
    source = read(text, "")
    data: Any = read(text, "").data
    data["aims"] = "We speak up.\n\nNew.\n"
    data["members"].append("York")
    new = rewritten(source, data, {})
    assert read(new, "").data == data
    assert "\n" not in new.replace("\r\n", "")


@pytest.mark.parametrize("text", ["a: 1\nform:\n", "a: 1\nform :\n", "? form\n:\na: 1\n"])
def test_a_key_is_added_behind_one_without_a_value(text: str) -> None:
    def add(data: dict[str, Any]) -> None:
        data["aims"] = "x"

    assert "+aims: x" in after(add, text)


@pytest.mark.parametrize("text", ["a: 1\n? form", "a: 1\n? form\n"])
def test_behind_a_key_without_colon_nothing_is_added(text: str) -> None:
    with pytest.raises(NotRewritten):
        after(lambda data: data.update(aims="x"), text)


def test_a_key_between_braces_needs_no_colon() -> None:
    def add(data: dict[str, Any]) -> None:
        data["group"] = {"name": "", "b": "c", "d": "e"}

    assert "+group: {name, b: c, d: e}" in after(add, "group: {name, b: c}\n")


def test_what_cannot_be_written_is_refused() -> None:
    with pytest.raises(NotRewritten):
        rewritten(read("a: b\n", ""), {"a": "\x00"}, {})


@pytest.mark.parametrize(
    "text", ["no", "0161", "1_000", "12:30", "~", "a: b", "- a", "# a", " a", "a\nb", "'a", "null"]
)
def test_what_other_readers_would_take_for_something_else_is_quoted(text: str) -> None:
    assert spelt_scalar(text).startswith('"')
    assert read(f"key: {spelt_scalar(text)}", "").data == {"key": text}


@pytest.mark.parametrize(
    "text", ["2024-05-21", "6", "2023/24", "Key Cities", "https://example.org/a?b=c#d", "£1.5bn – net"]
)
def test_plain_words_stay_plain(text: str) -> None:
    assert spelt_scalar(text) == text
