"""RG801: nothing is said of dealings with government departments."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Report

_CLUES = (
    "department", "ministry", "minister", "treasury", "home office", "cabinet office", "whitehall", "civil servant",
    "secretary of state", "secretaries of state", "central government", "national government",
)  # fmt: skip


@rule("RG801", Severity.WARNING)
def no_dealings_reported(report: Report, context: Context) -> Iterator[Problem]:
    """The report tells of no dealings with government departments, which the LGA asks for on its page about the groups.

    A dealing under `government`, a department in any activity, a consultation answered, or a text that speaks of a department or
    of ministers is enough. Where there were none, say so. It asks once the aims and an activity of the year are given.

    Faulty:

        contact: {lead_member: Cllr John Merry}
        aims: We speak for cities.
        activities: {meetings: [{kind: Plenary, count: 6}]}

    Right:

        contact: {lead_member: Cllr John Merry}
        aims: We speak for cities.
        activities: {meetings: [{kind: Plenary, count: 6}]}
        government: none
    """
    if report.language != "en-GB" or not _is_told(report) or _is_dropped(context):
        return
    if "government" not in report.model_fields_set and not _deals(report) and not _speaks(context):
        hint = "list them under `government`, or write `government: none`"
        yield Problem(("activities",), "no dealings with government departments are reported", hint, "key")


def _is_told(report: Report) -> bool:
    year = report.activities
    told = year.projects or year.events or year.partnerships or year.meetings
    return bool(report.contact.lead_member.name and report.aims and told)


def _is_dropped(context: Context) -> bool:
    return ("government",) in context.dropped or ("activities",) in context.dropped


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
    if context.english_with(*_CLUES) or any(clue in line.lower() for line in lines for clue in _CLUES):
        return True
    short = [each.abbreviation for each in context.registers.departments if each.abbreviation]
    texts = [*lines, *(passage.text for _, passage in context.english)]
    return any(name in text or name.upper() in text for text in texts for name in short)
