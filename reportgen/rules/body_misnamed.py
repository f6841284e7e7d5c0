"""RG502: a committee or public body under a name that is not its own."""

from collections.abc import Iterator

from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.department_names import find_misnamings
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
    for misnaming in find_misnamings(context):
        body, field_text = misnaming.department, misnaming.field_text
        if body.kind != "department":
            message = f"`{misnaming.words}` is not the name of a {body.kind}"
            part = field_text.part(misnaming.start, misnaming.end)
            fix = Fix(body.name, safe=not misnaming.guessed)
            yield Problem(field_text.at, message, f"write `{body.name}`", part, fix)
