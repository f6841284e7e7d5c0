"""Names the files that are made of a report, and those in which the report of the year before may lie."""

from pathlib import Path

from reportgen.file_names import slug
from reportgen.schema.models import Report
from reportgen.schema.values import Period

_MAX_LENGTH = 100
"""The most characters of a name."""


def file_stem(report: Report) -> str:
    """The name of a report's files, without extension: its group and period; empty where the report has neither.

    A long group's name is shortened, never the period, which tells the reports of a group apart.
    """
    group, period = report.group.name, period_label(report.period)
    group_length = _MAX_LENGTH - len(period) - 1
    if len(group) > group_length:
        group = slug(group, group_length)
    return slug(f"{group} {period}", _MAX_LENGTH)


def period_label(period: Period | None) -> str:
    """A period in any language: the financial year, or the first and the last day; empty where there is none."""
    return (period.label or f"{period.start} {period.end}") if period else ""


def paths_of_year_before(path: Path, report: Report) -> tuple[Path, ...]:
    """Where the report of the financial year before would lie beside this one; nowhere where the period is no such year."""
    if report.period is None or not report.period.label:
        return ()
    name = file_name_of_year(report.period, years=-1)
    return tuple(path.with_name(f"{name}{suffix}") for suffix in (".yaml", ".yml"))


def file_name_of_year(period: Period, years: int = 0) -> str:
    """The name without extension of the dataset of a period's year, or of one some years later: `2023-24`."""
    year = period.start.year + years
    return f"{year}-{(year + 1) % 100:02}"
