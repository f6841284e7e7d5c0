"""JUnit XML: against the schema of Jenkins' xUnit plugin, and what servers take from it.

`junit-10.xsd` is that schema, under the MIT licence, as pytest's source distribution holds it.
"""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.cli.console import make_results
from reportgen.findings import Finding, Severity, Span
from reportgen.pipeline import check
from reportgen.reporters import UNREADABLE, reporter
from tests.cases import cases, named
from tests.reporters.findings import make_finding, rendered


@cache
def schema() -> Any:
    from lxml import etree

    return etree.XMLSchema(file=str(Path(__file__).with_name("junit-10.xsd")))


def suites(report: str) -> Any:
    """The document, which the schema allows."""
    from lxml import etree

    root = etree.fromstring(report.encode())
    schema().assertValid(root)
    return root


def counted(element: Any) -> tuple[str, ...]:
    return tuple(element.get(name) for name in ("tests", "failures", "errors"))


def test_a_file_without_findings_is_one_passed_test() -> None:
    root = suites(rendered("junit", [], ["a.yaml", "b.yaml"]))
    assert [suite.get("name") for suite in root] == ["a.yaml", "b.yaml"]
    assert counted(root) == ("2", "0", "0")
    assert counted(root[0]) == ("1", "0", "0")


def test_no_files_are_no_suites() -> None:
    assert counted(suites(rendered("junit", [], []))) == ("0", "0", "0")


@pytest.mark.parametrize("path", [*cases("faults"), *cases("rules")], ids=named)
def test_the_report_of_every_case_is_valid(path: Path) -> None:
    checked = check(path)
    root = suites(reporter("junit")(make_results(checked.findings, {str(path): checked.source.text}), False))
    assert root.get("tests") == str(max(len(checked.findings), 1))


def test_errors_fail_and_warnings_pass_with_words() -> None:
    [suite] = suites(rendered("junit", [make_finding(), make_finding("x", Severity.WARNING, hint="write y")]))
    assert counted(suite) == ("2", "1", "0")
    failed, passed = suite
    assert (failed[0].tag, failed[0].get("type"), failed[0].get("message")) == ("failure", "RG999", "a fault")
    assert passed[0].tag == "system-out"
    assert passed[0].text == "report.yaml:3:5: warning[RG999] x\n   = hint: write y"


def test_warnings_fail_where_the_command_fails_for_them() -> None:
    failing = frozenset({Severity.ERROR, Severity.WARNING})
    [suite] = suites(rendered("junit", [make_finding("x", Severity.WARNING)], failing=failing))
    assert counted(suite) == ("1", "1", "0")


def test_a_file_that_cannot_be_read_is_an_error() -> None:
    unread = Finding.of(UNREADABLE, "nowhere.yaml", Span(1, 1, 1, 1), "there is no such file")
    assert counted(suites(rendered("junit", [unread], []))) == ("1", "0", "1")


def test_names_hold_no_lines_and_are_never_the_same() -> None:
    [suite] = suites(
        rendered("junit", [make_finding(), make_finding(span=Span(9, 1, 9, 2)), make_finding("another")])
    )
    assert [test.get("name") for test in suite] == ["RG999 a fault", "RG999 another", "RG999 a fault (2)"]


@given(st.text(), st.text())
def test_any_text_is_well_formed(message: str, hint: str) -> None:
    suites(rendered("junit", [make_finding(message, hint=hint)]))


@pytest.mark.parametrize("name", ["a\0b", "caf\udce9.yaml", "a<b>&\"'.yaml", "￿"])
def test_any_name_of_a_file_is_well_formed(name: str) -> None:
    suites(rendered("junit", [make_finding(file=name)], [name]))
