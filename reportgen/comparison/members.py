"""Compares the members of two reports: who joined and left, who goes by another name, and whose successor is a member now."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from reportgen.alignment import Aligner
from reportgen.comparison.model import Difference, Kind
from reportgen.findings import At
from reportgen.registers import Authority
from reportgen.registers.authorities import Authorities
from reportgen.schema.i18n import date_in_words
from reportgen.schema.members import comparable_name, listed_members
from reportgen.schema.models import Member, Report

_NAMES = ("Membership", "Members")
_LEAD = "Lead member"


@dataclass(frozen=True, slots=True, eq=False)
class _Listed:
    """A member as one of the reports lists it, with the authority that it means and the name of the group that it is in."""

    member: Member
    at: At
    authority: Authority | None
    group: str
    line: str


def compare_members(
    old: Report, new: Report, authorities: Authorities, aligner: Aligner
) -> Iterator[Difference]:
    """Yields what has become of the members, in the order of the new report; those that are gone come last."""
    old_members, new_members = _listed(old, authorities), _listed(new, authorities)
    groups = _renamed_groups(old, new)
    matches = _matches(old_members, new_members, groups, (authorities, _last_day(new)))
    matched = set(matches.values())
    unmatched = [entry for entry in old_members if entry not in matched]
    by_code = {entry.authority.code: entry for entry in reversed(new_members) if entry.authority}
    predecessors: dict[_Listed, list[_Listed]] = {}
    for entry in unmatched:
        heirs = authorities.all_successors(entry.authority) if entry.authority else ()
        heir = next((by_code[heir.code] for heir in heirs if heir.code in by_code), None)
        if heir and not entry.member.left:
            predecessors.setdefault(heir, []).append(entry)
    taken_over = {entry for entries in predecessors.values() for entry in entries}
    for entry in new_members:
        if entry in predecessors:
            yield _succeeded(predecessors[entry], entry)
        if entry in matches:
            yield from _changes(matches[entry], entry, groups, new.language)
        elif entry not in predecessors:
            kind = Kind.ADDED if entry.member.left else Kind.JOINED
            yield Difference(kind, (*_NAMES, entry.member.name), "", entry.line, None, entry.at)
    for entry in unmatched:
        if entry not in taken_over:
            kind = Kind.DROPPED if entry.member.left else Kind.LEFT
            yield Difference(kind, (*_NAMES, entry.member.name), entry.line, "", entry.at)
    kept_in_old_order = [
        match for entry in old_members for match, former in matches.items() if former is entry
    ]
    yield from _moved(kept_in_old_order, [entry for entry in new_members if entry in matches], aligner)


def _listed(report: Report, authorities: Authorities) -> list[_Listed]:
    day = _last_day(report)
    return [
        _Listed(
            member,
            at,
            authorities.resolve(member.authority or member.name, day).authority,
            report.membership.groups[int(at[2])].name if at[1] == "groups" else "",
            member.as_line(report.language),
        )
        for at, member in listed_members(report)
    ]


def _last_day(report: Report) -> date:
    return report.period.end if report.period else date.max


def _matches(
    old: list[_Listed], new: list[_Listed], groups: dict[str, str], register: tuple[Authorities, date]
) -> dict[_Listed, _Listed]:
    """Returns the new members with those that they were: the same name, or the same authority under whatever name.

    A member may be in several groups: of several matches, that in the same group comes first.
    """
    candidates: dict[str, list[_Listed]] = {}
    for entry in new:
        for key in _keys(entry, entry.authority):
            candidates.setdefault(key, []).append(entry)
    matches: dict[_Listed, _Listed] = {}
    matched: set[_Listed] = set()
    for in_same_group in (True, False):
        for entry in old:
            now = register[0].resolve(entry.member.authority or entry.member.name, register[1]).authority
            alike = (match for key in _keys(entry, now, entry.authority) for match in candidates.get(key, ()))
            fits = (
                match
                for match in alike
                if match not in matches
                and not (in_same_group and match.group != groups.get(entry.group, entry.group))
            )
            match = next(fits, None) if entry not in matched else None
            if match:
                matches[match] = entry
                matched.add(entry)
    return matches


def _keys(entry: _Listed, *authorities: Authority | None) -> Iterator[str]:
    """Yields what tells a member from others: its name, and the codes of the authorities that it may be."""
    yield f"name {comparable_name(entry.member.name)}"
    yield from (authority.code for authority in authorities if authority)


def _renamed_groups(old: Report, new: Report) -> dict[str, str]:
    """Returns what the lists of members are called now: those whose names are gone, in their order, those that are new."""
    old_names = [group.name for group in old.membership.groups]
    new_names = [group.name for group in new.membership.groups]
    gone = (name for name in old_names if name not in new_names)
    return dict(zip(gone, (name for name in new_names if name not in old_names), strict=False))


def _succeeded(predecessors: list[_Listed], heir: _Listed) -> Difference:
    names = ", ".join(entry.member.name for entry in predecessors)
    first = predecessors[0].at
    return Difference(Kind.SUCCEEDED, (*_NAMES, heir.member.name), names, heir.member.name, first, heir.at)


def _changes(old: _Listed, new: _Listed, groups: dict[str, str], language: str) -> Iterator[Difference]:
    names = (*_NAMES, new.member.name)
    difference = Difference(Kind.CHANGED, names, old.line, new.line, old.at, new.at)
    if new.member.left and not old.member.left:
        yield replace(difference, kind=Kind.LEFT, new=date_in_words(new.member.left, language))
        return
    if old.member.left and not new.member.left:
        yield replace(difference, kind=Kind.JOINED)
        return
    if old.member.name != new.member.name:
        yield replace(difference, kind=Kind.RENAMED, old=old.member.name, new=new.member.name)
    if Member({**old.member.__dict__, "name": ""}) != Member({**new.member.__dict__, "name": ""}):
        yield difference if old.line != new.line else _other_lead(difference, old.member, new.member)
    if groups.get(old.group, old.group) != new.group:
        old_group, new_group = (entry.group or _NAMES[1] for entry in (old, new))
        yield replace(difference, kind=Kind.MOVED, old=old_group, new=new_group)


def _other_lead(difference: Difference, old: Member, new: Member) -> Difference:
    """Returns the difference of members that differ in what their line does not show: their councillors, or else their codes."""
    leads = tuple(member.lead_member.as_line() for member in (old, new))
    if leads[0] == leads[1]:
        return difference
    return replace(difference, names=(*difference.names, _LEAD), old=leads[0], new=leads[1])


def _moved(old: list[_Listed], new: list[_Listed], aligner: Aligner) -> Iterator[Difference]:
    """Yields a difference where the members that stayed stand in another order."""
    order = {entry: index for index, entry in enumerate(new)}
    stretches = aligner.stretches([order[entry] for entry in old], range(len(new)))
    moved = [
        entry.member.name
        for stretch in stretches if not stretch.is_equal
        for entry in new[stretch.new_start : stretch.new_end]
    ]  # fmt: skip
    if moved:
        yield Difference(Kind.MOVED, _NAMES, new=", ".join(moved), new_at=("membership", "members"))
