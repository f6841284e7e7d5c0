"""RG621: a placeholder that was never filled in."""

import re
from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Report

_WHOLE = re.compile(
    r"(?:tbc|tba|tbd|todo|xxx+|to be confirmed|to be added|to follow|n/k|\?+|…|\.\.\.)\.?", re.IGNORECASE
)
_INSIDE = re.compile(
    r"\[(?i:insert|add|enter|name|date|number|xx+)\b[^\[\]]{0,60}\]|\bTODO\b|\b[Ll]orem ipsum\b|\bX{3,}\b"
)


@rule("RG621", Severity.WARNING)
def placeholder_left_in(_: Report, context: Context) -> Iterator[Problem]:
    """A value says that it is still to come: `TBC`, `[insert date]`, `lorem ipsum`.

    Fill it in, or leave it out: what is left out leaves no trace in the report.

    Faulty:

        contact: {telephone: TBC}

    Right:

        contact: {telephone: 07967 424591}
    """
    for at, passage in context.passages:
        for start, end in _placeholders(passage.text):
            yield Problem(at, *_said(passage.text[start:end]), passage.part(start, end))
    for at, line in context.lines:
        for start, end in _placeholders(line):
            yield Problem(at, *_said(line[start:end]), (start, end))


def _placeholders(text: str) -> Iterator[tuple[int, int]]:
    if len(text) < 20 and _WHOLE.fullmatch(text.strip()):
        yield 0, len(text)
    elif "[" in text or "TODO" in text or "XXX" in text or "orem ipsum" in text:
        yield from (match.span() for match in _INSIDE.finditer(text))


def _said(words: str) -> tuple[str, str]:
    return f"`{words}` looks like a placeholder", "fill it in, or leave the value out"
