"""SARIF: against its schema, and what viewers take from it.

`sarif-schema-2.1.0.json` is the schema that Microsoft's npm package @microsoft/jest-sarif holds under the MIT licence.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from reportgen.cli.console import make_results
from reportgen.display import display
from reportgen.findings import Finding, Fix, Severity, Span
from reportgen.pipeline import check
from reportgen.reporters import UNREADABLE, Results, reporter
from tests.cases import cases, named
from tests.reporters.findings import make_finding, rendered


@cache
def validator() -> Any:
    schema = Path(__file__).with_name("sarif-schema-2.1.0.json")
    return Draft4Validator(json.loads(schema.read_text(encoding="utf-8")))


def run_of(report: str) -> Any:
    """The one run of a log that the schema allows."""
    log = json.loads(report)
    assert [error.message for error in validator().iter_errors(log)] == []
    [run] = log["runs"]
    return run


def results_of(*findings: Finding) -> Any:
    return run_of(rendered("sarif", findings))["results"]


def test_a_log_without_findings_is_valid() -> None:
    run = run_of(rendered("sarif", []))
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])
    assert run["invocations"] == [{"executionSuccessful": True}]
    assert run["columnKind"] == "unicodeCodePoints"


@pytest.mark.parametrize("path", [*cases("faults"), *cases("rules")], ids=named)
def test_the_log_of_every_case_is_valid(path: Path) -> None:
    checked = check(path)
    run_of(reporter("sarif")(make_results(checked.findings, {str(path): checked.source.text}), False))


def test_a_result_has_its_rule_weight_and_region() -> None:
    findings = [
        make_finding(number="RG998"),
        make_finding("x", Severity.WARNING),
        make_finding("y", Severity.INFO, number="RG1"),
    ]
    run = run_of(rendered("sarif", findings))
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["RG1", "RG998", "RG999"]
    assert rules[0]["defaultConfiguration"] == {"level": "note"}
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9}


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("data/a b.yaml", "data/a%20b.yaml"),
        ("./data/Ŵ.yaml", "data/%C5%B4.yaml"),
        ("a:b%#?.yaml", "a%3Ab%25%23%3F.yaml"),
        ("<stdin>", "%3Cstdin%3E"),
        ("/elsewhere/a b.yaml", "file:///elsewhere/a%20b.yaml"),
        ("caf\udce9.yaml", "caf%E9.yaml"),
    ],
)
def test_files_are_uris(file: str, uri: str) -> None:
    [result] = results_of(make_finding(file=file))
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri}


def test_files_are_named_from_the_root_of_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "repository" / "data").mkdir(parents=True)
    (tmp_path / "repository" / ".git").touch()  # as in a work tree
    (tmp_path / "link").symlink_to("repository/data")
    spellings = {
        "repository/data": ["a.yaml", "./a.yaml", "../data/a.yaml"],
        "repository": ["data/a.yaml", str(tmp_path / "repository" / "data" / "a.yaml")],
        ".": ["repository/data/a.yaml", "link/a.yaml"],
    }
    for folder, files in spellings.items():
        monkeypatch.chdir(tmp_path / folder)
        for file in files:
            [result] = results_of(make_finding(file=file))
            location = result["locations"][0]["physicalLocation"]["artifactLocation"]
            assert location == {"uri": "data/a.yaml"}, (folder, file)


def test_a_fingerprint_stays_when_the_line_moves() -> None:
    prints = [result["partialFingerprints"] for result in results_of(make_finding(), make_finding("another"))]
    [moved] = results_of(make_finding(span=Span(30, 1, 30, 2)))
    assert moved["partialFingerprints"] == prints[0] != prints[1]


def test_two_findings_that_say_the_same_have_fingerprints_of_their_own() -> None:
    first, second = results_of(make_finding(), make_finding(span=Span(9, 1, 9, 2)))
    assert first["partialFingerprints"] != second["partialFingerprints"]


@pytest.mark.parametrize("safe", [True, False])
def test_a_fix_is_the_edits_that_are_made(safe: bool) -> None:
    finding = make_finding(fix=Fix("it's", safe=safe))
    replaced = Results([finding], 1, lambda _, __: "", replacements=lambda _: [(Span(3, 5, 4, 2), "'it''s'")])
    [result] = run_of(reporter("sarif")(replaced, False))["results"]
    [fix] = result["fixes"]
    [replacement] = fix["artifactChanges"][0]["replacements"]
    region = {"startLine": 3, "startColumn": 5, "endLine": 4, "endColumn": 2}
    assert replacement == {"deletedRegion": region, "insertedContent": {"text": "'it''s'"}}
    assert (fix["description"], fix["properties"]) == ({"text": "write `it's`"}, {"safe": safe})


@pytest.mark.parametrize("text", ["", "a: b", "it's", "#5", "a\nb", " a", "words"])
def test_a_fix_that_is_not_made_is_not_offered(text: str) -> None:
    assert "fixes" not in results_of(make_finding(fix=Fix(text)))[0]


def test_a_run_that_could_not_read_a_file_was_not_successful() -> None:
    unread = Finding.of(UNREADABLE, "nowhere.yaml", Span(1, 1, 1, 1), "there is no such file")
    assert run_of(rendered("sarif", [unread]))["invocations"] == [{"executionSuccessful": False}]


@given(st.text(), st.text(min_size=1))
def test_any_text_is_valid(message: str, hint: str) -> None:
    [result] = results_of(make_finding(message, hint=hint))
    assert result["message"]["text"] == f"{display(message)}\n{display(hint)}"
