"""Composes the table of the members that name their councillor in the group, from all lists of members."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportgen.compose.values import Value
from reportgen.document import Cell, Column, Inline, Table, plain_text
from reportgen.layout.parts import FieldPath, LeadMembersPart
from reportgen.schema.members import comparable_name
from reportgen.schema.models import Member

if TYPE_CHECKING:
    from reportgen.compose.blocks import BlockComposer


def lead_member_table(
    composer: "BlockComposer", part: LeadMembersPart, scopes: tuple[Value, ...]
) -> Iterator[Table]:
    """Yields the table, with a row for each member that has not left and names somebody; none where no member does."""
    rows: list[tuple[Cell, Cell]] = []
    shown: set[tuple[str, str]] = set()
    for entry in _current_members(composer, scopes[-1]):
        member, person = (_cell(composer, entry, key) for key in ("name", "lead_member"))
        key = comparable_name(plain_text(member.children)), plain_text(person.children)
        if person.children and key not in shown:
            shown.add(key)
            rows.append((member, person))
    if rows:
        titles = (composer.resolver.plain_text(title, scopes) for title in part.titles)
        caption = composer.resolver.plain_text(part.caption, scopes)
        yield Table(tuple(map(Column, titles)), tuple(rows), caption, ("membership",))


def _current_members(composer: "BlockComposer", report: Value) -> Iterator[Value]:
    resolver = composer.resolver
    groups = resolver.find_entries(_path("membership", "groups"), (report,))
    lists = ((_path("membership", "members"), report), *((_path("members"), group) for group in groups))
    for path, scope in lists:
        for entry in resolver.find_entries(path, (scope,)):
            if isinstance(entry.content, Member) and not entry.content.left:
                yield entry


def _cell(composer: "BlockComposer", entry: Value, key: str) -> Cell:
    children: tuple[Inline, ...] = composer.resolver.path_inlines(_path(key), (entry,))
    return Cell(children, (*entry.at, key))


def _path(*keys: str) -> FieldPath:
    return FieldPath(keys, ())
