"""RG703: a theme in other words than those of the business plan."""

from collections.abc import Iterator

from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.plan_titles import answered, plan
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
    edition = plan(context)
    if edition is None:
        return
    for found in answered(context, edition):
        if found.item and not found.exact:
            right = found.item.title[:1].upper() + found.item.title[1:]
            message = f"`{found.title}` is `{right}` in the business plan {edition.edition}"
            yield Problem(found.at, message, "write it as the plan does", fix=Fix(right, safe=False))
