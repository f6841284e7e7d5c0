"""Composes covers, panels, callouts and quotations: what a report shows beside running text."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, TypeAlias, assert_never

from reportgen.compose.figure_columns import figure_columns
from reportgen.compose.levels import flattened
from reportgen.compose.values import Value
from reportgen.document import (
    Block,
    Cover,
    Figure,
    Inline,
    Link,
    Panel,
    Panels,
    Paragraph,
    Quotation,
    Text,
    plain_text,
)
from reportgen.layout.parts import (
    CalloutPart,
    Count,
    CoverPart,
    PanelsPart,
    QuotationPart,
)
from reportgen.schema.models import Member
from reportgen.schema.values import Date, link_target
from reportgen.theme import Theme

if TYPE_CHECKING:
    from reportgen.compose.blocks import BlockComposer

PanelLikePart: TypeAlias = CoverPart | PanelsPart | CalloutPart | QuotationPart

_LONGEST_OF_TWO, _LONGEST_OF_THREE = 420, 220
"""The most characters of cards of which two or three stand side by side."""

_FEWEST_COUNTS = 3
"""Fewer figures than these are no year in figures, but a line of text."""


def panel_blocks(
    composer: "BlockComposer", part: PanelLikePart, scopes: tuple[Value, ...]
) -> Iterator[Block]:
    """Yields the blocks of a part; none where there is nothing to show."""
    match part:
        case CoverPart():
            yield Cover(next(composer.figure_below(part.path, scopes), None))
        case PanelsPart():
            yield from _panels(composer, part, scopes)
        case CalloutPart():
            blocks = flattened(composer.prose(part.path, scopes))
            if blocks:
                title = composer.resolver.inlines((part.title,), scopes)
                value = composer.resolver.find(part.path, scopes)
                panel = Panel(title, (), blocks, value.at if value else None)
                yield Panels((panel,), "callout", at=panel.at)
        case QuotationPart():
            blocks = flattened(composer.prose(part.path, scopes))
            if blocks:
                value = composer.resolver.find(part.path, scopes)
                source = composer.resolver.inlines(part.source, scopes)
                yield Quotation(blocks, source, value.at if value else None)
        case _:
            assert_never(part)


def _panels(composer: "BlockComposer", part: PanelsPart, scopes: tuple[Value, ...]) -> Iterator[Block]:
    entries = list(composer.resolver.find_entries(part.path, scopes))
    if part.form == "timeline":
        entries = _in_order_of_dates(entries)
    panels = tuple(filter(None, (_panel(composer, part, entry, scopes) for entry in entries)))
    if not panels:
        panels = tuple(_counted(composer, count, scopes) for count in part.counts)
        panels = tuple(panel for panel in panels if plain_text(panel.title) != "0")
        panels = panels if len(panels) >= _FEWEST_COUNTS else ()
    if panels:
        value = composer.resolver.find(part.path, scopes)
        at = value.at if value and entries else panels[0].at
        yield Panels(panels, part.form, _columns(part, panels, composer.theme), at)


def _in_order_of_dates(entries: list[Value]) -> list[Value]:
    """Returns the entries that have a date, the earliest first; the order of those of one date stays."""
    dated = [(when, entry) for entry in entries if (when := getattr(entry.content, "date", None))]
    return [entry for _, entry in sorted(dated, key=lambda pair: _first_day(pair[0]))]


def _first_day(when: Date) -> date:
    return when.start


def _panel(
    composer: "BlockComposer", part: PanelsPart, entry: Value, outer_scopes: tuple[Value, ...]
) -> Panel | None:
    scopes = (entry, *outer_scopes)
    title = _linked(composer, part, scopes)
    details = composer.resolver.inlines(part.details, scopes)
    blocks = flattened(composer.prose(part.text, scopes))
    blocks += (
        *composer.given_table(part.table, scopes),
        *composer.figure_below(part.figure, scopes),
    )
    notes = (composer.resolver.inlines((template,), scopes) for template in part.notes)
    blocks += tuple(Paragraph(note, entry.at) for note in notes if note)
    return Panel(title, details, blocks, entry.at) if title or details or blocks else None


def _linked(composer: "BlockComposer", part: PanelsPart, scopes: tuple[Value, ...]) -> tuple[Inline, ...]:
    """Returns the title of a panel, linked to the address of its entry where it has one."""
    title = composer.resolver.inlines(part.lead, scopes)
    url = composer.resolver.find(part.link, scopes) if part.link else None
    if url and isinstance(url.content, str) and url.content:
        words = plain_text(title) or url.content
        return (Link((Text(words),), link_target(url.content)),)
    return title


def _counted(composer: "BlockComposer", count: Count, scopes: tuple[Value, ...]) -> Panel:
    """Returns how many entries a list has; members who have left do not count."""
    value = composer.resolver.find(count.path, scopes)
    entries = composer.resolver.find_entries(count.path, scopes)
    number = sum(not (isinstance(entry.content, Member) and entry.content.left) for entry in entries)
    label = composer.resolver.inlines((count.label,), scopes)
    return Panel((Text(str(number)),), label, at=value.at if value else None)


def _columns(part: PanelsPart, panels: tuple[Panel, ...], theme: Theme) -> int:
    """Returns how many panels stand side by side: figures that have room, and cards where all have few words."""
    if part.form == "figures":
        return figure_columns([plain_text(panel.title) for panel in panels], theme)
    longest = max(map(_length, panels))
    if part.form != "cards" or len(panels) == 1 or longest > _LONGEST_OF_TWO:
        return 1
    if len(panels) == 3:
        return 3 if longest <= _LONGEST_OF_THREE else 1
    return 2


def _length(panel: Panel) -> int:
    """Returns how many characters a panel has; one with lists or tables counts as long."""
    if not all(isinstance(block, Paragraph | Figure) for block in panel.blocks):
        return _LONGEST_OF_TWO + 1
    texts = (plain_text(block.children) for block in panel.blocks if isinstance(block, Paragraph))
    return sum(map(len, texts))
