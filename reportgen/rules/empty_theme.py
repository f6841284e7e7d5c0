"""RG702: a theme of the business plan with nothing said under it."""

from collections.abc import Iterator

from reportgen.findings import At, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Report


@rule("RG702", Severity.WARNING)
def theme_left_empty(report: Report, context: Context) -> Iterator[Problem]:
    """A theme of the LGA business plan is named and nothing is said under it.

    The form asks how the group's work serves each theme. Say so, or leave out the theme.

    Faulty:

        themes:
          entries: [{title: Putting people first}]

    Right:

        themes:
          entries: [{title: Putting people first, text: We ask for fair funding of social care.}]
    """
    for index, entry in enumerate(report.themes.entries):
        at: At = ("themes", "entries", index)
        if entry.title and not (entry.text or entry.text.faults or (*at, "text") in context.dropped):
            hint = "say how the group's work serves it under `text`, or leave the theme out"
            yield Problem((*at, "title"), f"the theme `{entry.title}` is left empty", hint)
