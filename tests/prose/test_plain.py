"""Plain text is read without a Markdown parser, and comes out as that parser would have it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.document import Block
from reportgen.prose.passages import Prose
from reportgen.prose.plain import is_plain, read_plain
from reportgen.prose.read import read_markdown

_WORD = st.sampled_from(
    [
        "one",
        "Bath & NES",
        "3 of 4",
        "£4bn –",
        "ŵ",
        "a  b",
        "e.g.",
        "x:",
        "- y",
        "-",
        "4.",
        "=",
        " z",
        "a\u00a0b",
    ]
)
_LINE = st.lists(_WORD, min_size=1, max_size=3).map(" ".join)
_ENTRY = _LINE.map("- {}".format)
_CHUNK = st.one_of(
    st.lists(_LINE, min_size=1, max_size=3).map("\n".join),
    st.lists(_ENTRY, min_size=1, max_size=3).map("\n".join),
)
_EMPTY_LINES = st.sampled_from(["\n\n", "\n\n\n", "\n \n", "\n\t\n  "])
_REPORT_TEXT = st.lists(st.tuples(_CHUNK, _EMPTY_LINES), max_size=4).map(
    lambda chunks: "".join(chunk + empty_lines for chunk, empty_lines in chunks)
)
_ANY_TEXT = st.text(st.sampled_from("ab3 \n-.)=+:;!?&•–£ŵ*_"), max_size=40)
PLAIN_TEXT = st.one_of(_REPORT_TEXT, _ANY_TEXT).filter(is_plain)


def meaning(prose: Prose) -> tuple[tuple[Block, ...], list[tuple[object, ...]]]:
    """The blocks of a text, and its passages with the place in the text of each of their characters."""
    passages: list[tuple[object, ...]] = []
    for passage in prose.passages:
        places = [passage.part(index, index + 1) for index in range(len(passage.text))]
        passages.append((passage.text, passage.kind, passage.introduces, places))
    return prose.blocks, passages


@settings(max_examples=200, deadline=None)
@given(PLAIN_TEXT)
def test_plain_text_reads_as_the_markdown_parser_reads_it(source: str) -> None:
    plain, markdown = read_plain(source), read_markdown(source)
    assert meaning(plain) == meaning(markdown)
    assert plain.faults == markdown.faults == ()


@pytest.mark.parametrize(
    "source",
    ["Words.", "Words.\n\nMore: words.\n\n- one\n- two", "R&D in Bath & NES, 24/25 – £4bn (“quoted”)"],
)
def test_most_of_a_report_is_plain(source: str) -> None:
    assert is_plain(source)


@pytest.mark.parametrize(
    "source",
    [
        "*a*",
        "1. a",
        "a\n- b",
        "- a\n  b",
        "- - a",
        "a  \nb",
        "    a",
        "&amp;",
        "a\n---",
        "[a](b)",
        "# a",
        "> a",
    ],
)
def test_what_may_be_markup_is_not_plain(source: str) -> None:
    assert not is_plain(source)
