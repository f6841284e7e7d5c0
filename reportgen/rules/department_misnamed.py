"""RG501: a government department under a name that is not its own."""

from collections.abc import Iterator

from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.department_names import wrongly_named
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
    for named in wrongly_named(context):
        department = named.department
        if department.kind == "department":
            right = department.name
            if _folded(named.words) == _folded(department.abbreviation):
                right = department.abbreviation
            message = f"`{named.words}` is not the name of a department"
            fix = Fix(right, safe=not named.guessed)
            part = named.stretch.part(named.start, named.end)
            yield Problem(named.stretch.at, message, f"write `{right}`", part, fix)


def _folded(name: str) -> str:
    return name.replace(".", "").casefold()
