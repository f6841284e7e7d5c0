"""RG705: a theme of the business plan that the report leaves out."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.plan_titles import answered, plan
from reportgen.schema.models import Report


@rule("RG705", Severity.WARNING)
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
    edition = plan(context)
    dropped = any(at[:2] in (("themes", "entries"), ("priorities", "entries")) for at in context.dropped)
    if edition is None or dropped or not report.themes.entries:
        return
    given = {found.item for found in answered(context, edition)}
    missing = [item.title for item in edition.themes if item not in given]
    if 0 < len(missing) < len(edition.themes) - len(missing):
        names = ", ".join(f"`{title}`" for title in missing)
        message = f"the business plan {edition.edition} also has {names}"
        yield Problem(("themes",), message, "say what the group does for it, if it does anything", "key")
