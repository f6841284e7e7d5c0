"""RG311: councillors are styled in two ways."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from reportgen.findings import At, Fix, Problem, Severity, ValuePart
from reportgen.lint import Context, rule
from reportgen.rules.running_text import find_at_clues
from reportgen.schema.models import Person, Report

_STYLED = (
    r"\b(Cllr\.?|Councillor) (?!(?:Commission|Conduct|Conference|Development|Forum|Guide|Guidebook|Handbook|Network|Research"
    r"|Safety|Support|Survey|Training|Workbook)\b)(?=[A-Z])"
)

_FORMS = ("Cllr", "Cllr.", "Councillor")
_PEOPLE = frozenset({"contact", "foreword", "lead_member", "author"})
"""The keys below which names are those of people."""

_CLUES = ("cllr", "councillor")


class _Style(NamedTuple):
    """One use of a form before a councillor's name."""

    at: At
    form: str
    part: ValuePart


@rule("RG311", Severity.INFO)
def councillors_styled_two_ways(_: Report, context: Context) -> Iterator[Problem]:
    """Some councillors are called `Cllr` and others `Councillor`. The rarer form is marked where it is first used.

    Faulty:

        contact: {lead_member: Cllr John Merry}
        aims: We thank Councillor Sam Sample.

    Right:

        contact: {lead_member: Cllr John Merry}
        aims: We thank Cllr Sam Sample.
    """
    styles = [*_styles_in_lines(context), *_styles_in_texts(context)]
    counts = Counter(style.form for style in styles)
    if len(counts) > 1:
        usual = max(counts, key=lambda form: counts[form])
        rare = next(style for style in styles if style.form != usual)
        message = f"`{rare.form}` stands here, but `{usual}` elsewhere"
        yield Problem(rare.at, message, "write it one way throughout", rare.part, Fix(usual, safe=False))


def _styles_in_lines(context: Context) -> Iterator[_Style]:
    if context.report.language != "en-GB":
        return
    for at, person in context.parts:
        if isinstance(person, Person) and person.title in _FORMS:
            yield _Style((*at, "title"), person.title, "value")
    for at, line in context.index.lines_with(*_CLUES):
        if (at[-1] == "name" and _PEOPLE.intersection(at)) or "speakers" in at:
            yield from (_Style(at, match[1], match.span(1)) for match in re.finditer(_STYLED, line))


def _styles_in_texts(context: Context) -> Iterator[_Style]:
    for match in find_at_clues(context, _STYLED, *_CLUES):
        yield _Style(match.at, match[1], match.part(1))
