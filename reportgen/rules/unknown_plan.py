"""RG707: an edition of the business plan that the register does not have."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.placeholder import is_placeholder
from reportgen.rules.plan_headings import named_plan
from reportgen.schema.models import Report


@rule("RG707", Severity.WARNING)
def unknown_plan(report: Report, context: Context) -> Iterator[Problem]:
    """The edition of the business plan that a report answers is none of those in the register.

    Themes and priorities can be compared with an edition that the register has, and with no other. A new edition can be added to
    a register of your own.

    Faulty:

        priorities: {plan: banana}

    Right:

        priorities: {plan: 2022-25}
    """
    edition = report.priorities.plan
    if edition and not is_placeholder(edition) and named_plan(context) is None:
        names = ", ".join(f"`{name}`" for name in context.registers.plans.editions)
        message = f"there is no edition `{edition}` of the LGA business plan in the register"
        yield Problem(("priorities", "plan"), message, f"name one of {names}" if names else None)
