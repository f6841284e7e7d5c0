"""RG811: a group older than five years whose case was not restated."""

from collections.abc import Iterator
from datetime import date

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.i18n import date_in_words, day_in_words
from reportgen.schema.models import Report
from reportgen.schema.values import Date

_YEARS = 5


@rule("RG811", Severity.WARNING, is_absence=True)
def past_five_years(report: Report, context: Context) -> Iterator[Problem]:
    """A Special Interest Group is established for five years, and longer only if its members restate the case for it.

    So say the LGA's page on Special Interest Groups and its rules. It asks where `established` is given, and `renewed` is not or
    lies more than five years before the end of the period too.

    Faulty:

        group: {name: Key Cities, established: 2013}
        period: 2023/24

    Right:

        group: {name: Key Cities, established: 2013, renewed: 2020-04-01}
        period: 2023/24
    """
    group, period = report.group, report.period
    if group.established is None or period is None or ("group", "renewed") in context.dropped:
        return
    key, event, since = "established", "was established", group.established
    if group.renewed and group.renewed.end > since.end:
        key, event, since = "renewed", "had its case restated", group.renewed
    if _last_day(since) < period.end:
        when = date_in_words(since, "en-GB")
        message = f"the group {event} in {when}, more than {_YEARS} years before {day_in_words(period.end)}"
        if since.precision not in ("year", "month"):
            message = message.replace(f"in {when}", f"on {when}" if since.precision == "day" else when)
        hint = "give the date on which members last restated the case as `group.renewed`"
        yield Problem(("group", key), message, hint)


def _last_day(since: Date) -> date:
    """Returns the last day of the five years, counted from the last day on which they can have begun."""
    start = since.end
    year = min(start.year + _YEARS, date.max.year)
    return date(year, start.month, min(start.day, 28) if start.month == 2 else start.day)
