"""Reads tables of members and their councillors, wherever they stand: each names the councillor of a member listed elsewhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeAlias

from reportgen.importer.blocks import Block, Grid, Line, cell_text
from reportgen.importer.draft import Draft
from reportgen.importer.parts.columns import Rows, rows_of
from reportgen.importer.parts.member_lines import member_of
from reportgen.importer.parts.sections import add_section
from reportgen.importer.words import FormWords
from reportgen.registers import Authorities, Authority, load_registers
from reportgen.schema.members import comparable_name

_Entry: TypeAlias = tuple[list[Any], int]
_COLUMNS = ("member", "lead_member")


@dataclass(slots=True)
class LeadMemberTables:
    """The tables of a report, each with the heading that stands over it alone, and the blocks without them."""

    blocks: list[Block] = field(default_factory=list)
    tables: list[tuple[Line | None, Grid, Rows]] = field(default_factory=list)


def set_apart(blocks: Sequence[Block], words: FormWords) -> LeadMemberTables:
    """Takes the tables out of the blocks, so that what stands around them is read as if they were not there."""
    found = LeadMemberTables()
    for block, following in zip(blocks, [*blocks[1:], None], strict=False):
        rows = rows_of(words, block, _COLUMNS) if isinstance(block, Grid) else None
        if not isinstance(block, Grid) or rows is None or len(rows.heads) != len(_COLUMNS):
            found.blocks.append(block)
            continue
        above = found.blocks[-1] if found.blocks else None
        heading = (
            above if isinstance(above, Line) and _is_over_nothing_else(above, following, words) else None
        )
        if heading is not None:
            found.blocks.pop()
        if block.note is not None:
            found.blocks.append(replace(block.note, kind="paragraph", level=0))
        found.tables.append((heading, block, rows))
    return found


def _is_over_nothing_else(heading: Line, following: Block | None, words: FormWords) -> bool:
    is_end = following is None or (
        isinstance(following, Line) and following.kind == "heading" and following.level <= heading.level
    )
    return heading.kind == "heading" and is_end and not words.part(heading.text)


def read_lead_members(draft: Draft, found: LeadMemberTables, day: date) -> None:
    """Gives the members their councillors, when all lists of members are read; other rows are a section.

    Where no member is listed anywhere else, the table is the list of members.
    """
    authorities = load_registers().authorities
    listed = _ListedMembers(draft, authorities, day)
    for heading, grid, rows in found.tables:
        draft.understand(*rows.heads)
        if rows.rows and all(_words(row)[0] for row in rows.rows) and not listed.by_name:
            draft.entries("membership", "members").extend(
                _new_member(draft, row, authorities, day) for row in rows.rows
            )
            listed = _ListedMembers(draft, authorities, day)
            continue
        others = [row for row in rows.rows if not _give(draft, *_words(row), listed)]
        if others:
            title = heading.text if heading else grid.caption or rows.heads[-1]
            kept = (grid.rows[0], *(tuple(row.values()) for row in others))
            add_section(draft, title, [replace(grid, rows=kept, note=None)])


class _ListedMembers:
    """The members of all lists, each as its list and its index there, by their names and by the authorities that these mean."""

    def __init__(self, draft: Draft, authorities: Authorities, day: date) -> None:
        self._authorities, self._day = authorities, day
        self._entries = [(members, index) for members in _lists(draft) for index in range(len(members))]
        self.by_name: dict[str, list[_Entry]] = {}
        for members, index in self._entries:
            self.by_name.setdefault(comparable_name(_name(members[index])), []).append((members, index))

    def _resolve(self, name: str) -> Authority | None:
        return self._authorities.resolve(name, self._day).authority

    @cached_property
    def by_authority(self) -> dict[Authority, list[_Entry]]:
        """Those whose names mean an authority."""
        entries: dict[Authority, list[_Entry]] = {}
        for members, index in self._entries:
            authority = self._resolve(_name(members[index]))
            if authority is not None:
                entries.setdefault(authority, []).append((members, index))
        return entries

    def named(self, name: str) -> list[_Entry]:
        """Returns the members of a name; where there are none, those of the authority that it means."""
        same = self.by_name.get(comparable_name(name), [])
        authority = None if same else self._resolve(name)
        return same if authority is None else self.by_authority.get(authority, [])


def _words(row: dict[str, tuple[Line, ...]]) -> tuple[str, str]:
    name, person = (cell_text(row[column]) for column in _COLUMNS)
    return name, person


def _new_member(draft: Draft, row: dict[str, tuple[Line, ...]], authorities: Authorities, day: date) -> Any:
    name, person = _words(row)
    member = member_of(draft, name, authorities, day)
    return _with_lead(member, person) if person else member


def _with_lead(member: Any, person: str) -> dict[str, Any]:
    return {**(member if isinstance(member, dict) else {"name": member}), "lead_member": person}


def _lists(draft: Draft) -> Iterator[list[Any]]:
    membership = draft.mapping("membership")
    for holder in (membership, *membership.get("groups", [])):
        if holder.get("members"):
            yield holder["members"]


def _give(draft: Draft, name: str, person: str, listed: _ListedMembers) -> bool:
    """Gives the first member of a name that has none yet its councillor; tells whether there is one.

    Those that have left come last. A council may have another of its names in the table than in the list.
    """
    free = [entry for entry in listed.named(name) if not (person and _has(entry, "lead_member"))]
    if not free:
        return False
    draft.understand(name)
    if person:
        members, index = min(free, key=lambda entry: _has(entry, "left"))
        members[index] = _with_lead(members[index], person)
    return True


def _name(member: Any) -> str:
    return str(member["name"] if isinstance(member, dict) else member)


def _has(entry: _Entry, key: str) -> bool:
    member = entry[0][entry[1]]
    return isinstance(member, dict) and key in member
