"""Findings for people: where, the message, the line of the file with the fault marked under it, and what to do."""

from collections.abc import Iterator
from unicodedata import combining, east_asian_width

from reportgen.findings import Finding, Severity, plural
from reportgen.reporters import Results

_MAX_EXCERPT = 92
"""How many characters of a long line are shown around a fault."""

_BOLD = "1"
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
"""Codes of ANSI escape sequences (ECMA-48, SGR)."""


def report(results: Results, colour: bool) -> str:  # noqa: FBT001 (as all reporters)
    """Renders every finding, grouped by file, and a last line that counts them."""
    blocks = [render_finding(finding, results, colour) for finding in results.in_order()]
    return "\n\n".join([*blocks, _painted(_summary_line(results), _BOLD, colour)]) + "\n"


def render_finding(finding: Finding, results: Results, colour: bool = False) -> str:  # noqa: FBT001, FBT002 (as report)
    """Renders one finding as people see it."""
    source_line = results.source_line(finding.file, finding.span.line)
    return "\n".join(_finding_lines(finding, source_line, colour))


def _finding_lines(finding: Finding, source_line: str, colour: bool) -> Iterator[str]:  # noqa: FBT001
    span, severity_colour = finding.span, _COLOURS[finding.severity]
    label = _painted(f"{finding.severity.value}[{finding.code.id}]", f"{_BOLD};{severity_colour}", colour)
    location = _painted(f"{finding.file}:{span.line}:{span.column}:", _BOLD, colour)
    yield f"{location} {label} {finding.message}"
    margin = " " * len(str(span.line))
    if source_line.strip():
        excerpt, start, length = _excerpt(source_line, span.column - 1, _marked_length(finding, source_line))
        yield f" {margin} |"
        yield f" {span.line} | {excerpt}"
        caret = "^" * max(_width(excerpt[start : start + length]), 1)
        yield f" {margin} | {' ' * _width(excerpt[:start])}{_painted(caret, severity_colour, colour)}"
    if finding.hint:
        yield f" {margin} = {_painted('hint:', _BOLD, colour)} {finding.hint}"


def _marked_length(finding: Finding, source_line: str) -> int:
    """Returns how many characters of its first line a finding marks."""
    span = finding.span
    end = span.end_column - 1 if span.end_line == span.line else len(source_line)
    return max(end - (span.column - 1), 1)


def _excerpt(source_line: str, start: int, length: int) -> tuple[str, int, int]:
    """Cuts a line to what is shown of it; returns that, where the fault begins in it and how long the fault is."""
    source_line = source_line.replace("\t", " ")
    if len(source_line) <= _MAX_EXCERPT:
        return source_line, start, length
    first = max(0, min(start - _MAX_EXCERPT // 3, len(source_line) - _MAX_EXCERPT))
    last = min(first + _MAX_EXCERPT, len(source_line))
    before, after = "…" if first else "", "…" if last < len(source_line) else ""
    visible_length = max(min(length, last - start), 1)
    return f"{before}{source_line[first:last]}{after}", start - first + len(before), visible_length


def _width(text: str) -> int:
    """Returns how many columns of a terminal a text takes: marks above a letter take none, wide letters two."""
    if text.isascii():
        return len(text)
    return sum(
        0 if combining(character) else 2 if east_asian_width(character) in "WF" else 1 for character in text
    )


def _summary_line(results: Results) -> str:
    """Returns `3 errors, 2 warnings in 1 file`."""
    counts = [(results.count(severity), severity.value) for severity in Severity]
    parts = [plural(count, severity) for count, severity in counts if count]
    summary = f"{', '.join(parts) or 'no errors'} in {plural(results.file_count, 'file')}"
    return f"{summary}; {results.remark}" if results.remark else summary


def _painted(text: str, code: str, colour: bool) -> str:  # noqa: FBT001
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text
