"""Explains YAML's complaints about punctuation in an officer's words."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise

from reportgen.findings import Finding, Span
from reportgen.source.brackets import begins_long_text, entry_at, entry_hint
from reportgen.source.characters import line_starts
from reportgen.source.codes import SYNTAX
from reportgen.source.constructor import Constructor
from reportgen.source.errors import Refused
from reportgen.source.parser import MarkedYAMLError
from reportgen.source.quoting import quote_hint
from reportgen.source.recovery import without_slip
from reportgen.source.syntax_hints import find_slip
from reportgen.startup.patterns import lazy_pattern

_TOP_KEY = lazy_pattern(r"^(?=[\w\"'@`%*&!][^\n:]*:(?:\s|$))", re.MULTILINE)
_MAX_SECTIONS = 200
_MAX_SLIPS = 20
"""How many slips of one section are looked for."""

_MAX_REREAD = 1_000_000
"""How many characters are read again in all to find slips behind others."""

_LINES_BELOW = 40
"""How many lines below a complaint are looked at for the slip behind it."""

_QUOTE = "put quotes around the whole value"
"""A hint to which the value in quotation marks is added."""

_NO_BRACKET = (
    "take the bracket away; where there are several entries, begin each with `- ` on a line of its own"
)
_OPEN_QUOTE = "a quotation mark is opened here and never closed"
_UNALIGNED = (
    "this line does not line up with the ones above",
    "give it the same indentation; use spaces only",
)
_MESSAGES: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "a colon and a space inside a value have a meaning of their own",
        _QUOTE,
    ),
    (
        "could not find expected ':'",
        "this line has no colon after its key",
        "write `key: value`, or indent text that goes on",
    ),
    ("unexpected end of stream", _OPEN_QUOTE, "close it, or leave both out"),
    ("document indicator", _OPEN_QUOTE, "close it, or leave both out"),
    (
        "',' or ']'",
        "a square bracket is opened here and not closed",
        f"close it with `]`; if it is text, {_QUOTE}",
    ),
    (
        "',' or '}'",
        "a curly bracket is opened here and not closed",
        f"close it with `}}`; if it is text, {_QUOTE}",
    ),
    ("mapping keys are not allowed", "`?` at the start of a value has a meaning of its own", _QUOTE),
    (
        "unknown escape character",
        "a backslash in double quotes has a meaning of its own",
        "use single quotes instead",
    ),
    (
        "alphabetic or numeric character",
        "`*` or `&` at the start of a value has a meaning of its own",
        _QUOTE,
    ),
    (
        "expected '-' indicator",
        "this line belongs neither to the list above nor beside it",
        "start it with `- `, or line it up",
    ),
    ("expected key", *_UNALIGNED),
    ("document start", *_UNALIGNED),
    (
        "expected node content",
        "something is missing or too much between these brackets",
        "look for a comma too many",
    ),
    (
        "block sequence entries are not allowed",
        "a list cannot start on this line",
        "put each `- ` on a line of its own",
    ),
)
"""What each complaint means: words that occur in the parser's message, our message and our hint."""


def find_syntax_errors(file: str, text: str, error: MarkedYAMLError) -> tuple[list[Finding], str | None]:
    """Returns the slips of a file, section by section, each of which starts with a key at the left margin.

    `error` is the parser's complaint about the whole file, reported where no section has a fault by itself. Behind the slips
    comes the text with a placeholder for each value that cannot be read; None where more than values is lost.
    """
    findings: list[Finding] = []
    starts = line_starts(text)
    sections = [match.start() for match in _TOP_KEY.finditer(text)][:_MAX_SECTIONS]
    readable: list[str] | None = [text[: sections[0]]] if sections else None
    characters_left = _MAX_REREAD
    for start, end in pairwise([*sections, len(text)]):
        first_line = bisect_right(starts, start) - 1
        rounds = min(_MAX_SLIPS, max(characters_left // (end - start), 1))
        slips, section = _section_findings(file, text[start:end], first_line, rounds)
        characters_left -= (end - start) * max(len(slips) - 1, 0)
        findings += slips
        readable = [*readable, section] if readable is not None and section is not None else None
    if not findings:
        return [_syntax_finding(file, text, error, 0)], None
    return findings, "".join(readable) if readable is not None else None


def _section_findings(
    file: str, section: str, first_line: int, rounds: int
) -> tuple[list[Finding], str | None]:
    """Returns the slips of a section that starts at a line, and what of it can be read: behind each, reading goes on."""
    findings: dict[int, Finding] = {}
    lines_gone: set[int] = set()
    is_lost, lines = False, section.split("\n")
    for _ in range(rounds):
        try:
            Constructor(file, section).construct()
        except Refused:
            break
        except MarkedYAMLError as error:
            finding = _syntax_finding(file, section, error, first_line)
            number = finding.span.line - 1 - first_line
            is_again = number in findings
            findings.setdefault(number, finding)
            if number in lines_gone:
                break
            if is_again:
                lines_gone.add(number)
            mended = without_slip(section, number, whole=is_again)
            if mended is None:
                break
            section, is_lost = mended.text, is_lost or mended.lost
        else:
            return _without_consequences(findings, lines), None if is_lost else section
    return _without_consequences(findings, lines), None


def _without_consequences(findings: Mapping[int, Finding], lines: Sequence[str]) -> list[Finding]:
    """Returns findings by their lines without those of quotations that seem to end where they begin, below one without an end."""
    opened = [number for number, finding in findings.items() if finding.problem.message == _OPEN_QUOTE]
    first = min(opened, default=len(lines))

    def is_consequence(number: int, finding: Finding) -> bool:
        before = lines[number][: finding.span.column - 1] if number < len(lines) else ""
        return number > first and finding.problem.message == _UNALIGNED[0] and before[-1:] in ("'", '"')

    return [finding for number, finding in findings.items() if not is_consequence(number, finding)]


def _syntax_finding(file: str, text: str, error: MarkedYAMLError, first_line: int) -> Finding:
    """Returns the finding for a complaint about a text that starts at a line of the file, counted from 0."""
    problem = error.problem or "it breaks off"
    problem_mark = error.problem_mark or error.context_mark
    lines = [row.rstrip("\r") for row in text.split("\n")]
    if problem_mark and (
        slip := find_slip(lines[: problem_mark.line + _LINES_BELOW], problem_mark.line, problem)
    ):
        number = slip.line + first_line + 1
        span = Span(number, slip.start + 1, number, slip.end + 1)
        return Finding.of(SYNTAX, file, span, slip.message, slip.hint)
    message, hint = f"this is not valid YAML: {problem}", None
    mark = problem_mark
    for words, plain_message, advice in _MESSAGES:
        if words in problem:
            message, hint = plain_message, advice
            if "opened here" in message or "no colon" in message:
                mark = error.context_mark or mark
            break
    starts = line_starts(text)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    line = min(line, len(starts) - 1)
    offset = starts[line] + column
    before, character = text[starts[line] : offset], text[offset : offset + 1]
    if "mapping values" in problem and before[:1].isspace() and " " not in before.strip():
        message, hint = _UNALIGNED
    if "cannot start any token" in problem:
        is_tab = character == "\t"
        message = "a tab is used for indentation" if is_tab else f"a value cannot start with `{character}`"
        hint = "use spaces instead" if is_tab else _QUOTE
    if "opened here" in message and problem_mark and problem_mark.line < len(lines):
        entry = entry_at(lines, problem_mark.line, problem_mark.column)
        if entry and entry.is_closed:
            number = problem_mark.line + first_line + 1
            span = Span(number, entry.start + 1, number, entry.end + 1)
            message = "it is not clear where this entry in the brackets ends"
            return Finding.of(SYNTAX, file, span, message, entry_hint(entry))
    elif hint == _QUOTE and line < len(lines) and (entry := entry_at(lines, line, column)):
        if begins_long_text(entry):
            message, hint = f"a long text cannot begin with `{character}` between brackets", _NO_BRACKET
        else:
            hint = entry_hint(entry)
    if hint and _QUOTE in hint and line < len(lines):
        hint = hint.replace(_QUOTE, quote_hint(lines, line))
    line += first_line
    return Finding.of(SYNTAX, file, Span(line + 1, column + 1, line + 1, column + 2), message, hint)
