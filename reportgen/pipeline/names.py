"""What files that are made of a report are called."""

from reportgen.names import slug
from reportgen.schema.models import Report
from reportgen.schema.values import Period


def stem(report: Report) -> str:
    """The name of a report's files, without extension: its group and period; empty where it tells neither."""
    return "-".join(filter(None, (slug(report.group.name), slug(label(report.period)))))


def label(period: Period | None) -> str:
    """A period in any language: the financial year, or the first and the last day; empty where there is none."""
    return (period.label or f"{period.start} {period.end}") if period else ""
