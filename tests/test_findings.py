"""Findings travel between processes and come back as they were."""

import pickle

from reportgen.findings import Finding, Fix, Problem, Severity, Span
from reportgen.pipeline import check
from reportgen.pipeline.codes import DUPLICATE_REPORT
from tests.cases import cases
from tests.cli.running import SEED


def test_a_finding_travels_whole() -> None:
    findings = [finding for path in (SEED, *cases("faults")[:12]) for finding in check(path).findings]
    fixable = Problem(("a", 0), "m", "h", (1, 2), Fix("x", safe=False))
    findings.append(Finding(DUPLICATE_REPORT, Severity.INFO, "f", Span(1, 2, 3, 4), fixable))
    assert pickle.loads(pickle.dumps(findings)) == findings
