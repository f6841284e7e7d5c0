"""Findings as JSON, in a shape that does not change with options."""

from json import dumps
from typing import Any

from reportgen.findings import Finding, Severity
from reportgen.reporters import Results


def report(results: Results, _: bool) -> str:  # noqa: FBT001 (JSON has no colours)
    """`{"findings": [...], "summary": {"files", "errors", "warnings"}}`; lines and columns count from 1."""
    findings = [as_json(finding) for group in results.by_file().values() for finding in group]
    summary = {
        "files": results.files,
        "errors": results.count(Severity.ERROR),
        "warnings": results.count(Severity.WARNING),
    }
    return dumps({"findings": findings, "summary": summary}, ensure_ascii=False, indent=2) + "\n"


def as_json(finding: Finding) -> dict[str, Any]:
    """A finding as other programs know it."""
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
