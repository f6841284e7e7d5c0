"""Findings as GitHub Actions' workflow commands, which it shows as annotations at the lines of a pull request.

The commands and their escapes: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

import os
from collections import Counter
from collections.abc import Iterator, Sequence

from reportgen.display import NOTHING, Displayed, concatenate, display, display_lines
from reportgen.findings import Finding, Severity, plural
from reportgen.reporters import Results, path_in_repository

_MAX_ANNOTATIONS = {Severity.ERROR: 10, Severity.WARNING: 10, Severity.INFO: 9}
"""GitHub shows ten annotations of a kind for each step; one notice is kept for what goes beyond.

Source: https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md#limitations
"""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def report(results: Results, _: bool) -> Displayed:  # noqa: FBT001 (annotations have no colours)
    """Renders the worst findings first, and one notice for those that GitHub would not show."""
    shown: list[Finding] = []
    hidden: list[Finding] = []
    in_order = sorted(results.findings, key=lambda finding: (finding.file, finding.span, finding.code.id))
    for severity in Severity:
        findings = [finding for finding in in_order if finding.severity is severity]
        shown += findings[: _MAX_ANNOTATIONS[severity]]
        hidden += findings[_MAX_ANNOTATIONS[severity] :]
    return display_lines((*map(_annotation, shown), *_notice_of_more(hidden), NOTHING))


def _annotation(finding: Finding) -> Displayed:
    span, code = finding.span, finding.code
    properties: dict[str, str | int] = {
        "file": _path(finding.file),
        "line": span.line,
        "endLine": span.end_line,
    }
    if span.line == span.end_line:  # GitHub knows columns within one line only
        properties |= {"col": span.column, "endColumn": span.end_column}
    properties["title"] = f"{code.id} {code.name}"
    hint = (f"hint: {finding.hint}",) if finding.hint else ()
    return _command(finding.severity, properties, finding.message, *hint)


def _path(file: str) -> str:
    """Returns a file's path from the folder in which the runner has checked the repository out."""
    return path_in_repository(file, os.environ.get("GITHUB_WORKSPACE", "")).as_posix()


def _notice_of_more(findings: Sequence[Finding]) -> Iterator[Displayed]:
    """Yields one notice that counts the findings which GitHub would not show, if there are any."""
    if not findings:
        return
    counts = Counter(f"{_path(finding.file)}: {finding.code.id}" for finding in findings)
    listed = ", ".join(f"{kind} ({count})" if count > 1 else kind for kind, count in counts.items())
    title = plural(len(findings), "more finding")
    message = f"GitHub shows no more of a kind; the log has them all: {listed}"
    yield _command(Severity.INFO, {"title": title}, message)


def _command(severity: Severity, properties: dict[str, str | int], *lines: str) -> Displayed:
    """Returns a command; GitHub shows its lines one below the other."""
    listed = ",".join(f"{name}={_escape_property(display(value))}" for name, value in properties.items())
    message = "%0A".join(_escape_message(display(line)) for line in lines)
    return concatenate(display(":"), display(f":{_COMMANDS[severity]} {listed}::{message}"))


def _escape_message(text: Displayed) -> str:
    return text.replace("%", "%25")


def _escape_property(text: Displayed) -> str:
    return _escape_message(text).replace(":", "%3A").replace(",", "%2C")
