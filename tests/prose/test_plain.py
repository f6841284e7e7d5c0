"""Plain text is read without a Markdown parser, and comes out as that parser would have it."""

from hypothesis import given
from hypothesis import strategies as st

from reportgen.prose import parse
from reportgen.prose.passages import Prose
from reportgen.prose.plain import is_plain
from reportgen.prose.read import read_markdown

_WORD = st.sampled_from(
    ["one", "Bath & NES", "3 of 4", "£4bn –", "ŵ", "a  b", "e.g.", "x:", "- y", "-", "4.", "=", " z"]
)
_LINE = st.lists(_WORD, min_size=1, max_size=3).map(" ".join)
_ENTRY = _LINE.map("- {}".format)
_CHUNK = st.one_of(
    st.lists(_LINE, min_size=1, max_size=3).map("\n".join),
    st.lists(_ENTRY, min_size=1, max_size=3).map("\n".join),
)
_TEXT = st.lists(_CHUNK, max_size=4).map("\n\n".join)


def places(prose: Prose) -> list[tuple[str, str, bool, list[tuple[int, int]]]]:
    return [
        (each.text, each.kind, each.introduces, [each.part(at, at + 1) for at in range(len(each.text))])
        for each in prose.passages
    ]


@given(_TEXT)
def test_plain_text_reads_as_the_markdown_parser_reads_it(source: str) -> None:
    if is_plain(source):
        assert parse(source).blocks == read_markdown(source).blocks
        assert not read_markdown(source).faults


@given(_TEXT)
def test_plain_text_has_the_same_passages_at_the_same_places(source: str) -> None:
    if is_plain(source):
        assert places(parse(source)) == places(read_markdown(source))


def test_most_of_a_report_is_plain() -> None:
    for source in (
        "Words.",
        "Words.\n\nMore: words.\n\n- one\n- two",
        "R&D in Bath & NES, 24/25 – £4bn (“quoted”)",
    ):
        assert is_plain(source)
    for source in (
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
    ):
        assert not is_plain(source)
