"""Reading register files: rows of CSV and entries of YAML; what cannot be used is refused with its file and line."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from reportgen.findings import At
from reportgen.source import Source, Unreadable, load

ABOUT = ("source", "licence", "credit", "trust")
"""What each register file says of itself: where its facts come from, under which terms, and how far they are trusted."""

_DATE = r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?"


class Row(NamedTuple):
    """A row of a CSV file by its column names, and where it stands."""

    file: str
    line: int
    values: Mapping[str, str]

    def refuse(self, message: str) -> NoReturn:
        """Refuse the file for what is wrong in this row."""
        raise Unreadable(f"{self.file}:{self.line}: {message}")


class Table(NamedTuple):
    """A CSV file: what it says of itself in lines that start with `#`, and its rows."""

    about: dict[str, str]
    rows: tuple[Row, ...]


def table(path: Path, columns: Sequence[str]) -> Table:
    """Read a CSV file that has these columns, in any order. Raises Unreadable."""
    about: dict[str, str] = {}
    rows: list[Row] = []
    heads: list[str] = []
    lines = csv.reader(_text(path).splitlines(keepends=True), strict=True)
    try:
        for cells in lines:
            if not any(cells):
                continue
            if not rows and cells[0].startswith("#"):
                name, _, value = ",".join(filter(None, cells)).lstrip("# ").partition(": ")
                about[name] = value
            elif not heads:
                heads = _heads(path, lines.line_num, cells, columns)
            else:
                rows.append(_row(path, lines.line_num, heads, cells))
    except csv.Error as error:
        raise Unreadable(f"{path}:{lines.line_num}: is not CSV ({error})") from None
    if not heads:
        raise Unreadable(f"{path}:1: holds no line with the names of the columns")
    return Table(about, tuple(rows))


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"{path}: cannot be read ({(error.strerror or str(error)).lower()})") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"{path}:{line}: is not saved as UTF-8; save it again with that encoding") from None


def _heads(path: Path, line: int, cells: Sequence[str], columns: Sequence[str]) -> list[str]:
    heads = [cell.strip() for cell in cells]
    missing = [column for column in columns if column not in heads]
    if missing:
        raise Unreadable(f"{path}:{line}: lacks the column `{missing[0]}`")
    unknown = [head for head in heads if head and head not in columns]
    if unknown:
        raise Unreadable(f"{path}:{line}: has a column `{unknown[0]}`, which registers do not know")
    return heads


def _row(path: Path, line: int, heads: Sequence[str], cells: Sequence[str]) -> Row:
    if len(cells) != len(heads):
        raise Unreadable(f"{path}:{line}: has {len(cells)} cells, but there are {len(heads)} columns")
    return Row(str(path), line, dict(zip(heads, cells, strict=True)))


class Entry(NamedTuple):
    """An entry of a YAML file with its place, read key by key; what is no text or no list of texts is refused."""

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
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
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
        found = day(value, last=last)
        if value and not found:
            self.refuse(f"`{value}` is no date; write 2024-07-09, 2024-07 or 2024", name)
        return found

    def entries(self, name: str) -> Iterator["Entry"]:
        """The entries of a list."""
        value = self.values.get(name) or []
        if not isinstance(value, list):
            self.refuse(f"`{name}` must be a list", name)
        for index, each in enumerate(value):
            at = (*self.at, name, index)
            if not isinstance(each, dict):
                Entry(self.source, at, {}).refuse(
                    f"every entry of `{name}` must be a set of `key: value` lines"
                )
            yield Entry(self.source, at, each)

    def known(self, *names: str) -> None:
        """Refuse a key that is none of these."""
        for name in self.values:
            if name not in names:
                self.refuse(f"`{name}` is no key of a register; here stand {', '.join(names)}", name)

    def refuse(self, message: str, name: str = "") -> NoReturn:
        """Refuse the file for what is wrong in this entry."""
        span = self.source.span((*self.at, name) if name else self.at, "key")
        raise Unreadable(f"{self.source.file}:{span.line}: {message}")


def entry(path: Path) -> Entry:
    """Read a YAML file. Raises Unreadable."""
    source = load(path)
    if source.findings:
        finding = source.findings[0]
        raise Unreadable(f"{path}:{finding.span.line}: {finding.message}")
    return Entry(source, (), source.data or {})


def day(text: str, *, last: bool = False) -> date | None:
    """The first day of a date that is a year, a month or a day, or its last; None where it is no date."""
    found = re.fullmatch(_DATE, text)
    if not found:
        return None
    year, month, number = (int(part) if part else 0 for part in found.groups())
    try:
        if number:
            return date(year, month, number)
        first = date(year, month or 1, 1)
        if not last:
            return first
        return (
            date(year + 1, 1, 1) - timedelta(1)
            if month in (0, 12)
            else date(year, month + 1, 1) - timedelta(1)
        )
    except ValueError:
        return None
