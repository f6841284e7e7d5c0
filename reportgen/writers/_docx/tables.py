"""Tables: rows of data under a header row, and labels with their values."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate, pairwise

from reportgen.document import Cell, Column, Field, Fields, Table
from reportgen.writers._docx.block_elements import BlockElement, ParagraphMarkup, TableMarkup, TableRow
from reportgen.writers._docx.inlines import inline_runs
from reportgen.writers._docx.relationships import Relationships
from reportgen.writers._docx.xml import run
from reportgen.writers.page_breaks import fields_breaks, table_breaks
from reportgen.writers.widths import column_widths

_LABEL_SHARE = 0.32
"""The share of the table's width that labels take."""


def fields_table(block: Fields, heading: str, relationships: Relationships) -> Iterator[BlockElement]:
    """Yields labels and values as a table whose first column heads the rows, named after the heading above it.

    Word keeps a row with the next one by the paragraphs in its first cell.
    """
    if not block.fields:
        return
    text_width, breaks = relationships.page.text_width, fields_breaks(block, relationships.page.text_area)
    kept_rows = breaks.kept_rows(len(block.fields))
    rows = tuple(
        replace(
            _field_row(field, "Field label, kept" if index in kept_rows else "Field label", relationships),
            can_split=index in breaks.tall_rows,
        )
        for index, field in enumerate(block.fields)
    )
    label_width = round(text_width * _LABEL_SHARE)
    column_widths = (label_width, text_width - label_width)
    description = _description(field.label for field in block.fields)
    style_id = relationships.style_id("Fields")
    yield TableMarkup(style_id, column_widths, rows, heading, description, has_labels=True)


def _field_row(field: Field, label_node: str, relationships: Relationships) -> TableRow:
    style_id = relationships.style_id("Field value")
    values = tuple(
        ParagraphMarkup(style_id, inline_runs(value.children, relationships), value.at or field.at)
        for value in field.value
    )
    label = ParagraphMarkup(relationships.style_id(label_node), run(field.label))
    return TableRow(((label,), values or (ParagraphMarkup(style_id, ""),)))


def data_table(
    block: Table, heading: str, relationships: Relationships, indent: int = 0
) -> Iterator[BlockElement]:
    """Yields a table with its caption above it and its note below, named by the caption or after the heading above all.

    The first rows are kept together: where the header alone had room on a page, LibreOffice (7.4) would lose the first row.
    """
    if block.caption:
        style_id = relationships.style_id("Table caption")
        yield ParagraphMarkup(style_id, run(block.caption), block.at, indent=indent)
    if block.columns:
        breaks = table_breaks(block, relationships.page.text_area)
        kept_rows = breaks.kept_rows(len(block.rows) + bool(block.note))
        rows = (
            TableRow(tuple(_header_cells(block, relationships)), is_header=True),
            *(
                TableRow(
                    tuple(_cells(block, row, relationships, is_kept=index in kept_rows)),
                    can_split=index in breaks.tall_rows,
                )
                for index, row in enumerate(block.rows)
            ),
        )
        yield TableMarkup(
            relationships.style_id("Table"),
            _column_widths(block, relationships.page.text_width - indent),
            rows,
            block.caption or heading,
            _description(column.title for column in block.columns),
            indent=indent,
        )
    if block.note:
        runs = inline_runs(block.note, relationships)
        yield ParagraphMarkup(relationships.style_id("Table note"), runs, block.at, indent=indent)


def _description(titles: Iterable[str]) -> str:
    """Returns what a table is about in the words of the report: its labels, or the titles of its columns."""
    return ", ".join(filter(None, (title.rstrip(": ") for title in titles)))


def _header_cells(block: Table, relationships: Relationships) -> Iterator[tuple[ParagraphMarkup, ...]]:
    for column in block.columns:
        style_id = relationships.style_id(_aligned_node("Table head", column))
        yield (ParagraphMarkup(style_id, run(column.title) if column.title else ""),)


def _cells(
    block: Table, row: tuple[Cell, ...], relationships: Relationships, *, is_kept: bool
) -> Iterator[tuple[ParagraphMarkup, ...]]:
    for index, (column, cell) in enumerate(zip(block.columns, row, strict=True)):
        node = "Cell, kept" if is_kept and index == 0 else "Cell"
        style_id = relationships.style_id(_aligned_node(node, column))
        yield (ParagraphMarkup(style_id, inline_runs(cell.children, relationships), cell.at),)


def _aligned_node(node: str, column: Column) -> str:
    return f"{node}, right" if column.align == "right" else node


def _column_widths(block: Table, table_width: int) -> tuple[int, ...]:
    """Returns the widths of the columns in twentieths of a point, together exactly the table's.

    They are fixed, because Word and LibreOffice would each fit them in their own way.
    """
    ends = [round(table_width * share / 100) for share in accumulate(column_widths(block))]
    ends[-1] = table_width
    return tuple(end - start for start, end in pairwise([0, *ends]))
