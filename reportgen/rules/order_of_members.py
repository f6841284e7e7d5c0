"""RG208: members that are not in alphabetical order."""

from collections.abc import Iterator
from itertools import pairwise, product
from typing import NamedTuple

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.registers.names import split_number
from reportgen.schema.members import comparable_name, member_lists
from reportgen.schema.models import Report

_TITLES = frozenset(
    {"council", "city", "borough", "district", "county", "metropolitan", "unitary", "authority"}
)
_MIN_MEMBERS = 8
"""Shorter lists are read at a glance, in whatever order."""


_WINDOW = 40
"""How far apart two names may stand that are in order while those between them are not."""


class _SortKey(NamedTuple):
    """A name as lists are sorted: letter by letter, or word by word."""

    letters: str
    words: str

    def may_stand_before(self, other: "_SortKey") -> bool:
        """Whether the two are in order in one of the ways."""
        return self.letters <= other.letters or self.words <= other.words


@rule("RG208", Severity.INFO)
def members_out_of_order(report: Report, context: Context) -> Iterator[Problem]:
    """A list of members is alphabetical but for a few names, which readers will look for in vain.

    All of them are named at the first. `City of York` may stand under C or under Y, and `North Yorkshire` before or behind
    `Northumberland`. A list that is in an order of the group's own, with more than one name in five out of place, stays silent,
    and so do the halves of a council's name that was split at its comma.

    Faulty:

        members: [Bradford, Coventry, Cumberland, Colchester, Derby, Durham, Exeter, Hull]

    Right:

        members: [Bradford, Colchester, Coventry, Cumberland, Derby, Durham, Exeter, Hull]
    """
    second_halves = {(*at[:-1], int(at[-1]) + 1) for at, *_ in context.split_members}
    second_halves |= {(*at[:-1], index) for at, indexes, _ in context.cut_names for index in indexes[1:]}
    for at, members in member_lists(report):
        names = {
            index: split_number(member.name.strip())[1]
            for index, member in enumerate(members)
            if (*at, index) not in second_halves and not context.is_joined((*at, index))
        }
        if len(names) < _MIN_MEMBERS:
            continue
        indexes = list(names)
        misplaced = [indexes[number] for number in _misplaced([_sort_keys(name) for name in names.values()])]
        if 0 < len(misplaced) <= len(names) // 5:
            message = f"{_words(names, misplaced)} out of alphabetical order"
            yield Problem((*at, misplaced[0]), message, "put the list in alphabetical order")


def _words(names: dict[int, str], misplaced: list[int]) -> str:
    *first, last = (f"`{names[index]}`" for index in misplaced)
    if first:
        return f"{', '.join(first)} and {last} stand"
    before = [name for index, name in names.items() if index < misplaced[0]][-1:]
    behind = [name for index, name in names.items() if index > misplaced[0]][:1]
    if before and not _may_stand_before(before[0], names[misplaced[0]]):
        return f"{last} stands behind `{before[0]}`,"
    return f"{last} stands before `{behind[0]}`," if behind else f"{last} stands"


def _may_stand_before(name: str, other_name: str) -> bool:
    keys = product(_sort_keys(name), _sort_keys(other_name))
    return any(key.may_stand_before(other_key) for key, other_key in keys)


def _misplaced(keys: list[tuple[_SortKey, ...]]) -> list[int]:
    """The indexes of the fewest names without which a list is in order; each name has a sort key or two."""
    if all(first[-1].may_stand_before(second[-1]) for first, second in pairwise(keys)):
        return []
    states = [(index, key) for index, name_keys in enumerate(keys) for key in name_keys]
    lengths: list[int] = []
    previous: list[int] = []
    for number, (index, key) in enumerate(states):
        length, before = 0, -1
        for other in range(max(number - _WINDOW, 0), number):
            other_index, other_key = states[other]
            if lengths[other] > length and other_index < index and other_key.may_stand_before(key):
                length, before = lengths[other], other
        lengths.append(length + 1)
        previous.append(before)
    number = max(range(len(states)), key=lengths.__getitem__)
    in_order = set()
    while number >= 0:
        in_order.add(states[number][0])
        number = previous[number]
    return [index for index in range(len(keys)) if index not in in_order]


def _sort_keys(name: str) -> tuple[_SortKey, ...]:
    """Returns the keys of a name without its title, and without `City of` in front of it, too."""
    full_name = comparable_name(name).removeprefix("the ")
    key, short_name = _sort_key(full_name), full_name.removeprefix("city of ")
    return (key,) if short_name == full_name else tuple(dict.fromkeys((key, _sort_key(short_name))))


def _sort_key(name: str) -> _SortKey:
    first, *others = name.replace("-", " ").split() or [""]
    words = [first, *(word for word in others if word not in _TITLES)]
    return _SortKey("".join(words), " ".join(words))
