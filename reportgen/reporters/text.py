"""Findings for people: where, the message, the line of the file with the fault marked under it, and what to do."""

from collections.abc import Iterator
from unicodedata import combining, east_asian_width

from reportgen.display import NOTHING, Displayed, concatenate, display, display_lines, paint
from reportgen.findings import Finding, Severity, count_by_severity, plural
from reportgen.reporters import Results

_MAX_EXCERPT = 92
"""How many characters of a long line are shown around a fault."""

_BOLD = "1"
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
"""Codes of ANSI escape sequences (ECMA-48, SGR)."""


def report(results: Results, colour: bool) -> Displayed:  # noqa: FBT001 (as all reporters)
    """Renders every finding, grouped by file, and a last line that counts them."""
    lines: list[Displayed] = []
    for finding in results.in_order():
        lines += [*_lines(finding, results, colour=colour), NOTHING]
    return display_lines([*lines, paint(_summary_line(results), _BOLD, colour=colour), NOTHING])


def render_finding(finding: Finding, results: Results) -> Displayed:
    """Renders one finding as people see it."""
    return display_lines(_lines(finding, results, colour=False))


def _lines(finding: Finding, results: Results, *, colour: bool) -> Iterator[Displayed]:
    span, severity_colour = finding.span, _COLOURS[finding.severity]
    label = display(f"{finding.severity.value}[{finding.code.id}]")
    location = display(f"{finding.file}:{span.line}:{span.column}:")
    yield concatenate(
        paint(location, _BOLD, colour=colour),
        display(" "),
        paint(label, f"{_BOLD};{severity_colour}", colour=colour),
        display(" "),
        finding.message,
    )
    margin = " " * len(str(span.line))
    source_line = results.source_line(finding.file, span.line)
    if source_line.strip():
        excerpt, start, length = _excerpt(source_line, span.column - 1, _marked_length(finding, source_line))
        caret = display("^" * max(_width(excerpt[start : start + length]), 1))
        before = display(f" {margin} | {' ' * _width(excerpt[:start])}")
        yield display(f" {margin} |")
        yield display(f" {span.line} | {excerpt}")
        yield concatenate(before, paint(caret, severity_colour, colour=colour))
    if finding.hint:
        hint = paint(display("hint:"), _BOLD, colour=colour)
        yield concatenate(display(f" {margin} = "), hint, display(" "), finding.hint)


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
    others = [character for character in text if not character.isascii()]
    wide = sum(east_asian_width(character) in "WF" for character in others if not combining(character))
    return len(text) + wide - sum(bool(combining(character)) for character in others)


def _summary_line(results: Results) -> Displayed:
    """Returns `3 errors, 2 warnings in 1 file`."""
    counts = count_by_severity(results.findings) or "no errors"
    summary = f"{counts} in {plural(results.file_count, 'file')}"
    return display(f"{summary}; {results.remark}" if results.remark else summary)
