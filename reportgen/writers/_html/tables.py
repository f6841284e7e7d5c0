"""Tables of data."""

from collections.abc import Iterable
from html import escape

from reportgen.document import Cell, Column, Table
from reportgen.writers._html.inlines import inlines
from reportgen.writers._html.markup import BlockContext, element, lines, path
from reportgen.writers.widths import widths


def table(node: Table, place: BlockContext) -> str:
    """A table; on a screen inside a region that scrolls, can be focused, and bears the caption's name."""
    if place.dress.paged:
        return _table(node, place, None)
    name = next(place.ids) if node.caption else None
    region = {
        "class": "scroll",
        "role": "region" if name else "group",
        "aria-labelledby": name or place.under,
        "tabindex": "0",
    }
    return element("div", lines([_table(node, place, name)]), region)


def _table(node: Table, place: BlockContext, name: str | None) -> str:
    parts = (
        element("caption", escape(node.caption), {"id": name}) if node.caption else "",
        _column_widths(node) if place.dress.paged else "",
        element("thead", lines([element("tr", lines(map(_head, node.columns)))])),
        element("tbody", lines(_row(row, node, place) for row in node.rows)),
    )
    return element("table", lines(parts), {"class": "data", "data-at": path(node.at, place)})


def _column_widths(node: Table) -> str:
    return element("colgroup", "".join(f'<col style="width: {share:g}%">' for share in widths(node)))


def _head(column: Column) -> str:
    """A column's head; one without words heads nothing."""
    if not column.title:
        return element("td", "", {"class": _alignment(column)})
    return element("th", escape(column.title), {"scope": "col", "class": _alignment(column)})


def _row(cells: Iterable[Cell], node: Table, place: BlockContext) -> str:
    parts = (
        element(
            "td",
            inlines(cell.children, place),
            {"class": _alignment(column), "data-at": path(cell.at, place)},
        )
        for cell, column in zip(cells, node.columns, strict=True)
    )
    return element("tr", lines(parts))


def _alignment(column: Column) -> str | None:
    return "right" if column.align == "right" else None
