"""RG405: a party conference in a month in which it was not held."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from reportgen.findings import Problem, Severity, ValuePart
from reportgen.lint import Context, rule
from reportgen.prose import Prose
from reportgen.schema.i18n import MONTHS, range_in_words
from reportgen.schema.models import Report
from reportgen.schema.values import Date

_AUTUMN_CONFERENCES = {
    "conservative party conference": (
        (date(2017, 10, 1), date(2017, 10, 4)),
        (date(2023, 10, 1), date(2023, 10, 4)),
        (date(2025, 10, 5), date(2025, 10, 8)),
    ),
    "labour party conference": (
        (date(2017, 9, 24), date(2017, 9, 27)),
        (date(2023, 10, 8), date(2023, 10, 11)),
        (date(2025, 9, 28), date(2025, 10, 1)),
    ),
    "liberal democrat conference": (
        (date(2017, 9, 16), date(2017, 9, 19)),
        (date(2023, 9, 23), date(2023, 9, 26)),
        (date(2025, 9, 20), date(2025, 9, 23)),
    ),
}
"""The first and last day of each autumn conference (BBC News 41332364 for 2017 and 66846322 for 2023; LBC, 3 September 2025)."""

_FIRST_MONTH = 6
"""An earlier date is that of a spring conference."""

_EVE = timedelta(days=1)
"""Receptions are held on the evening before."""

_IN_A_MONTH = rf"[Ii]n (?<!\w...)({'|'.join(MONTHS['en-GB'])}) (20[0-9]{{2}})\b"


@rule("RG405", Severity.WARNING)
def party_conference_on_another_date(report: Report, _: Context) -> Iterator[Problem]:
    """An event named for a party's autumn conference has a date on which that conference was not held.

    The `date` counts; where there is none, the first month that the text names. The conferences of 2017, 2023 and 2025 are known;
    those of other years and spring conferences stay silent.

    Faulty:

        events:
          - {title: Conservative Party Conference, date: 2023-09}

    Right:

        events:
          - {title: Conservative Party Conference, date: 2023-10}
    """
    for index, event in enumerate(report.activities.events):
        name = re.sub(r"^(?:20\d\d|annual) | 20\d\d$", "", event.title.lower())
        name = name.replace("liberal democrats", "liberal democrat").replace("democrat party", "democrat")
        key, when, part = ("date", event.date, "value") if event.date else ("text", *_first_month(event.text))
        for first, last in _AUTUMN_CONFERENCES.get(name, ()):
            eve = _EVE if when and when.precision == "day" else timedelta(0)
            if when and _is_autumn(when, first.year) and (when.end < first - eve or when.start > last + eve):
                message = (
                    f"the {event.title} of {first.year} was held from {range_in_words(first, last, 'en-GB')}"
                )
                yield Problem(("activities", "events", index, key), message, "correct the date", part)


def _is_autumn(when: Date, year: int) -> bool:
    """Whether a date is meant to be that of a year's autumn conference."""
    return when.start.year == when.end.year == year and when.start.month >= _FIRST_MONTH


def _first_month(text: Prose) -> tuple[Date | None, ValuePart]:
    """Returns the first month that the first paragraph names, and where it stands."""
    passage = text.passages[0] if text.passages else None
    match = re.search(_IN_A_MONTH, passage.text) if passage else None
    if not match or not passage:
        return None, "value"
    month = Date.month(int(match[2]), MONTHS["en-GB"].index(match[1]) + 1)
    return month, passage.part(match.start(1), match.end())
