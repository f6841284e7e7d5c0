"""RG208: members not in alphabetical order."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.members import lists, same_name
from reportgen.schema.models import Report

_TITLES = frozenset(
    {"council", "city", "borough", "district", "county", "metropolitan", "unitary", "authority"}
)
_LONG = 8
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
    for at, members in lists(report):
        names = [_sorted_by(member.name) for member in members]
        stray = [place for place in range(1, len(names)) if names[place] < names[place - 1]]
        if len(names) >= _LONG and 0 < len(stray) <= len(names) // 5:
            place, more = stray[0], len(stray) - 1
            message = f"`{members[place].name}` stands behind `{members[place - 1].name}`, out of alphabetical order"
            if more:
                message += f", and so do{'es' if more == 1 else ''} {more} more"
            yield Problem((*at, place), message, "put the list in alphabetical order")


def _sorted_by(name: str) -> str:
    """A name as lists sort it: without its title, word by word or letter by letter alike."""
    words = same_name(name).removeprefix("the ").removeprefix("city of ")
    bare = [word for word in words.replace("-", " ").split() if word not in _TITLES]
    return "".join(bare)
