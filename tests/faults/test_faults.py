"""Faults of files, of values and of text: each case marks where they are, and everything else in it is in order."""

from pathlib import Path

import pytest

from reportgen.findings import Code, Severity
from reportgen.layout.codes import CODES as LAYOUT_CODES
from reportgen.pipeline import CODES as PIPELINE_CODES
from reportgen.pipeline import check
from reportgen.prose.codes import REFERENCE
from reportgen.rules import all_rules
from reportgen.schema.checks import CODES as SCHEMA_CODES
from reportgen.source.codes import CODES as SOURCE_CODES
from tests.cases import cases, found, marks, named

CASES = cases("faults")
OF_DATASETS = [
    code
    for code in (*SOURCE_CODES, *SCHEMA_CODES, *PIPELINE_CODES)
    if code.id < "RG2" and code is not REFERENCE
]  # the others are of layouts and of writers; whether there is a heading is seen in a layout: tests/test_references.py


@pytest.mark.parametrize("path", CASES, ids=named)
def test_a_case_is_found_faulty_where_it_says_so_and_nowhere_else(path: Path) -> None:
    assert found(check(path).findings, path) == marks(path)


@pytest.mark.parametrize("path", CASES, ids=named)
def test_a_case_named_after_a_code_has_that_fault(path: Path) -> None:
    code = path.stem.split("-")[0].upper()
    assert not code.startswith("RG") or code in {mark.code for mark in marks(path)}


@pytest.mark.parametrize("code", OF_DATASETS, ids=lambda code: str(code.id))
def test_a_code_has_a_case(code: Code) -> None:
    assert any(mark.code == code.id for path in CASES for mark in marks(path))


def test_the_broken_file_has_ten_faults() -> None:
    path = next(path for path in CASES if path.stem == "ten-faults")
    faults = [each for each in check(path).findings if each.severity is not Severity.INFO]
    assert len(faults) == len(marks(path)) == 10
    assert [mark.code for mark in marks(path) if not mark.words] == [
        "RG007"
    ]  # it cannot be seen in the mark either


def test_a_code_is_given_once() -> None:
    codes = [
        *(*SOURCE_CODES, *SCHEMA_CODES, *PIPELINE_CODES, *LAYOUT_CODES),
        *(rule.code for rule in all_rules()),
    ]
    assert len({code.id for code in codes}) == len(codes)
    assert len({code.name for code in codes}) == len(codes)


@pytest.mark.parametrize("path", CASES, ids=named)
def test_a_finding_is_said_in_whole_words(path: Path) -> None:
    for finding in check(path).findings:
        assert finding.message
        assert not finding.message.endswith((".", " "))
        assert "\n" not in finding.message
