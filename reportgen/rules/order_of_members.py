"""RG208: members that are not in alphabetical order."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.members import comparable_name, member_lists
from reportgen.schema.models import Report

_TITLES = frozenset(
    {"council", "city", "borough", "district", "county", "metropolitan", "unitary", "authority"}
)
_MIN_MEMBERS = 8
"""Shorter lists are read at a glance, in whatever order."""


@rule("RG208", Severity.INFO)
def members_out_of_order(report: Report, _: Context) -> Iterator[Problem]:
    """A list of members is alphabetical but for a few names, which readers will look for in vain.

    A list that is in an order of the group's own, with more than one name in five out of place, stays silent.

    Faulty:

        members: [Bradford, Coventry, Cumberland, Colchester, Derby, Durham, Exeter, Hull]

    Right:

        members: [Bradford, Colchester, Coventry, Cumberland, Derby, Durham, Exeter, Hull]
    """
    for at, members in member_lists(report):
        keys = [_sort_key(member.name) for member in members]
        misplaced = [index for index in range(1, len(keys)) if keys[index] < keys[index - 1]]
        if len(keys) >= _MIN_MEMBERS and 0 < len(misplaced) <= len(keys) // 5:
            index, more = misplaced[0], len(misplaced) - 1
            message = f"`{members[index].name}` stands behind `{members[index - 1].name}`, out of alphabetical order"
            if more:
                message += f", and so do{'es' if more == 1 else ''} {more} more"
            yield Problem((*at, index), message, "put the list in alphabetical order")


def _sort_key(name: str) -> str:
    """Returns a name without its title and spaces: whether a list is sorted word by word or letter by letter, it is sorted."""
    bare_name = comparable_name(name).removeprefix("the ").removeprefix("city of ")
    return "".join(word for word in bare_name.replace("-", " ").split() if word not in _TITLES)
