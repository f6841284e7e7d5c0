"""Reading files: whatever is in them, there is an answer and never an exception; what could exhaust the machine is refused."""

import codecs
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reportgen.pipeline import check_source
from reportgen.source import Unreadable, load, read
from reportgen.source.codes import ENCODING, MAX_BYTES, MAX_CHARACTER_FINDINGS, MAX_DEPTH, MAX_EVENTS
from tests.cases import TESTS

SEED = (TESTS.parent / "data" / "key-cities" / "2023-24.yaml").read_bytes()
EVERYTHING = (TESTS / "valid" / "everything.yaml").read_bytes()


def codes(content: bytes | str) -> list[str]:
    return [finding.code.id for finding in read(content, "x.yaml").findings]


BOMBS = {
    "laughs": "a: &a [x]\n"
    + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
    "a list that contains itself": "a: &a [*a]",
    "brackets": "a: " + "[" * 20_000,
    "braces": "a: " + "{a: " * 20_000,
    "dashes": "- " * 20_000,
    "indentation": "\n".join(f"{' ' * n}a:" for n in range(500)),
    "depth": "a: " + "[" * 40 + "]" * 40,
    "many values": "a: [" + "x," * 120_000 + "]",
    "many keys": "".join(f"k{n}: v\n" for n in range(60_000)),
    "many documents": "--- a\n" * 60_000,
    "a long file": "a: " + "x" * MAX_BYTES,
    "many characters that cannot be printed": "a: " + "\x07" * 50_000,
    "a long key": "k" * 2000 + ": v",
    "many questions": "? " * 20_000,
    "many anchors": "".join(f"k{n}: &a{n} v\n" for n in range(5_000)),
    "many quotes": "a: " + "'" * 200_001,
    "a big number": "a: " + "9" * 10_000,
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_answered(bomb: str) -> None:
    source = read(BOMBS[bomb].encode(), "x.yaml")
    check_source(source, Path("x.yaml"))


@pytest.mark.parametrize(
    ("bomb", "code"),
    [
        ("laughs", "RG005"),
        ("a list that contains itself", "RG005"),
        ("brackets", "RG006"),
        ("braces", "RG006"),
        ("dashes", "RG006"),
        ("indentation", "RG006"),
        ("depth", "RG006"),
        ("many values", "RG006"),
        ("many keys", "RG006"),
        ("a long file", "RG006"),
    ],
)
def test_what_could_exhaust_the_machine_is_refused(bomb: str, code: str) -> None:
    reported = codes(BOMBS[bomb].encode())
    assert code in reported
    assert code == "RG005" or len(reported) == 1


def test_limits_are_where_they_are_said_to_be() -> None:
    assert codes("a: " + "[" * (MAX_DEPTH - 2) + "x" + "]" * (MAX_DEPTH - 2)) == []
    assert codes("a: " + "[" * (MAX_DEPTH + 1) + "x" + "]" * (MAX_DEPTH + 1)) == ["RG006"]
    assert codes("a: [" + "x," * (MAX_EVENTS - 100) + "]") == []
    assert codes("a: [" + "x," * MAX_EVENTS + "]") == ["RG006"]
    assert codes(b"a: " + b"x" * (MAX_BYTES - 3)) == []
    assert codes(b"a: " + b"x" * (MAX_BYTES - 2)) == ["RG006"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252"])
def test_other_encodings_are_named(encoding: str) -> None:
    content = "group: {name: Grwp £}\n".encode(encoding)
    (finding,) = read(content, "x.yaml").findings
    assert finding.code.id in ("RG001", "RG007")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and encoding == "utf-16":
        assert finding.message == "the file is saved as UTF-16, not UTF-8"


def test_a_letter_of_another_encoding_is_found_at_its_place() -> None:
    (finding,) = read("a: ŵ\nb: caf".encode() + b"\xe9\n", "x.yaml").findings
    assert (finding.span.line, finding.span.column) == (2, 7)
    assert "0xe9" in finding.message


def test_a_file_full_of_what_cannot_be_printed_is_answered_in_few_words() -> None:
    findings = read(b"schema: 1\naims: " + b"\x01" * 200_000, "report.yaml").findings
    assert len(findings) == MAX_CHARACTER_FINDINGS
    assert "199,980 more" in findings[-1].message
    (finding,) = read("schema: 1".encode("utf-16-le") * 10, "report.yaml").findings
    assert finding.code is ENCODING


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"PK\x03\x04rest", "a Word file"), (b"%PDF-1.7", "a PDF"), (b"\x89PNG\r\n", "a picture")],
)
def test_a_file_of_another_kind_is_named(content: bytes, kind: str) -> None:
    (finding,) = read(content, "report.yaml").findings
    assert finding.code is ENCODING
    assert kind in finding.message


def test_a_byte_order_mark_at_the_start_is_notepads_and_no_fault() -> None:
    source = read(codecs.BOM_UTF8 + b"a: 1\n", "x.yaml")
    assert (source.data, source.findings) == ({"a": "1"}, ())
    assert codes("a: 1\nb: \ufeff2\n".encode()) == ["RG007"]


def test_several_faults_of_syntax_are_found_in_one_run() -> None:
    text = 'a: b: c\nd: fine\ne: "open\nf: [1, 2\ng: @x\n'
    places = [(finding.code.id, finding.span.line) for finding in read(text, "x.yaml").findings]
    assert places == [("RG003", 1), ("RG003", 3), ("RG003", 4), ("RG003", 5)]


def test_faults_of_characters_and_of_syntax_are_found_together() -> None:
    findings = read("a: \x07\nb: c: d\n", "x.yaml").findings
    assert [(finding.code.id, finding.span.line) for finding in findings] == [("RG007", 1), ("RG003", 2)]


@pytest.mark.parametrize("name", ["nowhere.yaml", ".", "a/b"])
def test_what_cannot_be_read_is_said_in_one_line(name: str, tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as raised:
        load(tmp_path / name)
    assert str(raised.value).startswith(str(tmp_path / name))
    assert "\n" not in str(raised.value)


def answered(content: bytes) -> None:
    """A file is read and checked, each finding has a place in the file, and all can be shown."""
    checked = check_source(read(content, "x.yaml"), Path("x.yaml"))
    lines = checked.source.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for finding in checked.findings:
        span = finding.span
        assert 1 <= span.line <= span.end_line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 2
        assert (span.line, span.column) <= (span.end_line, span.end_column)
        assert finding.message


FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FUZZ
@given(st.binary(max_size=200))
@example(b"\xff")
@example(b"a: |\n\tb")
@example(b"%YAML 1.2\n---\na: b")
@example(b"a: !<tag:x> b")
@example(b"? [a]\n: b")
@example(b"{a, b}: c")
@example(b"\x00")
@example("a: \u2028b\u0085c".encode())
def test_any_bytes_are_answered(content: bytes) -> None:
    answered(content)


@FUZZ
@given(st.text("ab:-?[]{},#&*!|>'\"%@`\\ \n\t012~\r", max_size=60))
def test_any_punctuation_is_answered(text: str) -> None:
    answered(text.encode())


SPLICES = [
    *(
        "",
        "\n",
        " ",
        "\t",
        ":",
        ": ",
        "- ",
        "  ",
        "[",
        "]",
        "{",
        "}",
        "'",
        '"',
        "|",
        ">",
        "#",
        "&a ",
        "*a",
        "!!str ",
        "---\n",
    ),
    *(
        "**",
        "![x](y)",
        "<b>",
        "`",
        "```\n",
        "\\",
        "> ",
        "# ",
        "[a](b)",
        "no",
        "null",
        "0",
        "é",
        "\U0001f3d4",
        "\x07",
        "\u202e",
    ),
]


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([SEED, EVERYTHING]),
    st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 30), st.sampled_from(SPLICES)), min_size=1, max_size=4
    ),
)
def test_a_damaged_dataset_is_answered(whole: bytes, damages: list[tuple[float, int, str]]) -> None:
    text = whole.decode()
    for fraction, length, splice in damages:
        offset = int(fraction * len(text))
        text = text[:offset] + splice + text[offset + length :]
    answered(text.encode())


_SCALARS = st.sampled_from(
    ["x", "no", "1", "2024", "2023/24", "2024-02-30", "https://a.b", "", "a\nb", "- a", "that that", "x:"]
)
_KEYS = st.sampled_from(
    [
        "schema",
        "form",
        "group",
        "name",
        "period",
        "start",
        "end",
        "members",
        "membership",
        "title",
        "text",
        "sections",
        "activities",
        "projects",
        "figures",
        "file",
        "id",
        "rows",
        "columns",
        "table",
        "private",
        "government",
        "themes",
        "entries",
        "date",
        "zzz",
    ]
)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=5),
    max_leaves=25,
)


@FUZZ
@given(st.dictionaries(_KEYS, _VALUES, max_size=8))
def test_any_values_under_the_keys_are_answered(data: dict[str, object]) -> None:
    import json

    answered(json.dumps({"schema": "1", **data}).encode())


def test_what_is_shown_of_a_file_cannot_command_the_terminal() -> None:
    for content in (b"a: \x1b[31m\nb: c: d\n", b"a: \x1b[31m\xff\n", b"a: \x1b[31m\n"):
        assert read(content, "x.yaml").text.startswith("a:  [31m")
