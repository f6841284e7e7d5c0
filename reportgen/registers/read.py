"""Reads register files: rows of CSV and entries of YAML. What cannot be used raises Unreadable with its file and line."""

import csv
import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from reportgen.findings import At
from reportgen.source import Source, Unreadable, load
from reportgen.source.files import read_bounded

ABOUT = ("source", "licence", "credit", "trust")
"""What each register file says of itself: where its facts come from, under which terms, and how far they are trusted."""

MAX_BYTES = 5_000_000
"""Many times the largest register that ships."""

_DATE = r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?"


class CsvRow(NamedTuple):
    """A row of a CSV file: its file and line, and its cells by the names of their columns."""

    file: str
    line_number: int
    values: Mapping[str, str]

    def refuse(self, message: str) -> NoReturn:
        """Refuse the file for what is wrong in this row."""
        raise Unreadable(f"{self.file}:{self.line_number}: {message}")


class CsvTable(NamedTuple):
    """A CSV file: what it says of itself in lines that start with `#`, and its rows."""

    about: dict[str, str]
    rows: tuple[CsvRow, ...]


def read_csv(path: Path, columns: Sequence[str]) -> CsvTable:
    """Read a CSV file that has these columns, in any order. Raises Unreadable."""
    about: dict[str, str] = {}
    rows: list[CsvRow] = []
    header: list[str] = []
    reader = csv.reader(_text(path).splitlines(keepends=True), strict=True)
    try:
        for cells in reader:
            if not any(cells):
                continue
            if not rows and cells[0].startswith("#"):
                name, _, value = ",".join(filter(None, cells)).lstrip("# ").partition(": ")
                about[name] = value
            elif not header:
                header = _header(path, reader.line_num, cells, columns)
            else:
                rows.append(_row(path, reader.line_num, header, cells))
    except csv.Error as error:
        raise Unreadable(f"{path}:{reader.line_num}: is not CSV ({error})") from None
    if not header:
        raise Unreadable(f"{path}:1: holds no line with the names of the columns")
    return CsvTable(about, tuple(rows))


def _text(path: Path) -> str:
    try:
        content = read_bounded(path, MAX_BYTES)
    except OSError as error:
        raise Unreadable(f"{path}: cannot be read ({(error.strerror or str(error)).lower()})") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line_number = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            f"{path}:{line_number}: is not saved as UTF-8; save it again with that encoding"
        ) from None


def _header(path: Path, line_number: int, cells: Sequence[str], columns: Sequence[str]) -> list[str]:
    header = [cell.strip() for cell in cells]
    missing = [column for column in columns if column not in header]
    if missing:
        raise Unreadable(f"{path}:{line_number}: lacks the column `{missing[0]}`")
    unknown = [name for name in header if name and name not in columns]
    if unknown:
        raise Unreadable(f"{path}:{line_number}: has a column `{unknown[0]}`, which registers do not know")
    return header


def _row(path: Path, line_number: int, header: Sequence[str], cells: Sequence[str]) -> CsvRow:
    if len(cells) != len(header):
        raise Unreadable(f"{path}:{line_number}: has {len(cells)} cells, but there are {len(header)} columns")
    return CsvRow(str(path), line_number, dict(zip(header, cells, strict=True)))


class YamlEntry(NamedTuple):
    """A mapping of a YAML file with its path, read key by key; a value of the wrong kind is refused."""

    source: Source
    at: At
    values: Mapping[str, Any]

    def text(self, name: str, *, required: bool = False) -> str:
        """A value that is one line of text."""
        value = self.values.get(name, "")
        if not isinstance(value, str):
            self.refuse(f"`{name}` must be text", name)
        if required and not value:
            self.refuse(f"`{name}` is missing")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A value that is a list of lines."""
        value = self.values.get(name) or []
        if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
            self.refuse(f"`{name}` must be a list of texts", name)
        return tuple(value)

    def choice(self, name: str, known: Sequence[str]) -> str:
        """A value that is one of a few words."""
        value = self.text(name, required=True)
        if value not in known:
            self.refuse(f"`{name}` must be {' or '.join(known)}, not `{value}`", name)
        return value

    def date(self, name: str, *, last: bool = False) -> date | None:
        """A date, as precise as known: its first day, or its last."""
        value = self.text(name)
        when = parse_date(value, last=last)
        if value and not when:
            self.refuse(f"`{value}` is no date; write 2024-07-09, 2024-07 or 2024", name)
        return when

    def entries(self, name: str) -> Iterator["YamlEntry"]:
        """The entries of a list of mappings."""
        value = self.values.get(name) or []
        if not isinstance(value, list):
            self.refuse(f"`{name}` must be a list", name)
        for index, inner in enumerate(value):
            at = (*self.at, name, index)
            if not isinstance(inner, dict):
                YamlEntry(self.source, at, {}).refuse(
                    f"every entry of `{name}` must be a set of `key: value` lines"
                )
            yield YamlEntry(self.source, at, inner)

    def refuse_other_keys(self, *names: str) -> None:
        """Refuse the file if the entry has a key that is none of these."""
        for name in self.values:
            if name not in names:
                self.refuse(f"`{name}` is no key of a register; here stand {', '.join(names)}", name)

    def refuse(self, message: str, name: str = "") -> NoReturn:
        """Refuse the file for what is wrong in this entry, at one of its keys if `name` gives one."""
        span = self.source.span((*self.at, name) if name else self.at, "key")
        raise Unreadable(f"{self.source.file}:{span.line}: {message}")


def read_yaml(path: Path) -> YamlEntry:
    """Read a YAML file as the entry that it is as a whole. Raises Unreadable."""
    source = load(path)
    if source.findings:
        finding = source.findings[0]
        raise Unreadable(f"{path}:{finding.span.line}: {finding.message}")
    return YamlEntry(source, (), source.data or {})


def parse_date(text: str, *, last: bool = False) -> date | None:
    """The first day of a date that is a year, a month or a day, or its last; None where it is no date."""
    match = re.fullmatch(_DATE, text)
    if not match:
        return None
    year, month, day_of_month = (int(number) if number else 0 for number in match.groups())
    try:
        if day_of_month:
            return date(year, month, day_of_month)
        if last:
            month = month or 12
            return date(year, month, monthrange(year, month)[1])
        return date(year, month or 1, 1)
    except ValueError:
        return None
