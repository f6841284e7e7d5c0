"""RG501: a government department under a name that is not its own."""

from collections.abc import Iterator

from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.department_names import find_misnamings
from reportgen.schema.models import Report


@rule("RG501", Severity.WARNING)
def department_misnamed(_: Report, context: Context) -> Iterator[Problem]:
    """A government department is named by a form that is not its name, such as "of" for "for", or other hyphens and commas.

    Names and the wrong forms seen in reports come from the register of departments. It tells of what means one of them beyond
    doubt; short forms such as "the Levelling Up department", and bodies that it does not know, stay silent.

    Faulty:

        government: [{department: "Department of Levelling-Up, Housing and Communities"}]

    Right:

        government: [{department: "Department for Levelling Up, Housing and Communities"}]
    """
    for misnaming in find_misnamings(context):
        department, field_text = misnaming.department, misnaming.field_text
        if department.kind == "department":
            name = department.name
            if _folded(misnaming.words) == _folded(department.abbreviation):
                name = department.abbreviation
            message = f"`{misnaming.words}` is not the name of a department"
            part = field_text.part(misnaming.start, misnaming.end)
            fix = Fix(name, safe=not misnaming.guessed)
            yield Problem(field_text.at, message, f"write `{name}`", part, fix)


def _folded(name: str) -> str:
    return name.replace(".", "").casefold()
