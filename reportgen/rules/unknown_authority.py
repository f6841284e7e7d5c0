"""RG203: a member whose name is no council's."""

import re
from collections.abc import Iterator

from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.registers import Authority
from reportgen.schema.models import Report

_SLIP = 0.9
"""How like two names of one council are at least; `Cheshire West` and `Cheshire East` are less so."""

_BOTH = re.compile(r"(?: and | ?& ?| ?/ ?)")


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
                sure = len(near) == 1 and _is_surely(found.name, near[0])
                fix = Fix(near[0].short_name, safe=False) if sure and not _two(found.name, context) else None
                hint = _two(found.name, context) or _hint(near)
                yield Problem((*at, "name"), f"there is no council `{found.name}`", hint, fix=fix)


def _is_surely(name: str, near: Authority) -> bool:
    """Whether one council alone can be meant: its name goes on where this one ends, or differs by a slip."""
    from difflib import SequenceMatcher

    given, right = name.casefold(), near.short_name.casefold()
    return right.startswith(f"{given} ") or SequenceMatcher(None, given, right).ratio() >= _SLIP


def _hint(near: tuple[Authority, ...]) -> str:
    if near:
        return f"did you mean {' or '.join(f'`{each.short_name}`' for each in near)}?"
    return "if it is no council, give its `kind`, as in `{name: …, kind: partner}`"


def _two(name: str, context: Context) -> str | None:
    """What to do where a name is those of two councils."""
    halves = _BOTH.split(name.removesuffix(" Councils").removesuffix(" councils"))
    if len(halves) != 2:
        return None
    found = [context.registers.authorities.resolve(half, context.period_end).authority for half in halves]
    if not all(found):
        return None
    return f"list the two councils apart: {' and '.join(f'`{each.short_name}`' for each in found if each)}"
