"""RG506: a report of the group's own that is spoken of and not listed."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.registers.names import name_key
from reportgen.rules.running_text import find_at_clues
from reportgen.schema.models import Report
from reportgen.startup.patterns import lazy_pattern

_TITLE = r"[A-Z][\w’'-]*(?: (?:(?:and|for|in|of|on|the|to) )*[A-Z][\w’'-]*)+"
_OURS = rf"\b[Oo]ur (?:new |recent |latest )?({_TITLE}) (?:report|study|guide|toolkit|prospectus)\b"
_USUAL = lazy_pattern(r"Annual|Board|Committee|Interim|Final|Quarterly|General")


@rule("RG506", Severity.INFO, is_absence=True)
def publication_not_listed(report: Report, context: Context) -> Iterator[Problem]:
    """The text speaks of a report of the group's own, as in "our Culture and Place in Britain report", that is no project.

    Where projects are listed at all, readers look there for what was published. One of an earlier year need not be listed, nor
    one of which the forward plan speaks.

    Faulty:

        aims: We told of our Culture and Place report.
        activities: {projects: [{title: Skills for Cities}]}

    Right:

        aims: We told of our Culture and Place report.
        activities: {projects: [{title: Skills for Cities}, {title: Culture and Place}]}
    """
    projects = report.activities.projects
    has_dropped = any(at[:2] == ("activities", "projects") for at in context.dropped)
    if not projects or has_dropped:
        return
    listed_keys = [name_key(project.title) for project in projects if project.title]
    for match in find_at_clues(context, _OURS, "our"):
        title = match[1]
        title_key = name_key(title)
        is_listed = any(title_key in listed or listed in title_key for listed in listed_keys)
        if match.at != ("activities", "forward_plan") and not is_listed and not _USUAL.search(title):
            message = f"`{title}` is not among the projects"
            hint = "if it was published in this year, add it to `activities.projects`"
            yield Problem(match.at, message, hint, match.part(1))
