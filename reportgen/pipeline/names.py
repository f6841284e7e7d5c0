"""What files that are made of a report are called."""

from reportgen.names import slug
from reportgen.schema.models import Report
from reportgen.schema.values import Period

LONGEST = 100
"""The most characters of a name."""


def stem(report: Report) -> str:
    """The name of a report's files, without extension: its group and period; empty where it tells neither."""
    group, period = report.group.name, label(report.period)
    room = LONGEST - len(period) - 1  # for a group whose name is long: the period tells its reports apart
    return slug(f"{slug(group, room) if len(group) > room else group} {period}", LONGEST)


def label(period: Period | None) -> str:
    """A period in any language: the financial year, or the first and the last day; empty where there is none."""
    return (period.label or f"{period.start} {period.end}") if period else ""
