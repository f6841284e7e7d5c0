"""The summary of a pack: a row for each report, and for each that is left out."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.document import Cell, Column, Inline, Paragraph, Section, Span, Table, Text
from reportgen.findings import Finding, Severity
from reportgen.pack.words import Words
from reportgen.prose import line
from reportgen.schema.members import current, same_name
from reportgen.schema.models import Report
from reportgen.schema.wording import period_in_words

UNKNOWN = "–"
"""What stands where a report says nothing."""


@dataclass(frozen=True, slots=True)
class Row:
    """What the summary says of a report: counts as they are shown, and the language of its names.

    `left_out` says in the pack's language why the report is not in it, and stands in the place of the lead member.
    """

    group: str
    period: str = ""
    lead_member: str = ""
    left_out: str = ""
    members: str = ""
    dealings: str = ""
    errors: str = ""
    warnings: str = ""
    language: str = ""


def row(report: Report, findings: Sequence[Finding]) -> Row:
    """The row of a report without what is private, and of what was found in it."""
    person, language = report.contact.lead_member, report.language
    weights = [finding.severity for finding in findings]
    return Row(
        group=line(report.group.name),
        period=period_in_words(report.period, language) if report.period else "",
        lead_member=line(" ".join(filter(None, (person.title, person.name, person.honours)))) or UNKNOWN,
        members=_counted(members(report)),
        dealings=_counted(len(report.government) if "government" in report.model_fields_set else None),
        errors=str(weights.count(Severity.ERROR)),
        warnings=str(weights.count(Severity.WARNING)),
        language=language,
    )


def members(report: Report) -> int | None:
    """How many members have not left; without a list, how many the report states."""
    given = report.membership
    if given.members or given.groups:
        return len({same_name(member.name) for _, member in current(report) if member.name})
    if given.declared is None and given.breakdown:
        return sum(kind.count for kind in given.breakdown)
    return given.declared


def _counted(count: int | None) -> str:
    return UNKNOWN if count is None else str(count)


def summary(rows: Sequence[Row], words: Words, language: str, anchor: str) -> Section:
    """The section of a pack in some language that says what each group reports; periods where they are not all the same."""
    periods = len({each.period for each in rows if each.period}) > 1
    columns = (
        Column(words.group),
        *([Column(words.period)] if periods else []),
        Column(words.lead_member),
        *(Column(word, "right") for word in (words.members, words.dealings, words.errors, words.warnings)),
    )
    table = Table(columns, tuple(_cells(each, language, periods=periods) for each in rows))
    return Section(words.summary, (Paragraph((Text(words.note),)), table), anchor)


def _cells(each: Row, language: str, *, periods: bool) -> tuple[Cell, ...]:
    names = (each.group, *([each.period] if periods else []), *([] if each.left_out else [each.lead_member]))
    own = (each.left_out, each.members, each.dealings, each.errors, each.warnings)
    return (
        *(Cell(_words(text, each.language or language, language)) for text in names),
        *(Cell(_words(text, language, language)) for text in own[0 if each.left_out else 1 :]),
    )


def _words(text: str, language: str, around: str) -> tuple[Inline, ...]:
    if not text:
        return ()
    return (Text(text),) if language == around else (Span((Text(text),), language),)
