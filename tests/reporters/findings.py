"""Findings made by hand, and the text that reporters render of them."""

from collections.abc import Sequence

from reportgen.findings import Code, Finding, Fix, Problem, Severity, Span
from reportgen.reporters import Results, reporter

SPAN = Span(3, 5, 3, 9)
ERRORS = frozenset({Severity.ERROR})


def make_finding(
    message: str = "a fault",
    severity: Severity = Severity.ERROR,
    *,
    file: str = "report.yaml",
    span: Span = SPAN,
    number: str = "RG999",
    hint: str | None = None,
    fix: Fix | None = None,
) -> Finding:
    code = Code(number, "made by hand", severity, "About it.\n\nFaulty:\n\n    aims: none")
    return Finding(code, severity, file, span, Problem(("aims",), message, hint, fix=fix))


def rendered(
    form: str,
    findings: Sequence[Finding],
    names: Sequence[str] = ("report.yaml",),
    failing: frozenset[Severity] = ERRORS,
) -> str:
    return reporter(form)(Results(findings, len(names), lambda _, __: "", names, failing), False)
