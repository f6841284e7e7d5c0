"""RG401: an activity dated after the report was sent."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.dated_entries import dated_entries
from reportgen.schema.i18n import date_in_words
from reportgen.schema.models import Report
from reportgen.schema.values import Date


@rule("RG401", Severity.ERROR)
def activity_after_the_report_was_sent(report: Report, _: Context) -> Iterator[Problem]:
    """A project, event, consultation or dealing has a `date` later than `submitted`, so it cannot have happened yet.

    One of the two is wrong. What is only planned belongs under `forward_plan`.

    Faulty:

        submitted: 2024-04-30
        activities:
          events: [{title: Annual conference, date: 2024-05-21}]

    Right:

        submitted: 2024-04-30
        activities:
          events: [{title: Annual conference, date: 2024-02-21}]
          forward_plan: In May we will hold our next conference.
    """
    submitted = report.submitted
    if submitted is None:
        return
    for at, entry in dated_entries(report):
        date = entry.date
        if date and date.start > submitted.end:
            message = f"{date_in_words(date, 'en-GB')} is after the report was sent, which was {_in_words(submitted)}"
            hint = "correct the date or `submitted`; plans go under `forward_plan`"
            yield Problem((*at, "date"), message, hint)


def _in_words(submitted: Date) -> str:
    return f"{'on' if submitted.precision == 'day' else 'in'} {date_in_words(submitted, 'en-GB')}"
