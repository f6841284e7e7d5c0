"""RG502: a committee or public body under a name that is not its own."""

from collections.abc import Iterator

from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.department_names import wrongly_named
from reportgen.schema.models import Report


@rule("RG502", Severity.WARNING)
def body_misnamed(_: Report, context: Context) -> Iterator[Problem]:
    """A committee of Parliament or another public body is named by a form that is not its name.

    A select committee is named for what its department does, and not for the department: it is the "Levelling Up, Housing and
    Communities Committee".

    Faulty:

        aims: As called for by the Department for Levelling Up, Housing and Communities Committee.

    Right:

        aims: As called for by the Levelling Up, Housing and Communities Committee.
    """
    for named in wrongly_named(context):
        if named.department.kind != "department":
            right = named.department.name
            message = f"`{named.words}` is not the name of a {named.department.kind}"
            fix = Fix(right, safe=not named.guessed)
            part = named.stretch.part(named.start, named.end)
            yield Problem(named.stretch.at, message, f"write `{right}`", part, fix)
