"""Findings as GitHub Actions' workflow commands, which it shows as annotations at the lines of a pull request.

The commands and their escapes: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from reportgen.findings import Finding, Severity, plural
from reportgen.reporters import Results, below

_SHOWN = {Severity.ERROR: 10, Severity.WARNING: 10, Severity.INFO: 9}
"""GitHub shows ten annotations of a kind for each step; one notice is kept for what goes beyond.

Source: https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md#limitations
"""

_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def report(results: Results, _: bool) -> str:  # noqa: FBT001 (annotations have no colours)
    """The worst first, and one notice for those that GitHub would not show."""
    ordered = [finding for group in results.by_file().values() for finding in group]
    kinds = {
        severity: [finding for finding in ordered if finding.severity is severity] for severity in Severity
    }
    shown = [finding for severity, kind in kinds.items() for finding in kind[: _SHOWN[severity]]]
    rest = [finding for severity, kind in kinds.items() for finding in kind[_SHOWN[severity] :]]
    return "".join(f"{line}\n" for line in (*map(_annotation, shown), *_summarised(rest)))


def _annotation(finding: Finding) -> str:
    span, code = finding.span, finding.code
    place: dict[str, str | int] = {"file": below(finding.file).as_posix(), "line": span.line}
    place["endLine"] = span.end_line
    if span.line == span.end_line:  # GitHub knows columns within one line only
        place |= {"col": span.column, "endColumn": span.end_column}
    message = f"{finding.message}\nhint: {finding.hint}" if finding.hint else finding.message
    return _command(finding.severity, {**place, "title": f"{code.id} {code.name}"}, message)


def _summarised(rest: Sequence[Finding]) -> Iterator[str]:
    if not rest:
        return
    kinds = Counter(f"{below(finding.file).as_posix()}: {finding.code.id}" for finding in rest)
    listed = ", ".join(f"{name} ({count})" if count > 1 else name for name, count in kinds.items())
    title = plural(len(rest), "more finding")
    yield _command(
        Severity.INFO, {"title": title}, f"GitHub shows no more of a kind; the log has them all: {listed}"
    )


def _command(severity: Severity, properties: dict[str, str | int], message: str) -> str:
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{_COMMAND[severity]} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
