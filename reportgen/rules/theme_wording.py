"""RG703: a theme in other words than those of the business plan."""

from collections.abc import Iterator

from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.plan_headings import named_plan, plan_headings
from reportgen.schema.models import Report


@rule("RG703", Severity.WARNING)
def theme_in_other_words(_: Report, context: Context) -> Iterator[Problem]:
    """A heading under `themes` or `priorities` is nearly, but not quite, one of the edition of the plan that is named.

    Capitals, dashes and commas count for nothing. A heading in words of its own is none of the plan's, and stays silent here.

    Faulty:

        priorities: {plan: 2022-25}
        themes: {entries: [{title: Championing climate change and environments, text: We plant trees.}]}

    Right:

        priorities: {plan: 2022-25}
        themes: {entries: [{title: Championing climate change and local environments, text: We plant trees.}]}
    """
    plan = named_plan(context)
    if plan is None:
        return
    for heading in plan_headings(context, plan):
        if heading.item and not heading.is_exact:
            title = heading.item.title[:1].upper() + heading.item.title[1:]
            message = f"`{heading.title}` is `{title}` in the business plan {plan.edition}"
            yield Problem(heading.at, message, "write it as the plan does", fix=Fix(title, safe=False))
