"""RG205: a council listed beside the one that took over from it."""

from collections.abc import Iterator
from datetime import date

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Report


@rule("RG205", Severity.WARNING)
def successor_beside_predecessor(report: Report, context: Context) -> Iterator[Problem]:
    """A council and one that took over from it are both listed as members.

    Both can be right where the change came within the period; then the earlier one has `left`.

    Faulty:

        period: 2022/23
        membership: {members: [Carlisle, Cumberland]}

    Right:

        period: 2022/23
        membership: {members: [{name: Carlisle, left: 2023-03-31}, Cumberland]}
    """
    authorities = context.registers.authorities
    current = [
        (at, resolution.authority)
        for at, member, resolution in context.members
        if member.left is None and resolution.authority
    ]
    current_codes = {authority.code for _, authority in current}
    period_start = report.period.start if report.period else date.min
    for at, authority in current:
        if authority.end and authority.end >= period_start:  # RG204 reports those that ended before
            for heir in authorities.all_successors(authority):
                if heir.code in current_codes:
                    message = (
                        f"{authority.short_name} is listed beside {heir.short_name}, which took over from it"
                    )
                    yield Problem((*at, "name"), message, "delete it, or say when it `left`")
                    break
