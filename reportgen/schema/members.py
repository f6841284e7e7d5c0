"""The members of a group as rules see them."""

from collections.abc import Iterator
from functools import lru_cache
from unicodedata import combining, normalize

from reportgen.findings import At
from reportgen.schema.models import Member, Report


def listed(report: Report) -> Iterator[tuple[At, Member]]:
    """Every entry of `members` and of all `groups` with its path."""
    for index, member in enumerate(report.membership.members):
        yield ("membership", "members", index), member
    for number, group in enumerate(report.membership.groups):
        for index, member in enumerate(group.members):
            yield ("membership", "groups", number, "members", index), member


def lists(report: Report) -> Iterator[tuple[At, tuple[Member, ...]]]:
    """Each list of members, that of `members` and those of `groups`, with its path."""
    yield ("membership", "members"), report.membership.members
    for number, group in enumerate(report.membership.groups):
        yield ("membership", "groups", number, "members"), group.members


def current(report: Report) -> Iterator[tuple[At, Member]]:
    """The listed members who have not left."""
    return ((at, member) for at, member in listed(report) if member.left is None)


@lru_cache(maxsize=4096)  # rules ask for the same names
def same_name(name: str) -> str:
    """A name in a form that is equal for its spellings: case, accents, spaces, apostrophes, `&` and a final stop do not count."""
    if not name.isascii():
        decomposed = normalize("NFKD", name.replace("’", "'").replace("‘", "'"))
        name = "".join(character for character in decomposed if not combining(character))
    return " ".join(name.replace("&", " and ").casefold().split()).rstrip(". ")
