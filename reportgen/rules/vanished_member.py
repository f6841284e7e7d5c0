"""RG215: a member of last year that is no longer listed, without a date on which it left."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.members import comparable_name, current_members
from reportgen.schema.models import Report
from reportgen.schema.pasting import pasteable

if TYPE_CHECKING:
    from reportgen.registers import Authority

_MEMBER_LISTS = frozenset(("membership", key) for key in ("members", "groups"))
_MAX_NAMES = 5
_MAX_UNKNOWN = 20
"""How many unknown names are compared with those of councils: it takes time."""


@rule("RG215", Severity.WARNING, is_absence=True)
def member_gone_without_a_word(report: Report, context: Context) -> Iterator[Problem]:
    """A member in the report of the year before is not listed in this one, and nothing says that it left.

    The report of the year before lies beside this one, as in `2022-23.yaml` beside `2023-24.yaml`. A council whose successor is
    listed stays silent, and so does one whose name is misspelt (RG203). Say when a member `left`: it is printed, and no longer
    counted.

    Faulty:

        members: [Bradford]    # in the year before: Bradford, Doncaster

    Right:

        members: [Bradford, {name: Doncaster, left: 2023-09}]
    """
    earlier, authorities = context.previous_report, context.registers.authorities
    if (
        earlier is None
        or not (report.membership.members or report.membership.groups)
        or _MEMBER_LISTS & context.dropped
    ):
        return
    names = {comparable_name(member.name) for _, member, _ in context.members}
    codes = {resolution.authority.code for _, _, resolution in context.members if resolution.authority}
    gone: list[tuple[str, Authority | None]] = []
    for _, member in current_members(earlier):
        authority = authorities.resolve(member.authority or member.name, context.period_end).authority
        heirs = {heir.code for heir in authorities.all_successors(authority)} if authority else set()
        is_listed = authority is not None and bool(codes & {authority.code, *heirs})
        if not is_listed and comparable_name(member.name) not in names:
            gone.append((member.name, authority))
    unknown = [resolution for _, _, resolution in context.members if not resolution.authority]
    misspelt = {near for resolution in unknown[:_MAX_UNKNOWN] for near in resolution.nearest} if gone else ()
    vanished = [name for name, authority in gone if authority not in misspelt]
    if vanished:
        more = f" and {len(vanished) - _MAX_NAMES} more" if len(vanished) > _MAX_NAMES else ""
        listed = f"{', '.join(f'`{name}`' for name in vanished[:_MAX_NAMES])}{more}"
        was, is_ = ("was a member", "is") if len(vanished) == 1 else ("were members", "are")
        message = f"{listed} {was} last year and {is_} not listed"
        hint = f"say when it left, as in `{{name: {pasteable(vanished[0])}, left: 2023-09}}`"
        at = ("membership", "members" if report.membership.members else "groups")
        yield Problem(at, message, hint, "key")
