"""RG705: a theme of the business plan that the report leaves out."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.plan_headings import named_plan, plan_headings
from reportgen.schema.models import Report


@rule("RG705", Severity.WARNING, is_absence=True)
def theme_not_answered(report: Report, context: Context) -> Iterator[Problem]:
    """The report answers most themes of the edition of the plan that it names, and leaves out the others.

    It asks where more are answered than left out, since a group may work for one theme alone. Those known of the edition count;
    a theme to which the group's work adds nothing can be left out with a clear conscience.

    Faulty:

        priorities: {plan: 2024-25-update}
        themes:
          entries:
            - {title: A White Paper for Local Government, text: We wrote to it.}
            - {title: Supporting Care Leavers, text: We ask for homes.}
            - {title: Driving improvement and assurance, text: We review each other.}

    Right:

        priorities: {plan: 2024-25-update}
        themes:
          entries:
            - {title: A White Paper for Local Government, text: We wrote to it.}
            - {title: Supporting Care Leavers, text: We ask for homes.}
            - {title: Driving improvement and assurance, text: We review each other.}
            - {title: "One LGA, One Voice", text: We speak for towns.}
    """
    plan = named_plan(context)
    dropped = any(at[:2] in (("themes", "entries"), ("priorities", "entries")) for at in context.dropped)
    if plan is None or dropped or not report.themes.entries:
        return
    answered_items = {heading.item for heading in plan_headings(context, plan)}
    missing = [theme.title for theme in plan.themes if theme not in answered_items]
    if 0 < len(missing) < len(plan.themes) - len(missing):
        names = ", ".join(f"`{title}`" for title in missing)
        message = f"the business plan {plan.edition} also has {names}"
        yield Problem(("themes",), message, "say what the group does for it, if it does anything", "key")
