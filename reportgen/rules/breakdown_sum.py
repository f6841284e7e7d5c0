"""RG214: a breakdown by type that does not add up to the members listed."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.members import comparable_name, current_members
from reportgen.schema.models import Report

_FIELDS = frozenset(("membership", key) for key in ("members", "groups", "breakdown"))


@rule("RG214", Severity.WARNING, is_absence=True)
def breakdown_that_does_not_add_up(report: Report, context: Context) -> Iterator[Problem]:
    """The counts of the breakdown add up neither to the declared number of members nor to that of the members listed.

    Without a list, the sum is compared with the declared number (RG201). Where no number is declared, nothing is said: the list
    may be of some members only.

    Faulty:

        declared: 3
        members: [Bradford, Coventry, Exeter]
        breakdown: [{label: Cities, count: 2}]

    Right:

        declared: 3
        members: [Bradford, Coventry, Exeter]
        breakdown: [{label: Cities, count: 2}, {label: Towns, count: 1}]
    """
    membership = report.membership
    if not (membership.breakdown and membership.declared) or _FIELDS & context.dropped:
        return
    listed = {comparable_name(member.name) for _, member in current_members(report)}
    total = sum(entry.count for entry in membership.breakdown)
    is_complete = all("count" in entry.given for entry in membership.breakdown)
    if listed and is_complete and total not in (len(listed), membership.declared):
        message = f"the breakdown adds up to {total}, but {len(listed)} members are listed"
        yield Problem(("membership", "breakdown"), message, "correct the counts or the list", "key")
