"""A dataset can be given away without what is private in it: all other lines are as they were."""

from pathlib import Path

import pytest

from reportgen.findings import Severity
from reportgen.pipeline import check_source, embedded_datasets
from reportgen.schema.privacy import (
    holds_private,
    is_private,
    may_hold_private,
    private_locations,
    redact_findings,
    text_without_private,
    without_private,
)
from reportgen.schema.shapes import paths_with_shapes
from reportgen.source import read
from tests.cases import TESTS
from tests.cli.running import MINIMAL

EVERYTHING = TESTS / "valid" / "everything.yaml"


def given_away(text: str, *private: str) -> str:
    return text_without_private(read(text, "report.yaml"), private)


@pytest.mark.parametrize(
    ("text", "path", "left"),
    [
        ("a: 1\nb: 2 # two\nc: 3\n", "b", "a: 1\nc: 3\n"),
        ("a: 1\nb: |\n  two\n\n  three\n\n# of c\nc: 3\n", "b", "a: 1\n\n# of c\nc: 3\n"),
        ("a: 1\r\nb: 'two\r\n  three'\r\nc: 3", "b", "a: 1\r\nc: 3"),
        ("a:\n  b: 2\nc: 3\n", "a.b", "a:\nc: 3\n"),
        ("a:\n  b:\n    c: 1\n    d:\n  # of e\n  e: 2\n", "a.b", "a:\n  # of e\n  e: 2\n"),
        ("a: {b: 2, c: 3}\n", "a.b", 'a: {b: "", c: 3}\n'),
        ("a: {\n  b: 2,\n  c: 3 # three\n}\n", "a.c", "a: {\n  b: 2,\n}\n"),
        ("a:\n- b: 2 # two\n  c: 3\n- c: 4\n", "a.b", 'a:\n- b: ""\n  c: 3\n- c: 4\n'),
        ("a:\n- b: 2\n  c: 3\n- c: 4\n", "a.c", 'a:\n- b: 2\n- c: ""\n'),
        ("a:\n- Sam Sample\n- name: Jo\n  role: Chair\n", "a.name", 'a:\n- ""\n- name: ""\n  role: Chair\n'),
        ("a: Sam Sample\nb: 1\n", "a.name", "b: 1\n"),
        ("a: [Sam, Jo]\nb: 1\n", "a.name", 'a: ["", ""]\nb: 1\n'),
        ("a: 1\nb:\n", "b", "a: 1\nb:\n"),
        ("a:\n  - b: |\n      one\n    c: 2\n", "a.b", 'a:\n  - b: ""\n    c: 2\n'),
        ("a: 1\nb: >-\n  words\n  more", "b", "a: 1\n"),
    ],
)
def test_what_is_private_leaves_no_line(text: str, path: str, left: str) -> None:
    assert given_away(text, path) == left


@pytest.mark.parametrize("path", [path for path, _ in paths_with_shapes() if path not in {"schema", "form"}])
@pytest.mark.parametrize("name", ["everything", "styles", "hostile-words"])
def test_whatever_is_private_goes(name: str, path: str) -> None:
    text = (TESTS / "valid" / f"{name}.yaml").read_text("utf-8")
    left = given_away(text, path)
    source, after = read(text, ""), read(left, "")
    assert source.data is not None
    assert after.data is not None
    assert not [finding for finding in after.findings if finding.severity is Severity.ERROR]
    assert without_private(after.data, (path,)).keys() <= source.data.keys()


def test_it_is_what_the_files_carry() -> None:
    text = EVERYTHING.read_bytes()
    held = embedded_datasets(check_source(read(text, "e.yaml"), EVERYTHING))
    assert list(held) == ["everything.yaml"]
    (content,) = held.values()
    lines = content.decode().splitlines()
    changed = [line for line in text.decode().splitlines() if line not in lines]
    assert [("honours" in line or "note" in line) for line in changed] == [True] * len(changed)
    assert "CBE" not in content.decode()
    assert len(lines) == len(text.decode().splitlines())


def test_what_is_not_private_is_carried_byte_for_byte() -> None:
    path = Path("2023 – 24.yaml")
    text = (TESTS / "valid" / "welsh.yaml").read_bytes().replace(b"\n", b"\r\n")
    assert embedded_datasets(check_source(read(text, str(path)), path)) == {path.name: text}


def test_a_path_is_private_with_all_that_stands_around_it() -> None:
    assert is_private("contact.telephone", ["contact.telephone"])
    assert is_private("contact.telephone", ["aims", "contact"])
    assert not is_private("contact", ["contact.telephone"])
    assert not is_private("contact.telephone", ["contact.tele"])
    assert holds_private("contact", ["contact.telephone"])
    assert holds_private("contact.telephone", ["contact.telephone"])
    assert not holds_private("contact.telephone", ["contact"])


def test_a_faulty_file_may_hold_private_values_where_it_names_the_key() -> None:
    assert may_hold_private("Private: [aims]\n".encode("utf-16"))
    assert not may_hold_private(b"aims: [\n")


@pytest.mark.parametrize(
    "key",
    [
        '"\\x70rivate"',
        '"p\\u0072iv\\x61te"',
        '"priva\\U00000074e"',
        '"\\x70\\x72\\x69\\x76\\x61\\x74\\x65"',
        '? "pri\\\n  vate"\n',
        "ｐｒｉｖａｔｅ",
        "pri\u00advate",
        "pri\u200bvate",
    ],
)
def test_the_key_is_seen_however_it_is_written(key: str) -> None:
    for encoding in ("utf-8", "utf-16"):
        assert may_hold_private(f"{key}: [contact.telephone]\naims: [\n".encode(encoding))
    assert not may_hold_private('aims: "\\x41 priv\\xe9 \\UFFFFFFFF café'.encode())


def test_a_location_inside_another_is_none_of_its_own() -> None:
    values = {
        "contact": {"lead_officer": "Sam", "email": "a@b.example"},
        "membership": {"members": ["Hull", ""]},
    }
    private = ("contact.email", "contact.lead_officer.name", "membership.members.name")
    assert private_locations(values, (*private, "aims")) == (
        ("contact", "email"),
        ("contact", "lead_officer"),
        ("membership", "members", 0),
    )
    assert private_locations(values, (*private, "contact")) == (("membership", "members", 0), ("contact",))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            MINIMAL + "colour: red\nprivate: [contact.lead_officer, colour]\n",
            {"unknown key, in a value that is private", "`colour` is not a path in a dataset"},
        ),
        (MINIMAL + "colour: red\n", {"`colour` is not a key that can stand at the left margin"}),
        (MINIMAL + "private: [aims\n", {"not valid YAML; `reportgen validate` says more"}),
    ],
)
def test_findings_that_travel_say_nothing_of_private_values(text: str, told: set[str]) -> None:
    checked = check_source(read(text, "x.yaml"), EVERYTHING.with_name("x.yaml"))
    findings = redact_findings(checked.findings, checked.source, checked.private)
    assert {finding.message for finding in findings} == told
