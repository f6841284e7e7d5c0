"""Findings for people: the place, the message, the line itself with the fault marked under it, and what to do."""

from collections.abc import Iterator

from reportgen.findings import Finding, Severity
from reportgen.reporters import Results, summary

_WIDTH = 92
"""How many characters of a long line are shown around a fault."""

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


def report(results: Results, colour: bool) -> str:  # noqa: FBT001 (as all reporters)
    """Findings grouped by file, and a last line that counts them."""
    blocks = []
    for findings in results.by_file().values():
        blocks += [block(finding, results, colour) for finding in findings]
    return "\n\n".join([*blocks, _painted(summary(results), "1", colour)]) + "\n"


def block(finding: Finding, results: Results, colour: bool = False) -> str:  # noqa: FBT001, FBT002 (as report)
    """One finding as it is shown to people."""
    return "\n".join(_lines(finding, results.line(finding.file, finding.span.line), colour))


def _lines(finding: Finding, row: str, colour: bool) -> Iterator[str]:  # noqa: FBT001
    span, paint = finding.span, _COLOURS[finding.severity]
    label = _painted(f"{finding.severity.value}[{finding.code.id}]", f"1;{paint}", colour)
    place = _painted(f"{finding.file}:{span.line}:{span.column}:", "1", colour)
    yield f"{place} {label} {finding.message}"
    margin = " " * len(str(span.line))
    if row.strip():
        excerpt, start, length = _excerpt(row, span.column - 1, _length(finding, row))
        yield f" {margin} |"
        yield f" {span.line} | {excerpt}"
        yield f" {margin} | {' ' * start}{_painted('^' * length, paint, colour)}"
    if finding.hint:
        yield f" {margin} = {_painted('hint:', '1', colour)} {finding.hint}"


def _length(finding: Finding, row: str) -> int:
    span = finding.span
    end = span.end_column - 1 if span.end_line == span.line else len(row)
    return max(end - (span.column - 1), 1)


def _excerpt(row: str, start: int, length: int) -> tuple[str, int, int]:
    """What is shown of a line, where the fault begins in it and how long it is."""
    row = row.replace("\t", " ")
    if len(row) <= _WIDTH:
        return row, start, length
    first = max(0, min(start - _WIDTH // 3, len(row) - _WIDTH))
    last = min(first + _WIDTH, len(row))
    before, after = "…" if first else "", "…" if last < len(row) else ""
    shown = min(length, last - start)
    return f"{before}{row[first:last]}{after}", start - first + len(before), max(shown, 1)


def _painted(text: str, code: str, colour: bool) -> str:  # noqa: FBT001
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text
