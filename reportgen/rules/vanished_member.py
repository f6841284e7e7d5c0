"""RG215: a member of last year that is not listed, without a word of its leaving."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.members import current, same_name
from reportgen.schema.models import Report

_LISTS = frozenset(("membership", key) for key in ("members", "groups"))
_SHOWN = 5


@rule("RG215", Severity.WARNING)
def member_gone_without_a_word(report: Report, context: Context) -> Iterator[Problem]:
    """A member in the report of the year before is not listed in this one, and nothing says that it left.

    The report of the year before lies beside this one, as in `2022-23.yaml` beside `2023-24.yaml`. A council whose successor is
    listed stays silent. Say when a member `left`: it is printed, and no longer counted.

    Faulty:

        members: [Bradford]    # in the year before: Bradford, Doncaster

    Right:

        members: [Bradford, {name: Doncaster, left: 2023-09}]
    """
    earlier, authorities = context.previous_report, context.registers.authorities
    if (
        earlier is None
        or not (report.membership.members or report.membership.groups)
        or _LISTS & context.dropped
    ):
        return
    names = {same_name(member.name) for _, member, _ in context.members}
    codes = {found.authority.code for _, _, found in context.members if found.authority}
    gone = []
    for _, member in current(earlier):
        authority = authorities.resolve(member.authority or member.name, context.period_end).authority
        heirs = {heir.code for heir in authorities.heirs(authority)} if authority else set()
        known = authority is not None and bool(codes & {authority.code, *heirs})
        if not known and same_name(member.name) not in names:
            gone.append(member.name)
    if gone:
        more = f" and {len(gone) - _SHOWN} more" if len(gone) > _SHOWN else ""
        listed = f"{', '.join(f'`{name}`' for name in gone[:_SHOWN])}{more}"
        verb = "was a member" if len(gone) == 1 else "were members"
        hint = f"say when it left, as in `{{name: {gone[0]}, left: 2023-09}}`"
        at = ("membership", "members" if report.membership.members else "groups")
        yield Problem(
            at, f"{listed} {verb} last year and {'is' if len(gone) == 1 else 'are'} not listed", hint, "key"
        )
