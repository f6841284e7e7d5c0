"""Where values are in a file, in every style of writing a scalar, down to its characters."""

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportgen.findings import Span
from reportgen.source import Source, read


def pointed(source: Source, start: int, end: int) -> str:
    """The text of the span that the characters from start to end of the value of `a: b` are said to have."""
    return cut(source, source.span(("a", "b"), (start, end)))


def cut(source: Source, span: Span) -> str:
    """The text of a span."""
    lines = source.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if span.line == span.end_line:
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]
    first, *middle = lines[span.line - 1 : span.end_line - 1]
    return "\n".join([first[span.column - 1 :], *middle, lines[span.end_line - 1][: span.end_column - 1]])


def value(source: Source) -> str:
    assert source.findings == ()
    assert source.data is not None
    inner = source.data["a"]
    assert isinstance(inner, dict)
    text = inner["b"]
    assert isinstance(text, str)
    return text


STYLES = {
    "plain": "a:\n  b: one two three four\n",
    "plain on several lines": "a:\n  b: one two\n    three\n    four\n",
    "single": "a:\n  b: 'one two three four'\n",
    "single on several lines": "a: {b: 'one\n  two three\n\n  four'}\n",
    "double": 'a:\n  b: "one two three four"\n',
    "double with escapes": 'a:\n  b: "\\x6fne two\\u0020three\\tfour"\n',
    "double with continuation": 'a:\n  b: "one two \\\n     three\\\n    \\ four"\n',
    "literal": "a:\n  b: |\n    one two\n    three\n    four\n",
    "literal kept": "a:\n  b: |+\n    one two\n\n    three\n    four\n\n",
    "literal stripped": "a:\n  b: |-  # a comment\n    one two\n      three\n    four",
    "literal by an indicator": "a:\n  b: |1\n     one two\n   three\n   four\n",
    "folded": "a:\n  b: >\n    one\n    two three\n\n    four\n",
    "folded by an indicator": "a:\n  b: >2-\n      one two\n\n      three\n    four\n",
    "folded with deeper lines": "a:\n  b: >\n    one two\n      three\n    four\n",
    "flow": "a: {c: [x], b: one two three four}\n",
    "behind wide letters": "a: {\U0001f3d4ŵ: 😀, b: one two three four}\n",
    "a byte order mark": "\ufeffa:\n  b: one two three four\n",
    "tabs": "a:\n  b: |\n    one\ttwo\n    \tthree\tfour\n",
    "old line ends": "a:\r  b: |\r    one two\r    three four\r",
}


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize("style", STYLES)
def test_a_word_is_found_where_it_stands(style: str, ends: str) -> None:
    text = STYLES[style].replace("\n", ends)
    source = read(text.encode(), "x.yaml")
    whole = value(source)
    for word in ("one", "two", "three", "four"):
        start = whole.index(word)
        assert pointed(source, start, start + len(word)) in (word, "\\x6fne")
    first, last = pointed(source, 0, len(whole)).strip(), whole.split()[-1]
    assert first.startswith(("one", "\\x6fne"))
    assert first.endswith(last)


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ('a: {b: "Caf\\u00e9 x"}', (3, 4), "\\u00e9"),
        ("a: {b: 'it''s'}", (2, 3), "''"),
        ("a: {b: 'it''s'}", (3, 4), "s"),
        ('a: {b: "a\\\\b"}', (1, 2), "\\\\"),
        ('a: {b: "a\\"b"}', (2, 3), "b"),
        ('a: {b: "\\U0001F3D4 x"}', (0, 1), "\\U0001F3D4"),
        ("a: {b: 🏔x🏔y}", (3, 4), "y"),
        ("a: {b: }", (0, 1), "b"),
        ("a: {b: x}", (0, 99), "x"),
        ("a: {b: x}", (99, 100), "x"),
    ],
)
def test_a_character_is_found_however_it_is_spelt(text: str, part: tuple[int, int], expected: str) -> None:
    assert pointed(read(text, "x.yaml"), *part) == expected


WORDS = st.text("ab ŵ🏔'\"\\#:-\n", min_size=1, max_size=40).filter(str.strip)
"""Not blank: what is blank is shown at its key."""


def literal(text: str) -> str:
    return "a:\n  b: |2+\n" + "".join(f"    {line}\n" if line else "\n" for line in text.split("\n"))


@given(WORDS)
def test_each_character_of_a_literal_block_is_found(text: str) -> None:
    source = read(literal(text), "x.yaml")
    whole = value(source)
    assert whole.rstrip("\n") == text.rstrip("\n")
    for position, character in enumerate(whole):
        if character != "\n":
            assert pointed(source, position, position + 1) == character


@given(WORDS.map(lambda text: " ".join(text.split())).filter(bool), st.integers(0, 3))
def test_each_character_of_a_folded_block_is_found(text: str, width: int) -> None:
    words = text.split(" ")
    rows = [" ".join(words[n : n + width + 1]) for n in range(0, len(words), width + 1)]
    source = read("a:\n  b: >\n" + "".join(f"    {row}\n" for row in rows), "x.yaml")
    whole = value(source)
    assert whole == f"{text}\n"
    for position, character in enumerate(text):
        if character != " ":
            assert pointed(source, position, position + 1) == character


@given(WORDS)
def test_each_character_of_a_double_quoted_text_is_found(text: str) -> None:
    source = read(f"a: {{b: {json.dumps(text, ensure_ascii=False)}}}", "x.yaml")
    assert value(source) == text
    for position, character in enumerate(text):
        assert pointed(source, position, position + 1) == json.dumps(character, ensure_ascii=False)[1:-1]


@given(WORDS.filter(lambda text: "\n" not in text))
def test_each_character_of_a_single_quoted_text_is_found(text: str) -> None:
    source = read("a: {b: '" + text.replace("'", "''") + "'}", "x.yaml")
    assert value(source) == text
    for position, character in enumerate(text):
        assert pointed(source, position, position + 1) == character.replace("'", "''")


@given(st.text("ab ŵ🏔'\\", min_size=1, max_size=30).map(str.strip))
def test_each_character_of_a_plain_text_is_found(text: str) -> None:
    assume(text and text[0] not in "'\\")
    source = read(f"a:\n  b:   {text}   # b\n", "x.yaml")
    assert value(source) == text
    for position, character in enumerate(text):
        assert pointed(source, position, position + 1) == character


def test_keys_lists_and_what_is_missing_have_places() -> None:
    source = read("a:\n  b: x\n  c:\n    - d\n    - {e: f}\n", "x.yaml")
    assert cut(source, source.span(("a", "b"), "key")) == "b"
    assert cut(source, source.span(("a", "c"))) == "c"
    assert cut(source, source.span(("a", "c", 0), "key")) == "d"
    assert cut(source, source.span(("a", "c", 1))) == "{e: f}"
    assert cut(source, source.span(("a", "c", 1, "g"))) == "{e: f}"
    assert cut(source, source.span(("a", "c", 7, "g"))) == "c"
    assert cut(source, source.span(("nothing", "here"))) == "a:"
