"""Reads the activities and the dealings with government: entries as bullets, under headings, or as rows of a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reportgen.importer.blocks import Block, Grid, Line, PictureBlock
from reportgen.importer.dates import date_of, dates_of
from reportgen.importer.draft import Draft, quote
from reportgen.importer.parts.columns import rows_of
from reportgen.importer.parts.details import Details, details_of, list_of
from reportgen.importer.parts.sections import add_section, takes_grid
from reportgen.importer.words import key
from reportgen.startup.patterns import lazy_pattern

FIELDS: dict[str, tuple[str, ...]] = {
    "projects": ("title", "date", "text", "departments"),
    "events": ("title", "date", "place", "speakers", "partners", "text", "departments"),
    "partnerships": ("title", "kind", "text", "departments"),
    "consultations": ("title", "to", "date", "text"),
    "meetings": ("kind", "count", "date", "text"),
    "government": ("department", "kind", "frequency", "date", "text"),
}
"""The fields of the entries of each part, the one that names an entry first."""

_DASH = lazy_pattern(r"(?P<lead>\S.{1,118}?\S)\s+[–—-]\s+(?=\S)")
_SEPARATOR = lazy_pattern(r"(?:^|\s)[–—-]\s+(?=\S)|:\s+(?=\S)")
"""Finds what stands between the head of an entry, whose lead is bold, and its text."""

_NOTE = lazy_pattern(r"(?P<label>[\w ]{4,24}):\s+(?=\S)")
_ADDRESS = lazy_pattern(r"(?:https?://|www\.)\S+")
_LONGEST_TITLE = 120
_HEADING, _PARAGRAPH = -2, -1
_NO_DEALINGS = frozenset({"none", "nil", "n/a", "not applicable", "dim", "dim un"})


@dataclass(slots=True)
class _Entry:
    """An entry as it is read: the fields of its head, and the lines of its text and notes.

    `level` is that of the item that it is, or says that it is a paragraph or stands under a heading.
    """

    fields: dict[str, Any]
    lines: list[Line]
    level: int


def read_activities(draft: Draft, blocks: Sequence[Block]) -> None:
    """Reads what stands under the heading of all activities: an introduction, and entries that have no heading of their own."""
    introduction: list[Line] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Grid) and takes_grid(
            draft, draft.mapping("activities"), block, FIELDS["projects"]
        ):
            continue
        if (
            not isinstance(block, Line)
            or block.kind != "paragraph"
            or 0 < _bold_length(block) < len(block.text)
        ):
            rest = blocks[index:]
            break
        introduction.append(block)
    else:
        rest = []
    draft.add_text(introduction, "activities", "introduction")
    if rest:
        first = len(draft.entries("activities", "projects"))
        _read_entries(draft, "projects", rest)
        if len(draft.entries("activities", "projects")) > first:
            message = "the file does not say what kind of activity this and those below it are; they are kept as projects"
            draft.guess(
                message,
                "move them to `events`, `partnerships` or where they belong",
                "activities",
                "projects",
                first,
            )
        elif not draft.entries("activities", "projects"):
            del draft.mapping("activities")["projects"]


def read_part(draft: Draft, name: str, blocks: Sequence[Block]) -> None:
    """Reads a part that is a list of entries."""
    if name == "government" and _says_none(draft, blocks):
        draft.values["government"] = "none"
        draft.understand(*(block.text for block in blocks if isinstance(block, Line)))
        return
    _read_entries(draft, name, blocks)


def _says_none(draft: Draft, blocks: Sequence[Block]) -> bool:
    """Tells whether the report says that there were no dealings with government."""
    lines = [block for block in blocks if isinstance(block, Line)]
    text = " ".join(line.text for line in lines).strip(" .").casefold()
    return (
        bool(lines)
        and len(lines) == len(blocks)
        and (text in _NO_DEALINGS or key(text) in draft.words.no_dealings)
    )


def _target(draft: Draft, name: str) -> list[Any]:
    return draft.entries(name) if name == "government" else draft.entries("activities", name)


def _read_entries(draft: Draft, name: str, blocks: Sequence[Block]) -> None:
    entry: _Entry | None = None
    for block in blocks:
        target = None if entry is None else entry.fields
        if isinstance(block, Grid) and target is not None and takes_grid(draft, target, block, FIELDS[name]):
            continue
        if isinstance(block, Grid):
            _end(draft, name, entry)
            entry = None
            _read_grid(draft, name, block)
            continue
        started = _start(draft, name, block, entry)
        if started is not None:
            _end(draft, name, entry)
            entry = started
        elif entry is not None:
            entry.lines.append(block)
    _end(draft, name, entry)


def _start(draft: Draft, name: str, line: Line, entry: _Entry | None) -> _Entry | None:
    """Returns the entry that a line begins; None for a line that goes on in the entry before."""
    if line.kind == "heading":
        head = details_of(name, line, "", draft)
        return _Entry(head.fields, [], _HEADING)
    is_item = line.kind in {"item", "numbered"}
    if entry is not None and entry.level == _HEADING:
        return None
    if is_item and (line.level == 0 or entry is None):
        return _from_line(draft, name, line)
    if entry is not None and (is_item or line.kind == "continuation"):
        return None
    if entry is not None and entry.level == _PARAGRAPH and not _has_shape(line):
        return None
    return _from_line(draft, name, line)


def _has_shape(line: Line) -> bool:
    return _DASH.match(line.text) is not None or (bool(line.runs) and line.runs[0].bold)


def _from_line(draft: Draft, name: str, line: Line) -> _Entry:
    """Returns the entry of an item or a paragraph: `Title, date – text`, or a lead in bold."""
    level = line.level if line.kind in {"item", "numbered"} else _PARAGRAPH
    lead, details, text = _divided(line)
    if not lead.text:
        return _Entry({}, [replace(text, kind="paragraph", level=0)], level)
    head = details_of(name, lead, details, draft)
    return _Entry(head.fields, [replace(text, kind="paragraph", level=0)] if text.text else [], level)


def _divided(line: Line) -> tuple[Line, str, Line]:
    """Returns the lead of an entry, the details behind it and its text. A line without a lead is a title if it is no sentence."""
    nothing = line.cut(0, 0)
    bold = _bold_length(line)
    rest = line.text[bold:]
    mark = _SEPARATOR.search(rest)
    details = rest[: mark.start()] if mark else rest
    if bold and (not details.strip() or details.lstrip().startswith(",")):
        return line.cut(0, bold), details, line.cut(bold + mark.end()) if mark else nothing
    if bold and line.text[:bold].endswith(":"):
        return line.cut(0, bold), "", line.cut(bold)
    match = None if bold else _DASH.match(line.text)
    if match:
        return line.cut(0, match.end("lead")), "", line.cut(match.end())
    is_title = len(line.text) <= _LONGEST_TITLE and not line.text.rstrip().endswith((".", ":", ";", "!"))
    return (line, "", nothing) if is_title and not bold else (nothing, "", line)


def _bold_length(line: Line) -> int:
    """Returns how many characters at the start of a line are bold; 0 where all of it is, and it holds a dash."""
    length = 0
    for run in (run for run in line.runs if not run.note):
        if not run.bold and run.text.strip():
            break
        length += len(run.text)
    if length >= len(line.text) and _DASH.match(line.text):
        return 0
    return len(line.text[:length].rstrip())


def _end(draft: Draft, name: str, entry: _Entry | None) -> None:
    """Adds an entry that has been read, with its notes and its text."""
    if entry is None:
        return
    lines = [_in_text(line, entry.level) for line in entry.lines if not _read_note(draft, name, entry, line)]
    if text := draft.text(lines):
        entry.fields["text"] = text
    if entry.fields:
        _target(draft, name).append(_ordered(name, entry.fields))


def _in_text(line: Line, level: int) -> Line:
    """Returns a line as it stands in the text of its entry, outside the list that the entry is an item of."""
    if level < 0:
        return line
    if line.kind == "continuation":
        return (
            replace(line, kind="paragraph", level=0)
            if line.level <= level
            else replace(line, level=line.level - level - 1)
        )
    return replace(line, level=max(line.level - level - 1, 0)) if line.kind in {"item", "numbered"} else line


def _read_note(draft: Draft, name: str, entry: _Entry, line: Line) -> bool:
    """Reads a line such as `Speakers: …`, or an address alone, as a field of the entry; tells whether it was one."""
    text = " ".join(line.text.split())
    match = _NOTE.match(text)
    field = draft.words.notes.get(match["label"].casefold(), "") if match else ""
    if match and field in FIELDS[name]:
        entry.fields[field] = list_of(field, text[match.end() :])
        draft.understand(match["label"])
        return True
    if (
        _ADDRESS.fullmatch(text)
        and "url" not in entry.fields
        and name in {"projects", "events", "partnerships", "consultations"}
    ):
        entry.fields["url"] = text
        return True
    return False


def _ordered(name: str, fields: dict[str, Any]) -> dict[str, Any]:
    order = (*FIELDS[name][:-1], "dates", "url", "departments", "text")
    return {key: fields[key] for key in dict.fromkeys(order) if key in fields} | {
        key: fields[key] for key in ("text", "table", "figure") if key in fields
    }


def _read_grid(draft: Draft, name: str, grid: Grid) -> None:
    """Reads a table with an entry in each row; one with other columns is kept as a section, and a picture for itself."""
    if isinstance(grid, PictureBlock):
        draft.keep_picture(grid)
        return
    rows = rows_of(draft.words, grid, FIELDS[name])
    if rows is None:
        add_section(draft, grid.caption or draft.heading, [grid])
        return
    draft.understand(grid.caption, *rows.heads)
    if name == "government" and _is_none_row(rows.rows):
        draft.values["government"] = "none"
        draft.understand("none", "dim", "there were none", "nil")
        return
    for row in rows.rows:
        fields = {field: value for field, value in _row_fields(draft, name, row) if value}
        if fields:
            _target(draft, name).append(_ordered(name, fields))


def _is_none_row(rows: Sequence[dict[str, tuple[Line, ...]]]) -> bool:
    words = " ".join(line.text for row in rows for cell in row.values() for line in cell)
    return words.strip(" .").casefold() in _NO_DEALINGS


def _row_fields(draft: Draft, name: str, row: dict[str, tuple[Line, ...]]) -> Iterator[tuple[str, Any]]:
    for field, cell in row.items():
        text = " ".join(" ".join(line.text for line in cell).split())
        if not text:
            continue
        if field == "text":
            yield field, draft.text(cell)
        elif field == "title" or field == FIELDS[name][0]:
            yield from Details.named(name, cell[0], text)
        elif field == "date":
            yield from _dates(draft, name, text)
        elif field in {"speakers", "partners", "departments"}:
            lines = [" ".join(line.text.split()) for line in cell]
            yield field, list_of(field, text) if len(lines) == 1 else lines
        else:
            yield field, Details.choice(draft, name, field, text)


def _dates(draft: Draft, name: str, text: str) -> Iterator[tuple[str, Any]]:
    """Yields the date of a row, or the dates of meetings; what cannot be read stays as it is, where a check will point at it."""
    if name == "meetings":
        dates = list(dates_of(text))
        if dates:
            draft.understand(text)
        yield "dates", dates or text
        return
    date = date_of(text)
    if date is None:
        draft.guess(
            f"`{quote(text)}` is no date that can be read",
            "write it as 2024-05-21, 2024-05 or 2024",
            *(("activities",) if name != "government" else ()),
            name,
        )
    else:
        draft.understand(text)
    yield "date", date or text
