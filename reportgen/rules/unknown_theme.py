"""RG701: a theme that the named edition of the business plan does not have."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.plan_titles import answered, plan
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
    edition = plan(context)
    if edition is None or not edition.complete:
        return
    for found in answered(context, edition):
        if found.item is None:
            message = f"the business plan {edition.edition} has no theme or priority `{found.title}`"
            names = ", ".join(f"`{item.title}`" for item in edition.items)
            yield Problem(found.at, message, f"it has {names}")
