"""RG204: a member that had ended before the period began."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.i18n import day_in_words
from reportgen.schema.models import Report


@rule("RG204", Severity.ERROR)
def council_abolished_before_the_period(report: Report, context: Context) -> Iterator[Problem]:
    """A listed council had been abolished before the period of the report began, so that it cannot have been a member in it.

    Its successor is named. A council that existed for a part of the period stays silent, and so does one that has `left`.

    Faulty:

        period: 2023/24
        membership: {members: [Carlisle]}

    Right:

        period: 2023/24
        membership: {members: [Cumberland]}
    """
    if report.period is None:
        return
    authorities = context.registers.authorities
    for at, member, resolution in context.members:
        authority = resolution.authority
        if authority and authority.end and authority.end < report.period.start and member.left is None:
            heirs = authorities.all_successors(authority)
            names = [f"`{heir.short_name}`" for heir in heirs if heir.in_force(context.period_end)]
            message = f"{authority.name} ended on {day_in_words(authority.end)}, before the period began"
            hint = f"its successor is {' and '.join(names)}" if names else None
            yield Problem((*at, "name"), message, hint)
