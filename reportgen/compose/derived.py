"""Composes what no single field says, but follows from several: counts, members by region, and members with their councillors."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias, assert_never

from reportgen.compose.counts import chart_of_counts
from reportgen.compose.lead_members import lead_member_table
from reportgen.compose.regions import region_table
from reportgen.compose.values import Value
from reportgen.document import Block
from reportgen.layout.parts import ChartPart, LeadMembersPart, RegionsPart

if TYPE_CHECKING:
    from reportgen.compose.blocks import BlockComposer

DerivedPart: TypeAlias = ChartPart | RegionsPart | LeadMembersPart


def derived_blocks(
    composer: "BlockComposer", part: DerivedPart, scopes: tuple[Value, ...]
) -> Iterator[Block]:
    """Yields the blocks of a part; none where there is nothing to show."""
    match part:
        case ChartPart():
            yield from chart_of_counts(composer, part, scopes)
        case RegionsPart():
            yield from region_table(composer, part, scopes)
        case LeadMembersPart():
            yield from lead_member_table(composer, part, scopes)
        case _:
            assert_never(part)
