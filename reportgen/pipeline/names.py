"""What files that are made of a report are called."""

from reportgen.names import slug
from reportgen.schema.models import Report


def stem(report: Report) -> str:
    """The name of a report's files, without extension: its group and period; empty where it tells neither."""
    period, parts = report.period, [report.group.name]
    if period:
        parts.append(period.label or f"{period.start:%Y-%m-%d} {period.end:%Y-%m-%d}")
    return slug(" ".join(parts), 100)
