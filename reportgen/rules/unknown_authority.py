"""RG203: a member whose name is no council's."""

from collections.abc import Iterator

from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.registers import Authority
from reportgen.schema.models import Report


@rule("RG203", Severity.ERROR)
def unknown_council(_: Report, context: Context) -> Iterator[Problem]:
    """A member's name is that of no council in the register, now or formerly.

    Names are compared without regard to case, accents, `&`, punctuation and titles such as "City Council", in English and Welsh.
    A member that is no council, such as a national park or a joint service, says so by its `kind`.

    Faulty:

        members: [Teignbridg, Exeter]

    Right:

        members: [Teignbridge, Exeter]
    """
    for at, member, found in context.members:
        council = member.kind in ("", "full") and not found.body
        if found.authority is None and found.name and council:
            if member.authority:
                message = f"`{member.authority}` is the code of no council"
                yield Problem((*at, "authority"), message, "look it up at the Office for National Statistics")
            else:
                near = found.nearest
                fix = Fix(near[0].short_name, safe=False) if len(near) == 1 else None
                yield Problem((*at, "name"), f"there is no council `{found.name}`", _hint(near), fix=fix)


def _hint(near: tuple[Authority, ...]) -> str:
    if near:
        return f"did you mean {' or '.join(f'`{each.short_name}`' for each in near)}?"
    return "if it is no council, give its `kind`, as in `{name: …, kind: partner}`"
