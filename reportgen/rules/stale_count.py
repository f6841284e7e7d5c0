"""RG406: members counted long before the period's end."""

import re
from collections.abc import Iterator
from datetime import timedelta

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.i18n import MONTHS, day_in_words
from reportgen.schema.models import Report
from reportgen.schema.values import Date

_MONTH = rf"({'|'.join(MONTHS['en-GB'])}) (20[0-9]{{2}})"
_AS_OF = rf"\b(?:[Aa]s (?:at|of)|(?:[Bb]y|[Aa]t) the end of)(?: [0-9]{{1,2}})? {_MONTH}\b"
_SPEAKS_OF_TODAY = r"\b(?:now|today|currently|since)\b"
_HALF_A_YEAR = timedelta(days=183)


@rule("RG406", Severity.WARNING)
def members_counted_long_ago(report: Report, context: Context) -> Iterator[Problem]:
    """The introduction to the members says how many there were more than six months before the period's end, and nothing later.

    Such sentences are often left from the year before.

    Faulty:

        period: 2022/23
        membership:
          introduction: By the end of July 2022, there were 34 members.

    Right:

        period: 2022/23
        membership:
          introduction: By the end of March 2023, there were 34 members.
    """
    introduction = report.membership.introduction
    text = "\n".join(passage.text for passage in introduction.passages)
    if (
        report.period is None
        or not context.english_passages
        or not re.search(_AS_OF, text)
        or re.search(_SPEAKS_OF_TODAY, text)
    ):
        return
    months = [_month(match) for match in re.finditer(_MONTH, text)]
    if max(month.end for month in months) >= report.period.end - _HALF_A_YEAR:
        return
    for passage in introduction.passages:
        for match in re.finditer(_AS_OF, passage.text):
            message = f"this count is more than six months older than the period's end, {day_in_words(report.period.end)}"
            part = passage.part(match.start(1), match.end())
            yield Problem(("membership", "introduction"), message, "bring it up to date", part)


def _month(match: re.Match[str]) -> Date:
    return Date.month(int(match[2]), MONTHS["en-GB"].index(match[1]) + 1)
