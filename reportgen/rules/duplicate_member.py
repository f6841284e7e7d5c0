"""RG209: one member is listed twice."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.members import comparable_name, member_lists
from reportgen.schema.models import Report


@rule("RG209", Severity.ERROR)
def member_listed_twice(report: Report, context: Context) -> Iterator[Problem]:
    """A council stands twice in one list of members, under one name or two: Hull and Kingston upon Hull are one.

    Case, spacing and `&` for `and` make no difference. A council may stand both under `members` and in one of the `groups`.

    Faulty:

        members: [Bradford, Coventry, bradford]

    Right:

        members: [Bradford, Coventry]
    """
    codes = {
        at: resolution.authority.code
        for at, _, resolution in context.members
        if resolution.authority and not resolution.note
    }
    for at, members in member_lists(report):
        earlier_forms: set[str] = set()
        for index, member in enumerate(members):
            forms = {comparable_name(member.name), codes.get((*at, index), "")} - {""}
            if forms & earlier_forms:
                message = f"`{member.name}` is listed twice"
                yield Problem((*at, index, "name"), message, "delete one of the two")
            earlier_forms |= forms
