"""Workflow commands: read back as GitHub's runner reads them."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.cli.console import make_results
from reportgen.display import display
from reportgen.findings import Severity, Span
from reportgen.pipeline import check
from reportgen.reporters import reporter
from tests.cases import cases, named
from tests.reporters.findings import make_finding, rendered

_COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")
_ESCAPES = (("%2C", ","), ("%3A", ":"), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%"))


@dataclass(frozen=True, slots=True)
class Annotation:
    kind: str
    properties: dict[str, str]
    message: str


def unescaped(text: str) -> str:
    for escape, character in _ESCAPES:
        text = text.replace(escape, character)
    return text


def annotations(report: str) -> list[Annotation]:
    return [annotation(line) for line in report.removesuffix("\n").split("\n")] if report else []


def annotation(line: str) -> Annotation:
    match = _COMMAND.fullmatch(line)
    assert match, line
    pairs = [pair.partition("=") for pair in match[2].split(",")]
    return Annotation(match[1], {name: unescaped(value) for name, _, value in pairs}, unescaped(match[3]))


def test_nothing_is_written_where_nothing_is_wrong() -> None:
    assert rendered("github", []) == ""


def test_a_finding_is_marked_at_its_place() -> None:
    [command] = annotations(rendered("github", [make_finding("50%, or\nso: 2", hint="write, again: 3")]))
    assert command.kind == "error"
    assert command.properties == {
        "file": "report.yaml",
        "line": "3",
        "endLine": "3",
        "col": "5",
        "endColumn": "9",
        "title": "RG999 made by hand",
    }
    assert command.message == "50%, or so: 2\nhint: write, again: 3"


def test_columns_are_left_out_where_a_finding_takes_more_than_a_line() -> None:
    [command] = annotations(rendered("github", [make_finding(span=Span(3, 5, 4, 2))]))
    assert command.properties["endLine"] == "4"
    assert not {"col", "endColumn"} & set(command.properties)


@pytest.mark.parametrize("name", ["a,b.yaml", "a:b.yaml", "100%.yaml", "Ŵ.yaml"])
def test_names_of_files_are_escaped(name: str) -> None:
    [command] = annotations(rendered("github", [make_finding(file=name)]))
    assert command.properties["file"] == name


def test_a_line_break_in_a_name_is_a_space() -> None:
    [command] = annotations(rendered("github", [make_finding(file="a\n::error::b.yaml")]))
    assert command.properties["file"] == "a ::error::b.yaml"


def test_files_are_named_from_the_top_of_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    monkeypatch.chdir(tmp_path)
    finding = make_finding(file=str(tmp_path / "data" / "a.yaml"))

    def shown() -> str:
        [command] = annotations(rendered("github", [finding]))
        return command.properties["file"]

    assert shown() == "data/a.yaml"
    (tmp_path / "data" / "inner").mkdir(parents=True)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    monkeypatch.chdir(tmp_path / "data" / "inner")
    assert shown() == "data/a.yaml"
    finding = make_finding(file="../a.yaml")
    assert shown() == "data/a.yaml"
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "data"))
    assert shown() == "a.yaml"


def test_the_worst_come_first_and_one_notice_has_the_rest() -> None:
    findings = [make_finding(f"info {number}", Severity.INFO) for number in range(10)]
    findings += [make_finding(f"warning {number}", Severity.WARNING, number="RG602") for number in range(12)]
    findings += [make_finding(f"error {number}", file="a.yaml") for number in range(10)]
    shown = annotations(rendered("github", findings))
    assert [command.kind for command in shown] == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert shown[-1].properties == {"title": "3 more findings"}
    assert shown[-1].message.endswith(": report.yaml: RG602 (2), report.yaml: RG999")


def test_ten_of_each_kind_need_no_more_than_that() -> None:
    findings = [make_finding(f"fault {number}", kind) for kind in list(Severity)[:2] for number in range(10)]
    assert len(annotations(rendered("github", findings))) == 20


@pytest.mark.parametrize("path", cases("faults"), ids=named)
def test_annotations_point_at_what_was_found(path: Path) -> None:
    checked = check(path)
    report = reporter("github")(make_results(checked.findings, {str(path): checked.source.text}), False)
    shown = [command.properties for command in annotations(report) if "line" in command.properties]
    positions = sorted(
        (int(properties["line"]), int(properties.get("col", 0)), properties["title"][:5])
        for properties in shown
    )
    spans = [(finding.span, finding.code.id) for finding in checked.findings]
    expected = sorted(
        (span.line, span.column if span.line == span.end_line else 0, code) for span, code in spans
    )
    assert set(positions) <= set(expected)
    assert len(positions) == len(expected) or len(expected) > len(positions) >= 9


@given(message=st.text(), file=st.text(st.characters(exclude_characters="\0/\\."), min_size=1))
def test_any_text_is_one_command_and_reads_back(message: str, file: str) -> None:
    [command] = annotations(rendered("github", [make_finding(message, file=file)]))
    assert (command.message, command.properties["file"]) == (display(message), display(file))
