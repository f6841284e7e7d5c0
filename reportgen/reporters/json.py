"""Findings as JSON, in a shape that does not change with options."""

from typing import Any

from reportgen.display import Displayed, display_json
from reportgen.findings import Finding, Severity
from reportgen.reporters import Results


def report(results: Results, _: bool) -> Displayed:  # noqa: FBT001 (JSON has no colours)
    """Renders `{"findings": [...], "summary": {"files", "errors", "warnings"}}`; lines and columns count from 1."""
    summary = {
        "files": results.file_count,
        "errors": results.count(Severity.ERROR),
        "warnings": results.count(Severity.WARNING),
    }
    findings = [finding_as_json(finding) for finding in results.in_order()]
    return display_json({"findings": findings, "summary": summary})


def finding_as_json(finding: Finding) -> dict[str, Any]:
    """Returns a finding as a JSON object."""
    return {
        "code": finding.code.id,
        "severity": finding.severity.value,
        "file": finding.file,
        "line": finding.span.line,
        "column": finding.span.column,
        "end_line": finding.span.end_line,
        "end_column": finding.span.end_column,
        "message": finding.message,
        "hint": finding.hint,
        "url": finding.code.url,
    }
