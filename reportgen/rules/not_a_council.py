"""RG211: a member that is not a member authority of the LGA, and has no `kind` that says so."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.registers import Lga, Resolution
from reportgen.schema.models import Report


@rule("RG211", Severity.WARNING)
def member_that_is_no_council(_: Report, context: Context) -> Iterator[Problem]:
    """A member is a national park, a joint service, a combined authority or a council outside England and Wales.

    Such bodies can take part, but not as full members: the LGA's members are the principal councils of England, and those of
    Wales through the Welsh LGA. Say what it is under `kind`.

    Faulty:

        members: [Dartmoor National Park]

    Right:

        members: [{name: Dartmoor National Park, kind: associate}]
    """
    for at, member, resolution in context.members:
        if member.kind in ("", "full") and (body := _other_body(resolution)):
            message = f"`{resolution.name}` is {body}, not a council that is a full member"
            hint = "give its `kind`, as in `{name: …, kind: associate}`"
            yield Problem((*at, "name"), message, hint)


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
