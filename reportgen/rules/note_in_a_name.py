"""RG212: a role or a remark inside a member's name."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Report
from reportgen.schema.pasting import mapping_to_paste


@rule("RG212", Severity.WARNING)
def remark_in_a_name(_: Report, context: Context) -> Iterator[Problem]:
    """A member's name has a role or a remark behind it, in brackets or after a dash.

    It has a place of its own, `role` or `note`, and is printed behind the name all the same; the name stays a name.

    Faulty:

        members: [South Tyneside (Lead Authority)]

    Right:

        members: [{name: South Tyneside, role: Lead authority}]
    """
    for at, member, resolution in context.members:
        if resolution.note and not member.authority:
            name, note = resolution.name, resolution.note
            start = member.name.rfind(note)
            message = f"`{note}` is no part of the name"
            hint = f"write `{mapping_to_paste(name=name, note=note)}`, or `role` in place of `note`"
            yield Problem((*at, "name"), message, hint, (start, start + len(note)))
