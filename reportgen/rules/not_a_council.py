"""RG211: a member that is not a member authority of the LGA, and has no `kind` that says so."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.registers import Lga, Resolution
from reportgen.rules.habits import group_by_habit
from reportgen.schema.models import Report


@rule("RG211", Severity.WARNING)
def member_that_is_no_council(_: Report, context: Context) -> Iterator[Problem]:
    """A member is a national park, a joint service, a combined authority or a council outside England and Wales.

    Such bodies can take part, but not as full members: the LGA's members are the principal councils of England, and those of
    Wales through the Welsh LGA. Say what it is under `kind`. Those of one sort in one list are told of
    once.

    Faulty:

        members: [Dartmoor National Park]

    Right:

        members: [{name: Dartmoor National Park, kind: associate}]
    """
    others = [
        (at, resolution, body, member.kind)
        for at, member, resolution in context.members
        if member.kind in ("", "full") and (body := _other_body(resolution))
    ]
    groups = group_by_habit(others, lambda other: (other[0][:-1], *other[2:]))
    for (at, resolution, body, _kind), *alike in groups:
        message, hint = f"`{resolution.name}` is {body}", "give its `kind`, as in"
        if alike:
            message = f"`{resolution.name}` and {len(alike)} more in this list are each {body}"
            hint = "give each its `kind`, as in"
        message = f"{message}, not a council that is a full member"
        yield Problem((*at, "name"), message, f"{hint} `{{name: …, kind: associate}}`")


def _other_body(resolution: Resolution) -> str:
    """Returns what a member is, with its article; empty if it may be a council of England or Wales."""
    authority = resolution.authority
    if authority is None:
        return f"a {resolution.body}" if resolution.body else ""
    if authority.lga is not Lga.NONE:
        return ""
    if not authority.is_council:
        return f"a {authority.type}"
    return f"a council of {authority.nation}" if authority.nation not in ("England", "Wales") else ""
