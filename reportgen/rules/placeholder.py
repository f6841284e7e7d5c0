"""RG621: a placeholder that was never filled in."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Report
from reportgen.startup.patterns import lazy_pattern

_WHOLE_VALUES = frozenset({
    "tbc", "tba", "tbd", "todo", "xxx", "to be confirmed", "to be added", "to follow", "n/k", "?", "??", "???", "…",
})  # fmt: skip
"""Values that are placeholders when they say nothing else, without their full stops."""

_INSIDE_TEXT = lazy_pattern(
    r"\[(?i:insert|add|enter|name|date|number|xx+)\b[^\[\]\n]{0,60}\]|\bTODO\b|\b[Ll]orem ipsum\b|\bX{4,}\b"
)
_SHORT = 20
_CLUES = ("[", "todo", "lorem ipsum", "xxxx")


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
        if len(passage.text) < _SHORT and is_placeholder(passage.text):
            yield Problem(at, *_message_and_hint(passage.text), passage.part(0, len(passage.text)))
    for at, line in context.lines:
        if len(line) < _SHORT and is_placeholder(line):
            yield Problem(at, *_message_and_hint(line), (0, len(line)))
    for match in context.index.matches(_INSIDE_TEXT) if context.index.contains(*_CLUES) else ():
        if len(match.text) >= _SHORT or not is_placeholder(match.text):
            yield Problem(match.at, *_message_and_hint(match[0]), match.part())


def is_placeholder(value: str) -> bool:
    """Whether a value says nothing but that it is to come."""
    return value.lower().strip(". ") in _WHOLE_VALUES


def _message_and_hint(words: str) -> tuple[str, str]:
    return f"`{words}` looks like a placeholder", "fill it in, or leave the value out"
