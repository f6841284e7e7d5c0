"""Lists: bullets, numbers, and short entries set in columns."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportgen.document import Block, BulletList, Item, NumberedList, Paragraph
from reportgen.writers._docx.flow import Columns, Line, Piece
from reportgen.writers._docx.inlines import runs
from reportgen.writers._docx.relationships import Relationships
from reportgen.writers._docx.xml import numbering


@dataclass(frozen=True, slots=True)
class _Marker:
    """How the first paragraph of an item looks: its style, and its number's list."""

    style: str
    numbering: str = ""


Inner = Callable[[Block, int], Iterator[Piece]]
"""Writes a block that stands inside an item at a depth of lists."""


def bullet_list(block: BulletList, ledger: Relationships, depth: int, inner: Inner) -> Iterator[Piece]:
    """A list of bullets; in columns, it is a section of its own, which Word fills down each column in turn."""
    if not block.items:
        return
    # A list inside a list cannot be a section: its columns would take the outer items apart.
    columns = block.columns if depth == 0 else 1
    if columns > 1:
        yield Columns(columns)
        yield from _items(block, _Marker(ledger.style("BulletList in columns")), ledger, 1, inner)
        yield Columns(1)
    else:
        marker = _Marker(ledger.style("BulletList", depth + 1))
        yield from _items(block, marker, ledger, depth + 1, inner)


def numbered_list(block: NumberedList, ledger: Relationships, depth: int, inner: Inner) -> Iterator[Piece]:
    """A list of numbers that counts from its own start."""
    if block.items:
        number = numbering(*ledger.numbered_list(depth + 1, block.start))
        marker = _Marker(ledger.style("NumberedList", depth + 1), number)
        yield from _items(block, marker, ledger, depth + 1, inner)


def _items(
    block: BulletList | NumberedList, marker: _Marker, ledger: Relationships, depth: int, inner: Inner
) -> Iterator[Piece]:
    for item in block.items:
        yield from _item(item, marker, ledger, depth, inner)


def _item(item: Item, marker: _Marker, ledger: Relationships, depth: int, inner: Inner) -> Iterator[Piece]:
    """The first paragraph with the marker, further ones indented alike."""
    marked = False
    for block in item.blocks:
        if not isinstance(block, Paragraph):
            yield from inner(block, depth)
        elif marked:
            style = ledger.style("Item", depth)
            yield Line(style, runs(block.children, ledger), block.at or item.at)
        else:
            yield Line(marker.style, runs(block.children, ledger), block.at or item.at, marker.numbering)
            marked = True
