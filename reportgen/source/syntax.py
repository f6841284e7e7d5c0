"""YAML's complaints about punctuation, in an officer's words."""

import re
from bisect import bisect_right
from itertools import pairwise

import yaml

from reportgen.findings import Finding, Span
from reportgen.source.characters import line_starts
from reportgen.source.codes import SYNTAX
from reportgen.source.constructor import Builder, Refused
from reportgen.source.syntax_hints import cause

_TOP_KEY = re.compile(r"^(?=[\w\"'@`%*&!][^\n:]*:(?:\s|$))", re.MULTILINE)
_MAX_PARTS = 200
_QUOTE = "put quotes around the whole value: 'like this'"
_UNALIGNED = (
    "this line does not line up with the ones above",
    "give it the same indentation; use spaces only",
)
_SYNTAX_WORDS: tuple[tuple[str, str, str], ...] = (
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
    (
        "unexpected end of stream",
        "a quotation mark is opened here and never closed",
        "close it, or leave both out",
    ),
    ("document indicator", "a quotation mark is opened here and never closed", "close it, or leave both out"),
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


def syntax_findings(file: str, text: str, error: yaml.MarkedYAMLError) -> list[Finding]:
    """What is wrong with the punctuation: the first fault of each part that starts at the left margin."""
    findings = []
    begins = line_starts(text)
    starts = [match.start() for match in _TOP_KEY.finditer(text)][:_MAX_PARTS]
    for start, end in pairwise([*starts, len(text)]):
        try:
            Builder(file, text[start:end]).build()
        except Refused:
            continue
        except yaml.MarkedYAMLError as another:
            lines = bisect_right(begins, start) - 1
            findings.append(_syntax_finding(file, text, another, lines))
    return findings or [_syntax_finding(file, text, error, 0)]


def _slip(file: str, text: str, problem: str, line: int, first: int) -> Finding | None:
    """The slip behind a complaint about a line, looked for in the part of the file that starts at the first."""
    lines = [row.rstrip("\r") for row in text.split("\n")[first : line + 40]]
    found = cause(lines, line - first, problem)
    if found is None:
        return None
    number = found.line + first + 1
    return Finding.of(
        SYNTAX, file, Span(number, found.start + 1, number, found.end + 1), found.message, found.hint
    )


def _syntax_finding(file: str, text: str, error: yaml.MarkedYAMLError, lines: int) -> Finding:
    problem = error.problem or "it breaks off"
    mark = error.problem_mark or error.context_mark
    message, hint = f"this is not valid YAML: {problem}", None
    for words, plain, advice in _SYNTAX_WORDS:
        if words in problem:
            message, hint = plain, advice
            if "opened here" in plain or "no colon" in plain:
                mark = error.context_mark or mark
            break
    stop = error.problem_mark or error.context_mark
    if stop and (slip := _slip(file, text, problem, stop.line + lines, lines)):
        return slip
    line, column = (mark.line + lines, mark.column) if mark else (0, 0)
    starts = line_starts(text)
    line = min(line, len(starts) - 1)
    before = text[starts[line] : starts[line] + column]
    if "mapping values" in problem and before[:1].isspace() and " " not in before.strip():
        message, hint = _UNALIGNED
    character = text[starts[line] + column : starts[line] + column + 1]
    if "cannot start any token" in problem:
        tab = character == "\t"
        message = "a tab is used for indentation" if tab else f"a value cannot start with `{character}`"
        hint = "use spaces instead" if tab else _QUOTE
    return Finding.of(SYNTAX, file, Span(line + 1, column + 1, line + 1, column + 2), message, hint)
