"""Who belongs where: the authorities of many groups' reports, each with the groups that it belongs to.

Councils publish this of themselves. Names are resolved, so that Hull in one report and Kingston upon Hull in another are one row.
"""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from reportgen.document import Cell, Column, Document, Paragraph, Section, Table, Text
from reportgen.lint import Context
from reportgen.pipeline import Checked
from reportgen.registers import Authority
from reportgen.schema.members import same_name
from reportgen.spreadsheets import cell
from reportgen.theme import Theme

MEMBER = "member"
"""What stands where the dataset says no kind."""


@dataclass(frozen=True, slots=True)
class Row:
    """An authority or other body: its name, code and type (empty where it is no council), and by group its kind of membership."""

    name: str
    code: str
    type: str
    nation: str
    groups: dict[str, str]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who belongs where: the groups in order of their names, the councils in order of theirs, and then other bodies."""

    groups: tuple[str, ...]
    councils: tuple[Row, ...]
    others: tuple[Row, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Councils and other bodies."""
        return (*self.councils, *self.others)

    def members(self, group: str) -> int:
        """How many members a group has."""
        return sum(group in row.groups for row in self.rows)


def matrix(checked: Iterable[Checked]) -> Matrix:
    """Who belongs where, by the newest report of each group. Members who have left do not count."""
    newest: dict[str, Checked] = {}
    for each in checked:
        if _group(each):
            key = same_name(_group(each))
            if key not in newest or _ends(each) > _ends(newest[key]):
                newest[key] = each
    rows: dict[str, Row] = {}
    for each in newest.values():
        for key, row, kind in _members(each):
            rows.setdefault(key, row).groups.setdefault(_group(each), kind)
    ordered = sorted(rows.values(), key=lambda row: (same_name(row.name), row.code))
    groups = sorted((_group(each) for each in newest.values()), key=str.casefold)
    councils = tuple(row for row in ordered if row.code)
    return Matrix(tuple(groups), councils, tuple(row for row in ordered if not row.code))


def _group(checked: Checked) -> str:
    """The name of a group, unless that is private: there is nothing to call it by then."""
    return checked.shown.report.group.name if checked.loaded else ""


def _ends(checked: Checked) -> str:
    period = checked.loaded.report.period if checked.loaded else None
    return period.end.isoformat() if period else ""


def _members(checked: Checked) -> Iterable[tuple[str, Row, str]]:
    if checked.loaded is None:
        return
    shown = checked.shown.report  # what is private stays so
    context = Context(shown, registers=checked.registers)
    for _, member, found in context.members:
        if member.left is None and member.name:
            yield (*_row(found.authority, found.name), member.kind or MEMBER)


def _row(authority: Authority | None, name: str) -> tuple[str, Row]:
    if authority is None:
        return same_name(name), Row(name, "", "", "", {})
    code = authority.gss_code or authority.code
    return code, Row(authority.name, code, authority.type, authority.nation, {})


def to_csv(found: Matrix) -> bytes:
    """A table with a row for each member and a column for each group; the last row counts. UTF-8, marked as Excel wants it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows(map(cell, row) for row in _table(found))
    return text.getvalue().encode("utf-8-sig", "backslashreplace")


def _table(found: Matrix) -> Iterable[Sequence[str | int]]:
    yield ("Authority", "Code", "Type", "Nation", "Groups", *found.groups)
    for row in found.rows:
        belongs = (row.groups.get(group, "") for group in found.groups)
        yield (row.name, row.code, row.type, row.nation, len(row.groups), *belongs)
    counts = (found.members(group) for group in found.groups)
    yield ("Members", "", "", "", sum(len(row.groups) for row in found.rows), *counts)


def to_xlsx(found: Matrix) -> bytes:
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
    rows = list(_table(found))
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(number, column, value, head if number in (0, len(rows) - 1) else None)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 4, 14)
    if found.groups:
        sheet.set_column(5, 4 + len(found.groups), 16)
        sheet.autofilter(0, 0, len(rows) - 2, 4 + len(found.groups))
    book.close()
    return target.getvalue()


def to_html(found: Matrix) -> bytes:
    """A web page: each council with its groups, and each group with its number of members."""
    from reportgen.writers import Options, writer

    sections = (
        Section("Groups", (_groups(found),), "groups"),
        Section("Councils", (_belonging(found.councils),), "councils"),
        *([Section("Other members", (_belonging(found.others),), "others")] if found.others else []),
    )
    about = f"{len(found.councils)} councils in {len(found.groups)} groups"
    document = Document("Who belongs where", about, "", "en-GB", "{page} / {pages}", sections)
    return writer("html")(document, Theme(), Options()).content


def _groups(found: Matrix) -> Table | Paragraph:
    rows = tuple((Cell((Text(group),)), Cell((Text(str(found.members(group))),))) for group in found.groups)
    return Table((Column("Group"), Column("Members", "right")), rows)


def _belonging(rows: Sequence[Row]) -> Table:
    columns = (Column("Name"), Column("Groups", "right"), Column("Belongs to"))
    return Table(
        columns,
        tuple(
            (Cell((Text(row.name),)), Cell((Text(str(len(row.groups))),)), Cell((Text(_listed(row)),)))
            for row in rows
        ),
    )


def _listed(row: Row) -> str:
    return "; ".join(
        group if kind == MEMBER else f"{group} ({kind})"
        for group, kind in sorted(row.groups.items(), key=lambda item: item[0].casefold())
    )


Form: TypeAlias = Callable[[Matrix], bytes]

FORMS: dict[str, Form] = {"csv": to_csv, "xlsx": to_xlsx, "html": to_html}
"""The formats there are."""
