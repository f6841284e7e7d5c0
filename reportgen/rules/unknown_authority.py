"""RG203: a member whose name is that of no council."""

import re
from collections.abc import Iterator

from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.registers import Authority
from reportgen.schema.models import Report

_MIN_SIMILARITY = 0.9
"""How similar two spellings of one name are at least; `Cheshire West` and `Cheshire East` are less so."""

_CONJUNCTION = re.compile(r"(?: and | ?& ?| ?/ ?)")


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
    for at, member, resolution in context.members:
        is_council = member.kind in ("", "full") and not resolution.body
        if resolution.authority is None and resolution.name and is_council:
            if member.authority:
                message = f"`{member.authority}` is the code of no council"
                yield Problem((*at, "authority"), message, "look it up at the Office for National Statistics")
            else:
                name, nearest = resolution.name, resolution.nearest
                hint, fix = _hint_on_two_councils(name, context), None
                if hint is None:
                    hint = _hint(nearest)
                    if len(nearest) == 1 and _is_surely_meant(nearest[0], name):
                        fix = Fix(nearest[0].short_name, safe=False)
                yield Problem((*at, "name"), f"there is no council `{name}`", hint, fix=fix)


def _is_surely_meant(authority: Authority, name: str) -> bool:
    """Whether a name can only mean this council: it is the beginning of the council's, or differs from it by a slip."""
    from difflib import SequenceMatcher

    name, official = name.casefold(), authority.short_name.casefold()
    if official.startswith(f"{name} "):
        return True
    return SequenceMatcher(None, name, official).ratio() >= _MIN_SIMILARITY


def _hint(nearest: tuple[Authority, ...]) -> str:
    if nearest:
        return f"did you mean {' or '.join(f'`{authority.short_name}`' for authority in nearest)}?"
    return "if it is no council, give its `kind`, as in `{name: …, kind: partner}`"


def _hint_on_two_councils(name: str, context: Context) -> str | None:
    """Returns what to do if a name joins those of two councils; None if it does not."""
    halves = _CONJUNCTION.split(name.removesuffix(" Councils").removesuffix(" councils"))
    if len(halves) != 2:
        return None
    resolve = context.registers.authorities.resolve
    councils = [council for half in halves if (council := resolve(half, context.period_end).authority)]
    if len(councils) != 2:
        return None
    return f"list the two councils apart: {' and '.join(f'`{council.short_name}`' for council in councils)}"
