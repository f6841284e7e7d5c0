"""The entries of a report that happened on a date: projects, events, consultations and dealings with departments."""

from collections.abc import Iterator

from reportgen.findings import At
from reportgen.schema.models import Consultation, Dealing, Event, Project, Report


def dated_entries(report: Report) -> Iterator[tuple[At, Project | Event | Consultation | Dealing]]:
    """Each entry that can have a `date`, with its path; what is only planned is none of them."""
    year = report.activities
    lists: tuple[tuple[str, tuple[Project | Event | Consultation, ...]], ...] = (
        ("projects", year.projects),
        ("events", year.events),
        ("consultations", year.consultations),
    )
    for key, entries in lists:
        for index, entry in enumerate(entries):
            yield ("activities", key, index), entry
    for index, dealing in enumerate(report.government):
        yield ("government", index), dealing
