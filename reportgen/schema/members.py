"""Lists the members of a report, and compares their names."""

from collections.abc import Iterator, Sequence
from unicodedata import combining, normalize

from reportgen.findings import At
from reportgen.schema.models import Member, Report

_MAX_PIECES = 20
"""How many pieces of one name are looked for behind a bracket that is never closed."""


def listed_members(report: Report) -> Iterator[tuple[At, Member]]:
    """Every entry of `members` and of all `groups` with its path; the kind of a group is that of its members."""
    for index, member in enumerate(report.membership.members):
        yield ("membership", "members", index), member
    for group_index, group in enumerate(report.membership.groups):
        for index, member in enumerate(group.members):
            at: At = ("membership", "groups", group_index, "members", index)
            yield at, member.of_kind(group.kind) if group.kind and not member.kind else member


def member_lists(report: Report) -> Iterator[tuple[At, tuple[Member, ...]]]:
    """Each list of members, that of `members` and those of `groups`, with its path."""
    yield ("membership", "members"), report.membership.members
    for index, group in enumerate(report.membership.groups):
        yield ("membership", "groups", index, "members"), group.members


def current_members(report: Report) -> Iterator[tuple[At, Member]]:
    """The listed members who have not left."""
    return ((at, member) for at, member in listed_members(report) if member.left is None)


def comparable_name(name: str) -> str:
    """A key that is equal for all spellings of a name: case, accents, spaces, apostrophes, `&` and a final stop do not count."""
    if not name.isascii():
        decomposed = normalize("NFKD", name.replace("’", "'").replace("‘", "'"))
        name = "".join(character for character in decomposed if not combining(character))
    return " ".join(name.replace("&", " and ").casefold().split()).rstrip(". ")


def names_cut_in_brackets(members: Sequence[Member]) -> Iterator[tuple[range, str]]:
    """The names of a list that were cut at the commas inside their brackets: their indexes, and the whole name."""
    start = 0
    while start < len(members):
        name = members[start].name
        if name.count("(") <= name.count(")"):
            start += 1
            continue
        for end in range(start + 1, min(start + _MAX_PIECES, len(members))):
            name = f"{name}, {members[end].name}"
            if name.count("(") <= name.count(")"):
                yield range(start, end + 1), name
                start = end
                break
        start += 1
