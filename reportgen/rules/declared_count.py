"""RG201: the number of members that the report states is not the number it lists."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.members import comparable_name, current_members
from reportgen.schema.models import Report

_FIELDS = frozenset(("membership", key) for key in ("members", "groups", "breakdown"))


@rule("RG201", Severity.ERROR, is_absence=True)
def declared_count_differs(report: Report, context: Context) -> Iterator[Problem]:
    """The report declares one number of members and lists another.

    Counted are the different names under `members` and in all `groups`, of any kind, but for those who have `left`. Without a
    list, the counts of the `breakdown` are added up. A common cause is a council whose name has a comma in it, split in
    two, or a member who joined after last year's sentence was written.

    Faulty:

        declared: 3
        members: [Bradford, Coventry]

    Right:

        declared: 2
        members: [Bradford, Coventry]
    """
    membership = report.membership
    if membership.declared is None or _FIELDS & context.dropped:
        return
    at = ("membership", "declared")
    listed_names = {comparable_name(member.name) for _, member in current_members(report)}
    declared = f"{membership.declared} member{' is' if membership.declared == 1 else 's are'} declared"
    if membership.members or membership.groups:
        if len(listed_names) != membership.declared:
            hint = "correct the number or the list; a name with a comma in it may have been split in two"
            yield Problem(at, f"{declared}, but {len(listed_names)} listed", hint)
    elif membership.breakdown and all("count" in entry.given for entry in membership.breakdown):
        total = sum(entry.count for entry in membership.breakdown)
        if total != membership.declared:
            hint = "correct the number or the breakdown"
            yield Problem(at, f"{declared}, but the breakdown adds up to {total}", hint)
