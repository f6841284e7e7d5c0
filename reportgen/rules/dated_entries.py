"""The entries of a report that can have a date: projects, events, consultations and dealings with departments."""

from collections.abc import Iterator

from reportgen.findings import At
from reportgen.schema.models import Consultation, Dealing, Event, Project, Report


def dated_entries(report: Report) -> Iterator[tuple[At, Project | Event | Consultation | Dealing]]:
    """Yields each entry that can have a `date`, with its path. Plans are not among them."""
    activities = report.activities
    lists: tuple[tuple[str, tuple[Project | Event | Consultation, ...]], ...] = (
        ("projects", activities.projects),
        ("events", activities.events),
        ("consultations", activities.consultations),
    )
    for key, entries in lists:
        for index, entry in enumerate(entries):
            yield ("activities", key, index), entry
    for index, dealing in enumerate(report.government):
        yield ("government", index), dealing
