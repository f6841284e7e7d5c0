"""RG614: quotation marks and dashes of two kinds."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from reportgen.findings import At, Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.prose import Passage
from reportgen.schema.models import Report
from reportgen.startup.patterns import lazy_pattern

_QUOTES = lazy_pattern(r"[‘’“”'\"]")
_STRAIGHT = "'\""
_DASHES = lazy_pattern(r"(?<=[^\W\d]) - (?=[^\W\d])| – |—")


class _Mark(NamedTuple):
    """A quotation mark or dash in a passage; a hyphen comes with the spaces about it."""

    at: At
    passage: Passage
    match: re.Match[str]

    @property
    def sign(self) -> str:
        """The mark without spaces."""
        return self.match[0].strip()


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
    if not context.index.contains("'", '"'):
        return
    marks = [mark for mark in _find_marks(context, _QUOTES) if not _is_measure(mark)]
    straight = [mark for mark in marks if mark.sign in _STRAIGHT]
    curly = [mark for mark in marks if mark.sign not in _STRAIGHT]
    for mark in straight if len(straight) <= len(curly) else curly:
        kinds = ("straight", "curly") if mark.sign in _STRAIGHT else ("curly", "straight")
        message = f"`{mark.sign}` is {kinds[0]}, but the report’s other marks are {kinds[1]}"
        part, fix = mark.passage.part(*mark.match.span()), _fix_of_quote(mark.passage.text, mark.match)
        yield Problem(mark.at, message, "write one kind throughout", part, fix)


def _find_marks(context: Context, pattern: re.Pattern[str]) -> Iterator[_Mark]:
    for at, passage in context.passages:
        for match in pattern.finditer(passage.text):
            yield _Mark(at, passage, match)


def _character_before(match: re.Match[str]) -> str:
    return match.string[max(match.start() - 1, 0) : match.start()]


def _is_measure(mark: _Mark) -> bool:
    """Whether it stands for feet, inches or minutes."""
    return mark.sign in _STRAIGHT and _character_before(mark.match).isdigit()


def _fix_of_quote(text: str, match: re.Match[str]) -> Fix | None:
    """The same mark in the other kind. Which way a straight one opens is certain only beside letters."""
    mark = match[0]
    if mark not in _STRAIGHT:
        return Fix("'" if mark in "‘’" else '"')
    before, after = _character_before(match), text[match.end() : match.end() + 1]
    if before.isalnum() or (before and before in ".,;:?!" and not after.isalnum()):
        return Fix("’" if mark == "'" else "”")
    if mark == '"' and after.isalnum() and (not before or before in " ("):
        return Fix("“")
    return None


def _dashes(context: Context) -> Iterator[Problem]:
    if sum(context.index.contains(dash) for dash in (" - ", " – ", "—")) < 2:
        return
    dashes = list(_find_marks(context, _DASHES))
    counts = Counter(dash.sign for dash in dashes)
    usual = max("–—-", key=lambda sign: counts[sign])
    for dash in dashes:
        if dash.sign != usual:
            fix = Fix(usual) if (dash.sign, usual) == ("-", "–") else None
            message = f"`{dash.sign}` stands here for a dash, but the report’s other dashes are `{usual}`"
            start = dash.match.start() + dash.match[0].index(dash.sign)
            part = dash.passage.part(start, start + 1)
            yield Problem(dash.at, message, "write one kind throughout", part, fix)
