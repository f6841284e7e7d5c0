"""Tables: rows of data under a head, and labels with their values."""

from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise

from reportgen.document import Cell, Column, Field, Fields, Table
from reportgen.writers._docx.flow import Grid, Line, Piece, Row
from reportgen.writers._docx.inlines import runs
from reportgen.writers._docx.relationships import Relationships
from reportgen.writers._docx.xml import run
from reportgen.writers.widths import widths

_LABELS = 0.32
"""The part of the line that labels take."""

_SHORT = 12
"""How many labels stay on one page: the contact details of a report have eight at most."""


def fields(block: Fields, heading: str, ledger: Relationships) -> Iterator[Piece]:
    """Labels and values as a table whose first column heads the rows.

    Word keeps a row with the next one by the paragraphs in its first cell. A short table stays on one page; of a
    longer one, no row stands alone at the head or foot of a page. It is named after the heading above it.
    """
    label, last = round(ledger.page.text_width * _LABELS), len(block.fields) - 1
    kept = set(range(last)) if last < _SHORT else {0, last - 1}
    rows = tuple(
        _field(field, "Field label, kept" if place in kept else "Field label", ledger)
        for place, field in enumerate(block.fields)
    )
    if rows:
        sizes, told = (label, ledger.page.text_width - label), _listed(field.label for field in block.fields)
        yield Grid(ledger.style("Fields"), sizes, rows, heading, told, labels=True)


def _field(field: Field, node: str, ledger: Relationships) -> Row:
    style = ledger.style("Field value")
    values = (Line(style, runs(value.children, ledger), value.at or field.at) for value in field.value)
    return Row(((Line(ledger.style(node), run(field.label)),), tuple(values) or (Line(style, ""),)))


def table(block: Table, heading: str, ledger: Relationships) -> Iterator[Piece]:
    """A table with its caption above it, named by it or after the heading above both.

    The first row is kept with the next: where the head alone had room on a page, LibreOffice (7.4) would lose that row.
    """
    if block.caption:
        yield Line(ledger.style("Table caption"), run(block.caption), block.at)
    if block.columns:
        head = tuple(
            (Line(ledger.style(_aligned("Table head", column)), run(column.title) if column.title else ""),)
            for column in block.columns
        )
        rows = tuple(
            Row(tuple(_cells(block, row, ledger, first=place == 0))) for place, row in enumerate(block.rows)
        )
        sizes = _widths(block, ledger.page.text_width)
        told = _listed(column.title for column in block.columns)
        yield Grid(
            ledger.style("Table"), sizes, (Row(head, head=True), *rows), block.caption or heading, told
        )


def _listed(words: Iterable[str]) -> str:
    """What a table tells of, by its labels or the heads of its columns: a description in the words of the report."""
    return ", ".join(filter(None, (each.rstrip(": ") for each in words)))


def _cells(
    block: Table, row: tuple[Cell, ...], ledger: Relationships, *, first: bool
) -> Iterator[tuple[Line, ...]]:
    for place, (column, cell) in enumerate(zip(block.columns, row, strict=True)):
        node = "Cell, kept" if first and place == 0 else "Cell"
        yield (Line(ledger.style(_aligned(node, column)), runs(cell.children, ledger), cell.at),)


def _aligned(node: str, column: Column) -> str:
    return f"{node}, right" if column.align == "right" else node


def _widths(block: Table, room: int) -> tuple[int, ...]:
    """The widths of the columns in twentieths of a point, together exactly the room.

    They are fixed, because Word and LibreOffice would each fit them in their own way.
    """
    ends = [round(room * share / 100) for share in accumulate(widths(block))]
    ends[-1] = room
    return tuple(end - start for start, end in pairwise([0, *ends]))
