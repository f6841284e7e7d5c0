"""RG311: councillors are styled in two ways."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import TypeAlias

from reportgen.findings import At, Fix, Problem, Severity, ValuePart
from reportgen.lint import Context, rule
from reportgen.rules.running_text import fitting
from reportgen.schema.models import Report

_STYLED = (
    r"\b(Cllr\.?|Councillor) (?!(?:Commission|Conduct|Conference|Development|Forum|Guide|Guidebook|Handbook|Network|Research"
    r"|Safety|Support|Survey|Training|Workbook)\b)(?=[A-Z])"
)

_FORMS = ("Cllr", "Cllr.", "Councillor")

_Styled: TypeAlias = tuple[At, str, ValuePart]


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
    title = context.report.contact.lead_member.title
    if sum(form == title or f"{form} " in context.whole for form in _FORMS) < 2:
        return
    used = [*_of_lines(context), *_of_texts(context)]
    forms = Counter(form for _, form, _ in used)
    if len(forms) > 1:
        usual = max(forms, key=lambda form: forms[form])
        at, form, part = next(each for each in used if each[1] != usual)
        message = f"`{form}` stands here, but `{usual}` elsewhere"
        yield Problem(at, message, "write it one way throughout", part, Fix(usual, safe=False))


def _of_lines(context: Context) -> Iterator[_Styled]:
    if context.report.language != "en-GB":
        return
    title = context.report.contact.lead_member.title
    if title in _FORMS:
        yield ("contact", "lead_member", "title"), title, "value"
    for at, line in context.lines:
        if (at[0] == "contact" and at[-1] == "name") or "speakers" in at:
            yield from ((at, match[1], match.span(1)) for match in re.finditer(_STYLED, line))


def _of_texts(context: Context) -> Iterator[_Styled]:
    for hit in fitting(context, _STYLED, "cllr", "councillor"):
        yield hit.at, hit.match[1], hit.part(1)
