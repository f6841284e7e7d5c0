"""The members of a group as rules see them."""

from collections.abc import Iterator

from reportgen.findings import At
from reportgen.schema.models import Member, Report


def listed(report: Report) -> Iterator[tuple[At, Member]]:
    """Every entry of `members` and of all `groups` with its path."""
    for index, member in enumerate(report.membership.members):
        yield ("membership", "members", index), member
    for number, group in enumerate(report.membership.groups):
        for index, member in enumerate(group.members):
            yield ("membership", "groups", number, "members", index), member


def current(report: Report) -> Iterator[tuple[At, Member]]:
    """The listed members who have not left."""
    return ((at, member) for at, member in listed(report) if member.left is None)


def same_name(name: str) -> str:
    """A form of a name that is equal for spellings of one: case, spaces, `&` and a final stop do not count."""
    return " ".join(name.replace("&", " and ").casefold().split()).rstrip(". ")
