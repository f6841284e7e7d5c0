"""RG206: a council under another name than its official one."""

from collections.abc import Iterator

from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.registers import MatchMethod
from reportgen.schema.models import Report


@rule("RG206", Severity.INFO)
def council_under_another_name(_: Report, context: Context) -> Iterator[Problem]:
    """A council is listed under an abbreviation or another name that people know it by.

    That is no fault where readers know it best; the official name is offered for a report that keeps to official names
    throughout. The weight can be raised in the settings.

    Faulty:

        members: [Bath & NES]

    Right:

        members: [Bath and North East Somerset]
    """
    for at, member, resolution in context.members:
        authority = resolution.authority
        if (
            authority
            and resolution.matched_by is MatchMethod.ALIAS
            and not member.authority
            and not resolution.note
        ):
            name = authority.short_name
            message = f"`{resolution.name}` is another name for {name}"
            hint = "write the official name, if the report keeps to those"
            yield Problem((*at, "name"), message, hint, fix=Fix(name, safe=False))
