"""Tables: rows of data under a head, and labels with their values."""

from collections.abc import Iterator
from itertools import accumulate, pairwise

from reportgen.document import Cell, Column, Fields, Table
from reportgen.writers._docx.flow import Grid, Line, Piece, Row
from reportgen.writers._docx.inlines import runs
from reportgen.writers._docx.ledger import Ledger
from reportgen.writers._docx.xml import run
from reportgen.writers.widths import widths

_LABELS = 0.32
"""The part of the line that labels take."""


def fields(block: Fields, ledger: Ledger) -> Iterator[Piece]:
    """Labels and values as a table whose first column heads the rows."""
    label = round(ledger.page.text_width * _LABELS)
    rows = tuple(
        Row(
            (
                (Line(ledger.style("Field label"), run(row.label)),),
                tuple(
                    Line(ledger.style("Field value"), runs(value.children, ledger), value.at or row.at)
                    for value in row.value
                )
                or (Line(ledger.style("Field value"), ""),),
            )
        )
        for row in block.fields
    )
    if rows:
        yield Grid(ledger.style("Fields"), (label, ledger.page.text_width - label), rows, labels=True)


def table(block: Table, ledger: Ledger) -> Iterator[Piece]:
    """A table with its caption above it."""
    if block.caption:
        yield Line(ledger.style("Table caption"), run(block.caption), block.at)
    if block.columns:
        head = tuple(
            (Line(ledger.style(_aligned("Table head", column)), run(column.title) if column.title else ""),)
            for column in block.columns
        )
        rows = tuple(Row(tuple(_cells(block, row, ledger))) for row in block.rows)
        sizes = _widths(block, ledger.page.text_width)
        yield Grid(ledger.style("Table"), sizes, (Row(head, head=True), *rows), title=block.caption)


def _cells(block: Table, row: tuple[Cell, ...], ledger: Ledger) -> Iterator[tuple[Line, ...]]:
    for column, cell in zip(block.columns, row, strict=True):
        yield (Line(ledger.style(_aligned("Cell", column)), runs(cell.children, ledger), cell.at),)


def _aligned(node: str, column: Column) -> str:
    return f"{node}, right" if column.align == "right" else node


def _widths(block: Table, room: int) -> tuple[int, ...]:
    """The widths of the columns in twentieths of a point, together exactly the room.

    They are fixed, because Word and LibreOffice would each fit them in their own way.
    """
    ends = [round(room * share / 100) for share in accumulate(widths(block))]
    ends[-1] = room
    return tuple(end - start for start, end in pairwise([0, *ends]))
