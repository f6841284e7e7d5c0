"""RG403: something told of that was later than the day the report is due."""

from collections.abc import Iterator
from datetime import date

from reportgen.findings import At, Problem, Severity
from reportgen.lint import YEARS, Context, rule
from reportgen.rules.running_text import find_with_clues
from reportgen.schema.i18n import MONTHS, date_in_words, day_in_words
from reportgen.schema.members import listed_members
from reportgen.schema.models import Report

_MONTHS = "|".join(MONTHS["en-GB"])
_PAST = (
    "agreed|answered|attended|began|brought|gave|held|hosted|joined|launched|led|left|met|opened|organised|published"
    "|released|responded|signed|spoke|submitted|took|visited|welcomed|wrote"
)
_DONE = rf"[Ii]n (?<!\w...)(({_MONTHS}) (20[0-9]{{2}})),? (?:we|(?:[Tt]he )?[A-Z][\w-]*(?: [A-Z][\w-]*)*|the group) (?:{_PAST})\b"
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
        for key, changed in (("joined", member.joined), ("left", member.left)):
            if changed and changed.start > due:
                message = (
                    f"{date_in_words(changed, 'en-GB')} is after {day_in_words(due)}, when the report is due"
                )
                yield Problem((*at, key), message, hint)
    matches = [*find_with_clues(context, _DONE, *(year for year in YEARS if int(year) >= due.year))]
    first_passages = {id(text.passages[0]) for _, text in context.texts if matches and text.passages}
    for match in matches:
        month = date(int(match[3]), MONTHS["en-GB"].index(match[2]) + 1, 1)
        if month > due and not (_is_in_dated_entry(match.at) and id(match.item) in first_passages):
            message = f"{match[1]} is after {day_in_words(due)}, when the report is due"
            yield Problem(match.at, message, hint, match.part(1))


def _is_in_dated_entry(at: At) -> bool:
    """Whether a path leads into an entry with a date: RG402 looks at the first paragraph of that."""
    return at[0] == "government" or (at[0] == "activities" and at[1] in _DATED)
