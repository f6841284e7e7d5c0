"""RG621: a placeholder that was never filled in."""

import re
from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Report

_WHOLE = frozenset({
    "tbc", "tba", "tbd", "todo", "xxx", "to be confirmed", "to be added", "to follow", "n/k", "?", "??", "???", "…",
})  # fmt: skip
"""What a value says that says no more, without its stops."""

_INSIDE = re.compile(
    r"\[(?i:insert|add|enter|name|date|number|xx+)\b[^\[\]\n]{0,60}\]|\bTODO\b|\b[Ll]orem ipsum\b|\bX{4,}\b"
)
_SHORT = 20
_IN_CAPITALS = ("TODO", "XXXX")


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
        if len(passage.text) < _SHORT and passage.text.lower().strip(". ") in _WHOLE:
            yield Problem(at, *_said(passage.text), passage.part(0, len(passage.text)))
    for at, line in context.lines:
        if len(line) < _SHORT and line.lower().strip(". ") in _WHOLE:
            yield Problem(at, *_said(line), (0, len(line)))
    shouted = any(context.whole.startswith(_IN_CAPITALS, place) for place in context.capitals)
    if shouted or "[" in context.whole or context.likely("ipsum"):
        for hit in context.found(_INSIDE):
            if hit.text.lower().strip(". ") not in _WHOLE:
                yield Problem(hit.at, *_said(hit.match[0]), hit.part())


def _said(words: str) -> tuple[str, str]:
    return f"`{words}` looks like a placeholder", "fill it in, or leave the value out"
