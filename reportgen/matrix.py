"""Who belongs where: the authorities of many groups' reports, each with the groups that it belongs to.

Councils publish this of themselves. Names are resolved, so that Hull in one report and Kingston upon Hull in another are one row.
"""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from reportgen.document import Cell, Column, Document, Section, Table, Text
from reportgen.lint import Context
from reportgen.pipeline import Checked
from reportgen.registers import Authority
from reportgen.schema.members import comparable_name
from reportgen.spreadsheets import safe_cell
from reportgen.theme import Theme

MEMBER = "member"
"""The kind of membership where the dataset names none."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An authority or other body with the kind of its membership by group; its code, type and nation are empty if no council."""

    name: str
    code: str
    type: str
    nation: str
    groups: dict[str, str]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who belongs where: the groups in the order of their names, the councils in that of theirs, and then other bodies."""

    groups: tuple[str, ...]
    councils: tuple[MatrixRow, ...]
    others: tuple[MatrixRow, ...]

    @property
    def rows(self) -> tuple[MatrixRow, ...]:
        """Councils and other bodies."""
        return (*self.councils, *self.others)

    def members(self, group: str) -> int:
        """How many members a group has."""
        return sum(group in row.groups for row in self.rows)


def build_matrix(checked: Iterable[Checked]) -> Matrix:
    """Make the matrix, from the newest report of each group. Members who have left do not count.

    A dataset that could not be understood, or whose group's name is missing or private, is left out.
    """
    newest: dict[str, Checked] = {}
    for dataset in checked:
        if group := _group_name(dataset):
            key = comparable_name(group)
            if key not in newest or _last_day(dataset) > _last_day(newest[key]):
                newest[key] = dataset
    rows: dict[str, MatrixRow] = {}
    for dataset in newest.values():
        for key, row, kind in _members(dataset):
            rows.setdefault(key, row).groups.setdefault(_group_name(dataset), kind)
    ordered = sorted(rows.values(), key=lambda row: (comparable_name(row.name), row.code))
    groups = sorted(map(_group_name, newest.values()), key=str.casefold)
    councils = tuple(row for row in ordered if row.code)
    return Matrix(tuple(groups), councils, tuple(row for row in ordered if not row.code))


def _group_name(checked: Checked) -> str:
    return checked.shown.report.group.name if checked.loaded else ""


def _last_day(checked: Checked) -> str:
    period = checked.loaded.report.period if checked.loaded else None
    return period.end.isoformat() if period else ""


def _members(checked: Checked) -> Iterable[tuple[str, MatrixRow, str]]:
    """Each member that has not left: what tells it from others, its row without groups, and its kind of membership."""
    if checked.loaded is None:
        return
    context = Context(checked.shown.report, registers=checked.registers)
    for _, member, resolution in context.members:
        if member.left is None and member.name:
            yield (*_row(resolution.authority, resolution.name), member.kind or MEMBER)


def _row(authority: Authority | None, name: str) -> tuple[str, MatrixRow]:
    if authority is None:
        return comparable_name(name), MatrixRow(name, "", "", "", {})
    code = authority.gss_code or authority.code
    return code, MatrixRow(authority.name, code, authority.type, authority.nation, {})


def to_csv(matrix: Matrix) -> bytes:
    """A table with a row for each member and a column for each group; the last row counts. UTF-8, marked as Excel wants it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows(map(safe_cell, row) for row in _cells(matrix))
    return text.getvalue().encode("utf-8-sig", "backslashreplace")


def _cells(matrix: Matrix) -> Iterable[Sequence[str | int]]:
    yield ("Authority", "Code", "Type", "Nation", "Groups", *matrix.groups)
    for row in matrix.rows:
        kinds = (row.groups.get(group, "") for group in matrix.groups)
        yield (row.name, row.code, row.type, row.nation, len(row.groups), *kinds)
    counts = (matrix.members(group) for group in matrix.groups)
    yield ("Members", "", "", "", sum(len(row.groups) for row in matrix.rows), *counts)


def to_xlsx(matrix: Matrix) -> bytes:
    """The same as an Excel file. Raises ImportError where xlsxwriter is not installed."""
    from datetime import datetime

    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": "Who belongs where", "created": datetime(1980, 1, 1)})  # noqa: DTZ001 (no clock)
    sheet = book.add_worksheet("Members")
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    rows = list(_cells(matrix))
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(number, column, value, head if number in (0, len(rows) - 1) else None)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 4, 14)
    if matrix.groups:
        sheet.set_column(5, 4 + len(matrix.groups), 16)
        sheet.autofilter(0, 0, len(rows) - 2, 4 + len(matrix.groups))
    book.close()
    return target.getvalue()


def to_html(matrix: Matrix) -> bytes:
    """A web page: each council with its groups, and each group with its number of members."""
    from reportgen.writers import Options, writer

    sections = (
        Section("Groups", (_groups_table(matrix),), "groups"),
        Section("Councils", (_members_table(matrix.councils),), "councils"),
        *([Section("Other members", (_members_table(matrix.others),), "others")] if matrix.others else []),
    )
    about = f"{len(matrix.councils)} councils in {len(matrix.groups)} groups"
    document = Document("Who belongs where", about, "", "en-GB", "{page} / {pages}", sections)
    return writer("html")(document, Theme(), Options()).content


def _groups_table(matrix: Matrix) -> Table:
    rows = tuple((Cell((Text(group),)), Cell((Text(str(matrix.members(group))),))) for group in matrix.groups)
    return Table((Column("Group"), Column("Members", "right")), rows)


def _members_table(rows: Sequence[MatrixRow]) -> Table:
    columns = (Column("Name"), Column("Groups", "right"), Column("Belongs to"))
    return Table(
        columns,
        tuple(
            (Cell((Text(row.name),)), Cell((Text(str(len(row.groups))),)), Cell((Text(_group_list(row)),)))
            for row in rows
        ),
    )


def _group_list(row: MatrixRow) -> str:
    return "; ".join(
        group if kind == MEMBER else f"{group} ({kind})"
        for group, kind in sorted(row.groups.items(), key=lambda item: item[0].casefold())
    )


Exporter: TypeAlias = Callable[[Matrix], bytes]

EXPORTERS: dict[str, Exporter] = {"csv": to_csv, "xlsx": to_xlsx, "html": to_html}
"""The writer of each format of the matrix."""
