"""RG801: nothing is said of dealings with government departments."""

import re
from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Report

_CLUES = (
    "department", "ministry", "minister", "treasury", "home office", "cabinet office", "whitehall", "civil servant",
    "secretary of state", "secretaries of state", "central government", "national government",
)  # fmt: skip
_ENOUGH = 3
"""How many paragraphs tell enough of the year to miss something in them."""

_LEAST = 3


@rule("RG801", Severity.WARNING)
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
    if report.language != "en-GB" or not _is_told(report, context) or _is_dropped(context):
        return
    if "government" not in report.given and not _deals(report) and not _speaks(context):
        hint = "list them under `government`, or write `government: none`"
        yield Problem(("activities",), "no dealings with government departments are reported", hint, "key")


def _is_told(report: Report, context: Context) -> bool:
    paragraphs = sum(at[0] == "activities" and at[1] != "forward_plan" for at, _ in context.passages)
    return bool(report.contact.lead_member.name and report.aims) and paragraphs >= _ENOUGH


def _is_dropped(context: Context) -> bool:
    """Whether there is more than could be read: values that were refused, or markup that texts cannot hold."""
    gone = {("government",), ("activities",)} & context.dropped
    return bool(gone) or any(text.faults for _, text in context.texts)


def _deals(report: Report) -> bool:
    year = report.activities
    return bool(
        any(project.departments for project in year.projects)
        or any(event.departments for event in year.events)
        or any(partnership.departments for partnership in year.partnerships)
        or any(partnership.kind == "department" for partnership in year.partnerships)
        or year.consultations
    )


def _speaks(context: Context) -> bool:
    """Whether a text or title speaks of a department; the register is asked last."""
    lines = [
        line for at, line in context.lines if at[0] in ("activities", "themes", "priorities", "sections")
    ]
    said = "\n".join((*lines, *(passage.text for _, passage in context.english_passages))).lower()
    if any(clue in said for clue in _CLUES):
        return True
    short = "|".join(
        name for each in context.registers.departments if len(name := each.abbreviation) >= _LEAST
    )
    return bool(re.search(rf"\b(?:{short})\b", said, re.IGNORECASE))
