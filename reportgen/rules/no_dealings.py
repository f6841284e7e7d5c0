"""RG801: a report without dealings with government departments."""

import re
from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Report

_GOVERNMENT_WORDS = (
    "department", "ministry", "minister", "treasury", "home office", "cabinet office", "whitehall", "civil servant",
    "secretary of state", "secretaries of state", "central government", "national government",
)  # fmt: skip
_MIN_PARAGRAPHS = 3
"""How many paragraphs on activities make the lack of dealings worth a question."""

_MIN_LETTERS = 3
"""An abbreviation with fewer letters may mean something else."""


@rule("RG801", Severity.WARNING, is_absence=True)
def no_dealings_reported(report: Report, context: Context) -> Iterator[Problem]:
    """The report tells of no dealings with government departments, which the LGA asks for on its page about the groups.

    A dealing under `government`, a department in any activity, a consultation answered, or a text that speaks of a department or
    of ministers is enough. Where there were none, say so. It asks once the lead member and the aims are
    given, and the activities told of in three paragraphs.

    Faulty:

        contact: {lead_member: Cllr John Merry}
        aims: We speak for cities.
        activities:
          projects: [{title: Skills for Cities, text: We launched it.}]
          events: [{title: Conference, text: We met in Leeds.}]
          meetings: [{kind: Plenary, text: Members met twice.}]

    Right:

        contact: {lead_member: Cllr John Merry}
        aims: We speak for cities.
        activities:
          projects: [{title: Skills for Cities, text: We launched it.}]
          events: [{title: Conference, text: We met in Leeds.}]
          meetings: [{kind: Plenary, text: Members met twice.}]
        government: none
    """
    if report.language != "en-GB" or not _has_content(report, context) or _is_incomplete(context):
        return
    if "government" not in report.given and not _has_dealings(report) and not _mentions_government(context):
        hint = "list them under `government`, or write `government: none`"
        yield Problem(("activities",), "no dealings with government departments are reported", hint, "key")


def _has_content(report: Report, context: Context) -> bool:
    paragraphs = sum(
        at[0] == "activities" and at[1] != "forward_plan" and passage.kind != "note"
        for at, passage in context.passages
    )
    contact = report.contact
    return (
        bool((contact.lead_member.name or contact.no_lead_member) and report.aims)
        and paragraphs >= _MIN_PARAGRAPHS
    )


def _is_incomplete(context: Context) -> bool:
    """Whether the dataset says more than could be read: it has faulty values, or markup that texts cannot hold."""
    dropped = {("government",), ("activities",)} & context.dropped
    return bool(dropped) or any(text.faults for _, text in context.texts)


def _has_dealings(report: Report) -> bool:
    activities = report.activities
    return bool(
        any(project.departments for project in activities.projects)
        or any(event.departments for event in activities.events)
        or any(partnership.departments for partnership in activities.partnerships)
        or any(partnership.kind == "department" for partnership in activities.partnerships)
        or activities.consultations
    )


def _mentions_government(context: Context) -> bool:
    """Whether a text or title speaks of the government, or of a department by its abbreviation."""
    lines = [
        line for at, line in context.lines if at[0] in ("activities", "themes", "priorities", "sections")
    ]
    text = "\n".join((*lines, *(passage.text for _, passage in context.english_passages))).lower()
    if any(words in text for words in _GOVERNMENT_WORDS):
        return True
    abbreviations = (department.abbreviation for department in context.registers.departments)
    alternatives = "|".join(name for name in abbreviations if len(name) >= _MIN_LETTERS)
    return bool(re.search(rf"\b(?:{alternatives})\b", text, re.IGNORECASE))
