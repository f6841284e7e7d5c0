"""RG701: a theme that the named edition of the business plan does not have."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.plan_headings import named_plan, plan_headings
from reportgen.schema.models import Report


@rule("RG701", Severity.WARNING)
def theme_not_in_the_plan(_: Report, context: Context) -> Iterator[Problem]:
    """A heading under `themes` or `priorities` is none of those in the edition of the LGA business plan under `priorities.plan`.

    Only editions whose wording is known in full are compared; of the others, more may exist than is known.

    Faulty:

        priorities: {plan: 2014-15, entries: [{title: Climate change}]}

    Right:

        priorities: {plan: 2014-15, entries: [{title: Public services reform}]}
    """
    plan = named_plan(context)
    if plan is None or not plan.complete:
        return
    for heading in plan_headings(context, plan):
        if heading.item is None:
            message = f"the business plan {plan.edition} has no theme or priority `{heading.title}`"
            names = ", ".join(f"`{item.title}`" for item in plan.items)
            yield Problem(heading.at, message, f"it has {names}")
