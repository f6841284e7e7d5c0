"""RG209: one member is listed twice."""

from collections.abc import Iterator

from reportgen.findings import At, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.members import listed, same_name
from reportgen.schema.models import Report


@rule("RG209", Severity.ERROR)
def member_listed_twice(report: Report, _: Context) -> Iterator[Problem]:
    """A name stands twice in one list of members.

    Case, spacing and `&` for `and` make no difference. A council may stand both under `members` and in one of the `groups`.

    Faulty:

        members: [Bradford, Coventry, bradford]

    Right:

        members: [Bradford, Coventry]
    """
    seen: set[tuple[At, str]] = set()
    for at, member in listed(report):
        key = at[:-1], same_name(member.name)
        if member.name and key in seen:
            yield Problem((*at, "name"), f"`{member.name}` is listed twice", "delete one of the two")
        seen.add(key)
