"""RG207: a council under a name or title that it no longer has."""

from collections.abc import Iterator

from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.registers import MatchMethod
from reportgen.schema.models import Report


@rule("RG207", Severity.WARNING)
def former_name_of_a_council(_: Report, context: Context) -> Iterator[Problem]:
    """A council is listed under a name or a title that it has no longer.

    Such are the titles of boroughs that have become cities, and the names of county councils that go on as the unitary council of
    the same place: Somerset, North Yorkshire, Cornwall.

    Faulty:

        members: [Colchester Borough Council]

    Right:

        members: [Colchester City Council]
    """
    for at, member, resolution in context.members:
        is_former = resolution.matched_by is MatchMethod.FORMER and not member.authority
        if resolution.authority and is_former and not context.is_joined(at):
            name = resolution.authority.name
            message = f"`{resolution.name}` is called {name} now"
            fix = None if resolution.note else Fix(name, safe=False)
            yield Problem((*at, "name"), message, f"write `{name}`", fix=fix)
