"""Composes the table of members by region and nation, which the register of authorities knows.

A map would need the place of each authority, of which no source with a free licence is at hand: the table says the same to all.
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from reportgen.compose.values import Value
from reportgen.document import Cell, Column, Figure, Strong, Table, Text
from reportgen.findings import At
from reportgen.layout.parts import RegionsPart
from reportgen.prose import fold_spacing
from reportgen.registers import load_registers
from reportgen.schema.i18n import region_in_words
from reportgen.schema.members import current_members

if TYPE_CHECKING:
    from reportgen.compose.blocks import BlockComposer

REGIONS = (
    "North East", "North West", "Yorkshire and The Humber", "East Midlands", "West Midlands", "East of England", "London",
    "South East", "South West", "England", "Wales", "Scotland", "Northern Ireland",
)  # fmt: skip
"""The regions and nations in the order of the Office for National Statistics, with England for those of no region."""

_MEMBERSHIP: At = ("membership",)
"""The place of what the table says: it follows from all lists of members."""

_FEWEST = 2
"""In fewer regions than these the table says nothing that the list of members does not."""


def region_table(
    composer: "BlockComposer", part: RegionsPart, scopes: tuple[Value, ...]
) -> Iterator[Figure | Table]:
    """Yields the table, with a row for each region that has members, and a total; none where all are in one region.

    Above it stands its chart, if the layout has one.
    """
    members = _members_by_region(composer)
    if len(members.keys() - {""}) < _FEWEST or len(part.titles) < 3:
        return
    language, resolver = composer.report.language, composer.resolver
    rows = []
    for region in (*REGIONS, ""):
        if names := members.get(region, ()):
            title = region_in_words(region, language) if region else resolver.plain_text(part.other, scopes)
            rows.append(_row(title, ", ".join(names), str(len(names))))
    total = resolver.plain_text(part.total, scopes)
    if total:
        count = str(sum(map(len, members.values())))
        rows.append(
            tuple(
                Cell((Strong((Text(words),)),) if words else (), _MEMBERSHIP) for words in (total, "", count)
            )
        )
    titles = [resolver.plain_text(title, scopes) for title in part.titles]
    columns = (Column(titles[0]), Column(titles[1]), Column(titles[2], "right"))
    table = Table(columns, tuple(rows), resolver.plain_text(part.caption, scopes), _MEMBERSHIP)
    yield from composer.charted(table, part.chart)


def _row(*words: str) -> tuple[Cell, ...]:
    return tuple(Cell((Text(word),) if word else (), _MEMBERSHIP) for word in words)


def _members_by_region(composer: "BlockComposer") -> dict[str, list[str]]:
    """Returns the names of the members who have not left, each once, by their regions; "" for those that no register knows."""
    report = composer.report
    authorities = (composer.registers or load_registers()).authorities
    on = report.period.end if report.period else date.max
    by_region: dict[str, list[str]] = {}
    seen: set[str] = set()
    for _, member in current_members(report):
        authority = authorities.resolve(member.authority or member.name, on).authority
        key = authority.code if authority else member.name.casefold()
        if member.name and key not in seen:
            seen.add(key)
            region = (authority.region or authority.nation) if authority else ""
            by_region.setdefault(region if region in REGIONS else "", []).append(fold_spacing(member.name))
    return by_region
