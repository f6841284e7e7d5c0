"""RG403: something told of that was later than the day the report is due."""

from collections.abc import Iterator
from datetime import date

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.prose import Passage
from reportgen.rules.running_text import matches
from reportgen.schema.i18n import MONTHS, date_in_words, day_in_words
from reportgen.schema.members import listed_members
from reportgen.schema.models import Report

_MONTHS = "|".join(MONTHS["en-GB"])
_PAST = (
    "agreed|answered|attended|began|brought|gave|held|hosted|joined|launched|led|left|met|opened|organised|published"
    "|released|responded|signed|spoke|submitted|took|visited|welcomed|wrote"
)
_DONE = rf"[Ii]n (?<!\w...)({_MONTHS}) (20[0-9]{{2}}),? (?:we|(?:[Tt]he )?[A-Z][\w-]*(?: [A-Z][\w-]*)*|the group) (?:{_PAST})\b"
_DATED = frozenset({"projects", "events", "consultations"})


@rule("RG403", Severity.WARNING)
def later_than_the_deadline(report: Report, context: Context) -> Iterator[Problem]:
    """A report is due at the end of April (the LGA's page on Special Interest Groups), and tells of something later than that.

    It looks where RG402 does not: at the days on which members joined or left, and at sentences that say what was done, as in "In
    May 2024, we held". Months that a sentence only names, as plans do, stay silent.

    Faulty:

        period: 2023/24
        aims: In June 2024, we agreed new aims.

    Right:

        period: 2023/24
        aims: In June 2023, we agreed new aims.
    """
    if report.period is None:
        return
    end = report.period.end
    due = date(end.year + (end > date(end.year, 4, 30)), 4, 30) if end.year < date.max.year else date.max
    hint = "leave it for the report of that year, or correct the date"
    for at, member in listed_members(report):
        for key, when in (("joined", member.joined), ("left", member.left)):
            if when and when.start > due:
                yield Problem(
                    (*at, key),
                    f"{date_in_words(when, 'en-GB')} is after {day_in_words(due)}, when the report is due",
                    hint,
                )
    for at, passage, match in matches(context, _DONE, *(str(due.year + more) for more in range(3))):
        when_done = date(int(match[2]), MONTHS["en-GB"].index(match[1]) + 1, 1)
        told = at[0] == "government" or (at[0] == "activities" and at[1] in _DATED)
        if when_done > due and not (told and _is_first(passage, context)):
            message = f"{match[1]} {match[2]} is after {day_in_words(due)}, when the report is due"
            yield Problem(at, message, hint, passage.part(match.start(1), match.end(2)))


def _is_first(passage: Passage, context: Context) -> bool:
    """Whether it is the first passage of its text, where RG402 looks."""
    return any(text.passages and text.passages[0] is passage for _, text in context.texts)
