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

_IN_MONTH = re.compile(rf"[Ii][Nn] (?<!\w...)((?i:{'|'.join(MONTHS['en-GB'])})) ([0-9]{{4}})\b")
_FOUR_DIGITS = re.compile("[0-9]{4}")


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
        given = entry.date
        named, part = (None, None) if given else _named(entry.text, report.period)
        when = given or named
        if when and not report.period.may_contain(when):
            place = (*at, "date" if given else "text")
            yield Problem(place, _outside(when, report.period), _HINT, part or "value")


_HINT = "leave it for the report of that year, or correct the date"


def _named(text: Prose, period: Period) -> tuple[Date | None, tuple[int, int] | None]:
    """The first month that the first paragraph names, and where.

    None where it names one in the period too, and the first is said in passing: it does not open its sentence.
    """
    words = text.passages[0].text if text.passages else ""
    dated = _FOUR_DIGITS.search(words) is not None
    found = [(match, _month(match)) for match in _IN_MONTH.finditer(words) if int(match[2])] if dated else []
    if not found:
        return None, None
    match, when = found[0]
    if not begins_sentence(words, match.start()) and any(period.may_contain(other) for _, other in found):
        return None, None
    return when, text.passages[0].part(match.start(1), match.end())


def _month(match: re.Match[str]) -> Date:
    return Date.month(int(match[2]), MONTHS["en-GB"].index(match[1].capitalize()) + 1)


def _outside(when: Date, period: Period) -> str:
    if when.start > period.end:
        return f"{month_in_words(when.start)} is after the period, which ends on {day_in_words(period.end)}"
    return f"{month_in_words(when.end)} is before the period, which begins on {day_in_words(period.start)}"
