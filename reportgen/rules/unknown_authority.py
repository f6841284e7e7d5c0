"""RG203: a member whose name is that of no council."""

from collections.abc import Iterator
from typing import NamedTuple

from reportgen.findings import At, Fix, PartFix, Problem, Severity, plural
from reportgen.lint import Context, rule
from reportgen.registers import Authority, Resolution
from reportgen.registers.names import name_key
from reportgen.rules.habits import group_by_habit
from reportgen.schema.models import Report
from reportgen.schema.pasting import pasteable
from reportgen.startup.patterns import lazy_pattern

_MIN_SIMILARITY = 0.9
"""How similar two spellings of one name are at least; `Cheshire West` and `Cheshire East` are less so."""

_MAX_HINTED = 20
"""How many unknown names get a hint with the nearest names: it takes time to find them."""

_MAX_JOINED = 40
"""How many councils one line may hold."""

_CONJUNCTION = lazy_pattern(r"(?:, and |, | and | ?& ?| ?/ ?)")


@rule("RG203", Severity.ERROR)
def unknown_council(_: Report, context: Context) -> Iterator[Problem]:
    """A member's name is that of no council in the register, now or formerly.

    Names are compared without regard to case, accents, `&`, punctuation and titles such as "City Council", in English and Welsh.
    A member that is no council, such as a national park or a joint service, says so by its `kind`. Names that are wrong for one
    reason, as `Exeter Cncl` and `Leeds Cncl` are, are told of once.

    Faulty:

        members: [Teignbridg, Exeter]

    Right:

        members: [Teignbridge, Exeter]
    """
    unknown: list[_Unknown] = []
    for at, member, resolution in context.members:
        is_council = member.kind in ("", "full") and not resolution.body
        if resolution.authority is None and resolution.name and is_council:
            if member.authority:
                message = f"`{member.authority}` is the code of no council"
                yield Problem((*at, "authority"), message, "look it up at the Office for National Statistics")
            else:
                unknown.append(_Unknown(at, resolution, *_cause(resolution.name, context)))
    groups = group_by_habit(unknown, lambda member: member.cause or name_key(member.resolution.name))
    for number, (first, *others) in enumerate(groups):
        if first.cause and others:
            yield _problem_of_habit(first, others)
        else:
            yield _problem(first, context, hinted=number < _MAX_HINTED)


class _Unknown(NamedTuple):
    """A member with an unknown name.

    Where the name without its last word is that of a council, `cause` is that word, and `meant` the council.
    """

    at: At
    resolution: Resolution
    cause: str
    meant: Authority | None


def _cause(name: str, context: Context) -> tuple[str, Authority | None]:
    words, _, last = name.rpartition(" ")
    authority = context.registers.authorities.resolve(words, context.period_end).authority if words else None
    return (last, authority) if authority else ("", None)


def _problem_of_habit(first: _Unknown, others: list[_Unknown]) -> Problem:
    name, right_name = first.resolution.name, first.meant.short_name if first.meant else ""
    message = f"there is no council `{name}`, nor {plural(len(others), 'other')} with `{first.cause}` behind the name"
    elsewhere = tuple(
        PartFix((*other.at, "name"), "value", other.meant.short_name) for other in others if other.meant
    )
    fix = Fix(right_name, safe=False, elsewhere=elsewhere)
    return Problem((*first.at, "name"), message, f"leave it out, as in `{pasteable(right_name)}`", fix=fix)


def _problem(member: _Unknown, context: Context, *, hinted: bool) -> Problem:
    name = member.resolution.name
    message, hint, fix = f"there is no council `{name}`", _hint_on_several_councils(name, context), None
    if hint is None:
        nearest = member.resolution.nearest if hinted else ()
        hint = _hint(nearest)
        is_meant = len(nearest) == 1 and _is_surely_meant(nearest[0], name)
        if is_meant and not context.is_joined(member.at):
            fix = Fix(nearest[0].short_name, safe=False)
    return Problem((*member.at, "name"), message, hint, fix=fix)


def _is_surely_meant(authority: Authority, name: str) -> bool:
    """Whether a name can only mean this council: it is the beginning of the council's, or differs from it by a slip."""
    from difflib import SequenceMatcher

    name, official = name.casefold(), authority.short_name.casefold()
    if official.startswith(f"{name} "):
        return True
    return SequenceMatcher(None, name, official).ratio() >= _MIN_SIMILARITY


def _hint(nearest: tuple[Authority, ...]) -> str:
    if nearest:
        return f"did you mean {' or '.join(f'`{pasteable(authority.short_name)}`' for authority in nearest)}?"
    return "if it is no council, give its `kind`, as in `{name: …, kind: partner}`"


def _hint_on_several_councils(name: str, context: Context) -> str | None:
    """Returns what to do if a name joins those of several councils; None if it does not."""
    names = _CONJUNCTION.split(name.removesuffix(" Councils").removesuffix(" councils"))
    if not 2 <= len(names) <= _MAX_JOINED:
        return None
    resolve = context.registers.authorities.resolve
    councils = [council for part in names if (council := resolve(part, context.period_end).authority)]
    if len(councils) != len(names):
        return None
    listed = [f"`{pasteable(council.short_name)}`" for council in councils]
    number = "two councils" if len(listed) == 2 else "councils"
    return f"list the {number} apart: {', '.join(listed[:-1])} and {listed[-1]}"
