"""The summary of a pack: a row for each report, and for each that is left out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reportgen.document import Cell, Column, LanguageRun, Paragraph, Section, Table, Text
from reportgen.findings import Finding, Severity
from reportgen.pack.messages import Messages
from reportgen.prose import line
from reportgen.schema.i18n import period_in_words
from reportgen.schema.members import current, same_name
from reportgen.schema.models import Report

UNKNOWN = "–"
"""What stands where a report says nothing."""


@dataclass(frozen=True, slots=True)
class Row:
    """What the summary says of a report, counts as they are shown; `language` is that of its names, `starts` its first day.

    `weights` are how much each finding weighs; None where the dataset could not be read.
    """

    group: str
    language: str = ""
    period: str = ""
    lead_member: str = UNKNOWN
    members: str = UNKNOWN
    dealings: str = UNKNOWN
    weights: tuple[Severity, ...] | None = None
    left_out: bool = False
    starts: date = date.min


def row(report: Report, findings: Iterable[Finding], language: str) -> Row:
    """The row of a report without what is private, and of what was found in it, in a pack of some language."""
    person = report.contact.lead_member
    return Row(
        group=line(report.group.name) or UNKNOWN,
        language=report.language,
        period=period_in_words(report.period, language) if report.period else "",
        lead_member=line(" ".join(filter(None, (person.title, person.name, person.honours)))) or UNKNOWN,
        members=_counted(members(report)),
        dealings=_counted(len(report.government) if "government" in report.given else None),
        weights=tuple(finding.severity for finding in findings),
        starts=report.period.start if report.period else date.min,
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


def summary(rows: Sequence[Row], words: Messages, language: str, anchor: str) -> Section:
    """The section of a pack in some language that says what each group reports; periods where they are not all the same."""
    periods = len({each.period for each in rows if each.period}) > 1
    columns = (
        Column(words.group),
        *([Column(words.period)] if periods else []),
        Column(words.lead_member),
        Column(words.members, "right"),
        Column(words.dealings, "right"),
        Column(words.findings),
    )
    table = Table(columns, tuple(tuple(_cells(each, words, language, periods=periods)) for each in rows))
    return Section(words.summary, (Paragraph((Text(words.note),)), table), anchor)


def _cells(each: Row, words: Messages, language: str, *, periods: bool) -> Iterator[Cell]:
    """The cells of a row; names can be in another language than the pack."""
    yield _named(each.group, each.language or language, language)
    if periods:
        yield _named(each.period or UNKNOWN, language, language)
    yield _named(each.lead_member, each.language or language, language)
    for text in (each.members, each.dealings, _found(each, words)):
        yield _named(text, language, language)


def _named(text: str, language: str, around: str) -> Cell:
    if language == around or text == UNKNOWN:
        return Cell((Text(text),))
    return Cell((LanguageRun((Text(text),), language),))


def _found(each: Row, words: Messages) -> str:
    """What the check found, in words."""
    counts = Counter(each.weights)
    told = (
        said[counts[weight] > 1].format(count=counts[weight])
        for weight, said in ((Severity.ERROR, words.errors), (Severity.WARNING, words.warnings))
        if counts[weight]
    )
    found = words.unreadable if each.weights is None else ", ".join(told) or words.none
    return words.left_out.format(found=found) if each.left_out else found
