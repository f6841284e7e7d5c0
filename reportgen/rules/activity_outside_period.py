"""RG402: an activity that was not in the year reported on."""

import re
from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.prose import Prose
from reportgen.rules.dated_entries import dated_entries
from reportgen.rules.running_text import begins_sentence
from reportgen.schema.i18n import MONTHS, day_in_words, month_in_words
from reportgen.schema.models import Report
from reportgen.schema.values import Date, Period
from reportgen.startup.patterns import lazy_pattern

_IN_MONTH = lazy_pattern(rf"[Ii][Nn] (?<!\w...)((?i:{'|'.join(MONTHS['en-GB'])})) ([0-9]{{4}})\b")


@rule("RG402", Severity.WARNING)
def activity_outside_the_period(report: Report, _: Context) -> Iterator[Problem]:
    """A project, event, consultation or dealing is dated before the report's period begins or after it ends.

    The `date` counts; where there is none, the first month that the entry's first paragraph names, as in "In April 2024". Reports
    are often written after the year has ended, and what has happened since slips in; it belongs in the next one.

    Faulty:

        period: 2023/24
        activities:
          events: [{title: UKREiiF, date: 2024-05}]

    Right:

        period: 2023/24
        activities:
          events: [{title: Annual conference, date: 2024-02}]
    """
    if report.period is None:
        return
    for at, entry in dated_entries(report):
        if entry.date:
            if not report.period.may_contain(entry.date):
                yield Problem((*at, "date"), _outside(entry.date, report.period), _HINT)
        elif dated := _first_month(entry.text, report.period):
            month, part = dated
            if not report.period.may_contain(month):
                yield Problem((*at, "text"), _outside(month, report.period), _HINT, part)
    for index, meeting in enumerate(report.activities.meetings):
        for number, day in enumerate(meeting.dates):
            if not report.period.may_contain(day):
                at = ("activities", "meetings", index, "dates", number)
                yield Problem(at, _outside(day, report.period), _HINT)


_HINT = "leave it for the report of that year, or correct the date"


def _first_month(text: Prose, period: Period) -> tuple[Date, tuple[int, int]] | None:
    """The first month that the first paragraph names, and where it stands.

    None where that month is said in passing, not at the beginning of a sentence, and another one lies in the period.
    """
    if not text.passages:
        return None
    passage = text.passages[0]
    matches = [match for match in _IN_MONTH.finditer(passage.text) if int(match[2])]
    if not matches:
        return None
    months = [_month(match) for match in matches]
    first = matches[0]
    if not begins_sentence(passage.text, first.start()) and any(map(period.may_contain, months)):
        return None
    return months[0], passage.part(first.start(1), first.end())


def _month(match: re.Match[str]) -> Date:
    return Date.month(int(match[2]), MONTHS["en-GB"].index(match[1].capitalize()) + 1)


def _outside(month: Date, period: Period) -> str:
    if month.start > period.end:
        return f"{month_in_words(month.start)} is after the period, which ends on {day_in_words(period.end)}"
    return f"{month_in_words(month.end)} is before the period, which begins on {day_in_words(period.start)}"
