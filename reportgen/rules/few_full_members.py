"""RG210: fewer than ten full members, and no word of why."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.registers import Lga, Resolution
from reportgen.schema.members import comparable_name
from reportgen.schema.models import Report

MIN_FULL_MEMBERS = 10
"""How many full members form a Special Interest Group (LGA Constitution, clause 15); the Board may agree to fewer."""

_FIELDS = frozenset(("membership", key) for key in ("members", "groups", "exception"))


@rule("RG210", Severity.WARNING, is_absence=True)
def fewer_than_ten_full_members(report: Report, context: Context) -> Iterator[Problem]:
    """A Special Interest Group needs ten full members of the LGA, unless the Board has agreed to fewer.

    Principal councils of England are full members unless their `kind` says otherwise; Welsh councils belong to the LGA through
    the Welsh LGA, and are not. Where the Board has agreed, say so under `exception`.

    Faulty:

        members: [Bradford, Coventry]

    Right:

        members: [Bradford, Coventry]
        exception: The Board agreed to two members in June 2023.
    """
    membership = report.membership
    if membership.exception or not (membership.members or membership.groups) or _FIELDS & context.dropped:
        return
    full_members = {
        resolution.authority.code if resolution.authority else comparable_name(member.name)
        for _, member, resolution in context.members
        if member.left is None and member.kind in ("", "full") and _may_be_full(resolution)
    }
    if len(full_members) < MIN_FULL_MEMBERS:
        count = f"{len(full_members)} full member{' is' if len(full_members) == 1 else 's are'} listed"
        hint = "if the LGA Board has agreed to fewer, say so under `exception`"
        at = ("membership", "members" if membership.members else "groups")
        yield Problem(at, f"{count}, but a Special Interest Group needs {MIN_FULL_MEMBERS}", hint, "key")


def _may_be_full(resolution: Resolution) -> bool:
    """Whether a member can be a full one; an unknown name has the benefit of the doubt."""
    return resolution.authority.lga is Lga.FULL if resolution.authority else not resolution.body
