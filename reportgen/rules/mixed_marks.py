"""RG614: quotation marks and dashes of two kinds."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from reportgen.findings import At, Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.prose import Passage
from reportgen.schema.models import Report

_QUOTES = re.compile(r"[‘’“”'\"]")
_DASHES = re.compile(r"(?<=[^\W\d]) - (?=[^\W\d])| – |—")

_Mark = tuple[At, Passage, "re.Match[str]"]


@rule("RG614", Severity.INFO)
def marks_of_two_kinds(_: Report, context: Context) -> Iterator[Problem]:
    """Straight and curly quotation marks stand in one report, or dashes of several kinds.

    Word makes them curly while one types, and other programs do not. What is rarer in the report is marked; where both are as
    frequent, it is the straight marks and the hyphens.

    Faulty:

        aims: Our members’ work is the group's strength – and its aim - for years.

    Right:

        aims: Our members’ work is the group’s strength – and its aim – for years.
    """
    yield from _quotes(context)
    yield from _dashes(context)


def _quotes(context: Context) -> Iterator[Problem]:
    straight = _found(context, _QUOTES, "'\"")
    curly = _found(context, _QUOTES, "‘’“”") if straight else []
    for at, passage, match in straight if len(straight) <= len(curly) else curly:
        kinds = ("straight", "curly") if match[0] in "'\"" else ("curly", "straight")
        message = f"`{match[0]}` is {kinds[0]}, but the report’s other marks are {kinds[1]}"
        yield Problem(
            at,
            message,
            "write one kind throughout",
            passage.part(*match.span()),
            _turned(passage.text, match),
        )


def _found(context: Context, pattern: re.Pattern[str], marks: str) -> list[_Mark]:
    return [
        (at, passage, match)
        for at, passage in (context.passages if any(mark in context.whole for mark in marks) else ())
        if any(mark in passage.text for mark in marks)
        for match in pattern.finditer(passage.text)
        if match[0].strip() in marks and not _is_measure(passage.text, match)
    ]


def _is_measure(text: str, match: re.Match[str]) -> bool:
    """Whether it stands for feet, inches or minutes."""
    return match[0] in "'\"" and text[: match.start()][-1:].isdigit()


def _turned(text: str, match: re.Match[str]) -> Fix | None:
    """The same mark in the other kind; which way a straight one opens is certain only beside letters."""
    mark = match[0]
    if mark not in "'\"":
        return Fix("'" if mark in "‘’" else '"')
    before, after = text[: match.start()][-1:], text[match.end() :][:1]
    if before.isalnum() or (before and before in ".,;:?!" and not after.isalnum()):
        return Fix("’" if mark == "'" else "”")
    if mark == '"' and after.isalnum() and (not before or before in " ("):
        return Fix("“")
    return None


def _dashes(context: Context) -> Iterator[Problem]:
    kinds = {mark.strip() for mark in (" - ", " – ", "—") if mark in context.whole}
    found = {kind: _found(context, _DASHES, kind) for kind in sorted(kinds) if len(kinds) > 1}
    counts = Counter({kind: len(marks) for kind, marks in found.items() if marks})
    if len(counts) < 2:
        return
    usual = max("–—-", key=lambda kind: counts[kind])
    for at, passage, match in chain.from_iterable(marks for kind, marks in found.items() if kind != usual):
        mark = match[0].strip()
        fix = Fix(usual) if (mark, usual) == ("-", "–") else None
        message = f"`{mark}` stands here for a dash, but the report’s other dashes are `{usual}`"
        start = match.start() + match[0].index(mark)
        yield Problem(at, message, "write one kind throughout", passage.part(start, start + 1), fix)
