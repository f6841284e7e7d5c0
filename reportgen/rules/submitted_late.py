"""RG812: a report sent after it was due."""

from collections.abc import Iterator
from datetime import date

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.i18n import day_in_words
from reportgen.schema.models import Report

_DUE = (4, 30)  # month and day


@rule("RG812", Severity.WARNING)
def submitted_late(report: Report, _: Context) -> Iterator[Problem]:
    """The report was sent after the end of April that follows its period, when the LGA's page on the groups asks for it.

    Faulty:

        period: 2023/24
        submitted: 2024-06-30

    Right:

        period: 2023/24
        submitted: 2024-04-30
    """
    if report.submitted is None or report.period is None:
        return
    end = report.period.end
    year = end.year + 1 if end > date(end.year, *_DUE) else end.year
    if year <= date.max.year and report.submitted.start > (due := date(year, *_DUE)):
        message = f"the report was due on {day_in_words(due)}"
        hint = "correct the date, if it is wrong; a report that is late is still noted"
        yield Problem(("submitted",), message, hint)
