"""Datasets in the shape of reports that other groups published: nothing is found but what is true of them.

Structure, member lists and figures are as published; people and words are made up. Every finding is marked, remarks too.
"""

from pathlib import Path

import pytest

from reportgen.findings import Severity
from reportgen.pipeline import check
from tests.cases import Mark, cases, found, marks, named

CASES = [path for path in cases("real") if path.stem != "nuleaf"]
SLIP = next(path for path in cases("real") if path.stem == "nuleaf")


@pytest.mark.parametrize("path", CASES, ids=named)
def test_what_is_found_is_true_and_nothing_true_is_lost(path: Path) -> None:
    assert found(check(path).findings, path) == marks(path)


@pytest.mark.parametrize("path", CASES, ids=named)
def test_every_remark_is_marked(path: Path) -> None:
    remarks = {
        (finding.span.line, finding.code.id)
        for finding in check(path).findings
        if finding.severity is Severity.INFO
    }
    assert remarks <= {(mark.line, mark.code) for mark in marks(path)}


def test_a_slip_of_syntax_stands_on_its_line() -> None:
    slips = [finding for finding in check(SLIP).findings if finding.code.id == "RG003"]
    assert [Mark(finding.span.line, finding.code.id) for finding in slips] == marks(SLIP)


def test_names_that_nobody_mistakes_are_no_errors() -> None:
    path = next(path for path in CASES if path.stem == "ccn")
    assert not [finding for finding in check(path).findings if finding.code.id == "RG203"]
