"""The summary of a pack: a table with a row for each report, and for each dataset that is left out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reportgen.document import Cell, Column, LanguageRun, Paragraph, Section, Table, Text
from reportgen.findings import Finding, Severity
from reportgen.pack.messages import Messages
from reportgen.prose import fold_spacing
from reportgen.schema.i18n import period_in_words
from reportgen.schema.members import comparable_name, current_members
from reportgen.schema.models import Report

UNKNOWN = "–"
"""Stands where a report says nothing."""


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """The row of one report, with counts as they are shown.

    `language` is that of its names, `first_day` that of its period. `severities` has one entry for each finding; it is None
    where the dataset could not be read.
    """

    group: str
    language: str = ""
    period: str = ""
    lead_member: str = UNKNOWN
    members: str = UNKNOWN
    dealings: str = UNKNOWN
    severities: tuple[Severity, ...] | None = None
    is_left_out: bool = False
    first_day: date = date.min


def summary_row(report: Report, findings: Iterable[Finding], language: str) -> SummaryRow:
    """The row of a report, which holds nothing private, in a pack of some language."""
    person = report.contact.lead_member
    return SummaryRow(
        group=fold_spacing(report.group.name) or UNKNOWN,
        language=report.language,
        period=period_in_words(report.period, language) if report.period else "",
        lead_member=fold_spacing(" ".join(filter(None, (person.title, person.name, person.honours))))
        or UNKNOWN,
        members=_count_text(count_members(report)),
        dealings=_count_text(len(report.government) if "government" in report.given else None),
        severities=tuple(finding.severity for finding in findings),
        first_day=report.period.start if report.period else date.min,
    )


def count_members(report: Report) -> int | None:
    """How many members have not left; without a list, how many the report states."""
    membership = report.membership
    if membership.members or membership.groups:
        return len({comparable_name(member.name) for _, member in current_members(report) if member.name})
    if membership.declared is None and membership.breakdown:
        return sum(kind.count for kind in membership.breakdown)
    return membership.declared


def _count_text(count: int | None) -> str:
    return UNKNOWN if count is None else str(count)


def summary_section(rows: Sequence[SummaryRow], messages: Messages, language: str, anchor: str) -> Section:
    """The section of a pack that says what each group reports; with a column of periods where these differ."""
    has_periods = len({row.period for row in rows if row.period}) > 1
    columns = (
        Column(messages.group),
        *([Column(messages.period)] if has_periods else []),
        Column(messages.lead_member),
        Column(messages.members, "right"),
        Column(messages.dealings, "right"),
        Column(messages.findings),
    )
    table = Table(
        columns, tuple(tuple(_cells(row, messages, language, has_periods=has_periods)) for row in rows)
    )
    return Section(messages.summary, (Paragraph((Text(messages.note),)), table), anchor)


def _cells(row: SummaryRow, messages: Messages, language: str, *, has_periods: bool) -> Iterator[Cell]:
    """The cells of a row; names can be in another language than the pack."""
    yield _cell(row.group, row.language or language, language)
    if has_periods:
        yield _cell(row.period or UNKNOWN, language, language)
    yield _cell(row.lead_member, row.language or language, language)
    for text in (row.members, row.dealings, _findings_text(row, messages)):
        yield _cell(text, language, language)


def _cell(text: str, language: str, pack_language: str) -> Cell:
    if language == pack_language or text == UNKNOWN:
        return Cell((Text(text),))
    return Cell((LanguageRun((Text(text),), language),))


def _findings_text(row: SummaryRow, messages: Messages) -> str:
    counts = Counter(row.severities)
    texts = [
        forms[counts[severity] > 1].format(count=counts[severity])
        for severity, forms in ((Severity.ERROR, messages.errors), (Severity.WARNING, messages.warnings))
        if counts[severity]
    ]
    text = messages.unreadable if row.severities is None else ", ".join(texts) or messages.no_findings
    return messages.left_out.format(findings=text) if row.is_left_out else text
