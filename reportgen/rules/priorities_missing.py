"""RG706: a report by the 2024 form without priorities."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Report


@rule("RG706", Severity.WARNING, is_absence=True)
def priorities_missing(report: Report, context: Context) -> Iterator[Problem]:
    """The report does not say how the group's work serves the LGA's priorities, which the 2024 form asks for.

    It is silent while the aims are missing too.

    Faulty:

        form: "2024"
        priorities:

    Right:

        form: "2024"
        priorities:
          entries: [{title: One voice, text: We speak for towns.}]
    """
    is_2024_form = report.form == "2024" and "form" in report.given
    if (
        is_2024_form
        and report.aims
        and "priorities" not in report.given
        and ("priorities",) not in context.dropped
    ):
        hint = "list them below `priorities:` under `entries:`, each with a `title` and a `text`"
        message = "`priorities` is missing, which the 2024 form asks for"
        yield Problem(("form",), message, hint)
