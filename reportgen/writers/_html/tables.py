"""Renders tables of data."""

from collections.abc import Iterable
from dataclasses import replace
from html import escape

from reportgen.document import Cell, Column, Table
from reportgen.writers._html.context import BlockContext
from reportgen.writers._html.elements import element, on_lines
from reportgen.writers._html.inlines import inlines
from reportgen.writers.page_breaks import table_breaks
from reportgen.writers.widths import column_widths


def table(node: Table, context: BlockContext) -> str:
    """Returns a table with its note below; on a screen in a region that scrolls, can be focused, and is named by the caption."""
    if node.note:
        note_attributes = {"class": "note", "data-at": context.data_at(node.at)}
        above = table(replace(node, note=()), context)  # first, since notes are numbered as they are rendered
        return f"{above}\n{element('p', inlines(node.note, context), note_attributes)}"
    if context.medium.paged:
        return _table(node, context, None)
    caption_id = next(context.ids) if node.caption else None
    region = {
        "class": "scroll",
        "role": "region" if caption_id else "group",
        "aria-labelledby": caption_id or context.heading_id,
        "tabindex": "0",
    }
    return element("div", on_lines([_table(node, context, caption_id)]), region)


def _table(node: Table, context: BlockContext, caption_id: str | None) -> str:
    breaks = table_breaks(node, context.medium.text_area)
    rows = (
        _row(row, node.columns, context, is_tall=index in breaks.tall_rows)
        for index, row in enumerate(node.rows)
    )
    parts = (
        element("caption", escape(node.caption), {"id": caption_id}) if node.caption else "",
        _column_widths(node),
        element("thead", on_lines([element("tr", on_lines(map(_column_head, node.columns)))])),
        element("tbody", on_lines(rows)),
    )
    class_name = "data" if breaks.is_whole else "data long"
    return element("table", on_lines(parts), {"class": class_name, "data-at": context.data_at(node.at)})


def _column_widths(node: Table) -> str:
    return element("colgroup", "".join(f'<col style="width: {share:g}%">' for share in column_widths(node)))


def _column_head(column: Column) -> str:
    """Returns the head of a column; without a title it is a plain cell."""
    if not column.title:
        return element("td", "", {"class": _alignment(column)})
    return element("th", escape(column.title), {"scope": "col", "class": _alignment(column)})


def _row(cells: Iterable[Cell], columns: Iterable[Column], context: BlockContext, *, is_tall: bool) -> str:
    content = on_lines(_cell(cell, column, context) for cell, column in zip(cells, columns, strict=True))
    return element("tr", content, {"class": "tall" if is_tall else None})


def _cell(cell: Cell, column: Column, context: BlockContext) -> str:
    attributes = {"class": _alignment(column), "data-at": context.data_at(cell.at)}
    return element("td", inlines(cell.children, context), attributes)


def _alignment(column: Column) -> str | None:
    return "right" if column.align == "right" else None
