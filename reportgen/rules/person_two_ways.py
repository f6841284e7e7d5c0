"""RG511: one person's name is spelt in two ways."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from reportgen.findings import At, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Officer, Person, Report

_TITLES = frozenset({
    "cllr", "councillor", "dr", "mr", "mrs", "ms", "miss", "mx", "sir", "dame", "lord", "lady", "baroness", "baron", "prof",
    "professor", "rt", "hon", "cyng", "cynghorydd", "y",
})  # fmt: skip
_SHORTEST = 4
"""The fewest letters of two names that differ by one: `Jon` and `Jan` are two people, `Morgan` and `Morgn` one."""

_MAX_NAMES = 200
"""How many names are compared, each with all others."""


class _Name(NamedTuple):
    """A name as it is written at a path, and its words without titles and what stands behind it."""

    at: At
    written: str
    words: tuple[str, ...]


@rule("RG511", Severity.WARNING)
def person_spelt_two_ways(_: Report, context: Context) -> Iterator[Problem]:
    """Two people of the report have names that differ in one letter, so that they are probably one person.

    Compared are those who lead the group, the councillors of its members, speakers, and whose the foreword and the quotations
    are. The rarer spelling is marked, or the later one.

    Faulty:

        contact: {lead_member: Cllr Rhian Morgan}
        foreword: {author: Cllr Rhian Morgn, text: It was a good year.}

    Right:

        contact: {lead_member: Cllr Rhian Morgan}
        foreword: {author: Cllr Rhian Morgan, text: It was a good year.}
    """
    names = [name for name in _names(context) if len(name.words) > 1]
    counts = Counter(name.words for name in names)
    first = {name.words: name for name in reversed(names)}
    for one, other in combinations(list(first)[::-1][:_MAX_NAMES], 2):
        if _differ_by_a_slip(one, other):
            right, wrong = (one, other) if counts[one] >= counts[other] else (other, one)
            message = f"`{first[wrong].written}` stands here, but `{first[right].written}` elsewhere"
            yield Problem(first[wrong].at, message, "write the name one way, if it is one person")


def _names(context: Context) -> Iterator[_Name]:
    for at, person in context.parts:
        if isinstance(person, Person | Officer) and person.name:
            yield _Name((*at, "name"), person.name, _words(person.name))
    for at, line in context.lines:
        if "speakers" in at:
            yield _Name(at, line, _words(line))


def _words(name: str) -> tuple[str, ...]:
    words = name.partition(",")[0].replace(".", " ").split()
    return tuple(word.casefold() for word in words if word.casefold() not in _TITLES and not word.isupper())


def _differ_by_a_slip(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tells whether two names have the same words but for one, in which a letter is wrong, missing, or has changed places."""
    if len(one) != len(other):
        return False
    pairs = [(word, variant) for word, variant in zip(one, other, strict=True) if word != variant]
    return len(pairs) == 1 and _is_slip(*sorted(pairs[0], key=len))


def _is_slip(shorter: str, longer: str) -> bool:
    if len(shorter) < _SHORTEST or len(longer) - len(shorter) > 1:
        return False
    start = next(
        (at for at, letters in enumerate(zip(shorter, longer, strict=False)) if len(set(letters)) > 1),
        len(shorter),
    )
    if len(longer) > len(shorter):
        return shorter[start:] == longer[start + 1 :]
    is_swapped = shorter[start : start + 2] == longer[start : start + 2][::-1]
    return shorter[start + 1 :] == longer[start + 1 :] or (
        is_swapped and shorter[start + 2 :] == longer[start + 2 :]
    )
