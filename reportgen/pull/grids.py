"""Reads tables that the dataset holds whole: captions, heads, cells and notes."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from reportgen.findings import At
from reportgen.prose import fold_spacing
from reportgen.prose.lines import line_words
from reportgen.pull.added import with_no_breaks_of, without_no_breaks
from reportgen.pull.lines import Line, Piece, TableLines, look_alike
from reportgen.pull.markdown import line_markup, runs_of_line
from reportgen.pull.session import Session
from reportgen.pull.similarity import pair_texts
from reportgen.schema.models.sections import is_total
from reportgen.word.model import Run, without_note_marks

Row = tuple[tuple[Line, ...], ...]


def row_text(row: Row) -> str:
    """Returns the words of a row."""
    return " ".join(line.text for cell in row for line in cell)


def read_grid(session: Session, at: At, pieces: Sequence[Piece]) -> None:
    """Reads the table at a path with its caption and its note."""
    old: dict[str, Any] = session.old(at) if isinstance(session.old(at), dict) else {}
    tables = [piece for piece in pieces if isinstance(piece, TableLines)]
    captions = [piece for piece in pieces if isinstance(piece, Line) and piece.kind == "caption"]
    notes = [piece for piece in pieces if isinstance(piece, Line) and piece.kind == "note"]
    if max(len(tables), len(captions), len(notes)) > 1:
        session.unread.extend(pieces)
        return
    if not tables:
        session.unread.extend(pieces)
        session.remove(at)
        return
    caption = captions[0].text if captions else ""
    if not caption:
        session.remove((*at, "caption"))
    elif caption != without_no_breaks(fold_spacing(str(old.get("caption", "")))):
        session.set((*at, "caption"), caption)
    if not notes:
        session.remove((*at, "note"))
    elif not look_alike(runs_of_line(str(old.get("note", ""))), notes[0].runs):
        session.set((*at, "note"), line_markup(notes[0].runs))
    head, *rows = tables[0].rows
    if any(len(row) != len(head) or any(len(cell) > 1 for cell in row) for row in tables[0].rows):
        session.unread.append(tables[0])
        return
    old_columns = _cells(old.get("columns"))
    columns = [_column_title(cell, old_columns, index) for index, cell in enumerate(head)]
    if columns != old_columns:
        session.set((*at, "columns"), columns)
    _read_rows(session, (*at, "rows"), rows)


def _read_rows(session: Session, at: At, rows: Sequence[Row]) -> None:
    written = session.old(at)
    old_rows = list(written) if isinstance(written, list) else []
    old_texts = [" ".join(line_words(fold_spacing(cell)) for cell in _cells(row)) for row in old_rows]
    partners = pair_texts([" ".join(text.split()) for text in old_texts], [row_text(row) for row in rows])
    order: list[int | str] = []
    for number, (row, partner) in enumerate(zip(rows, partners, strict=True), 1):
        row_at = (*at, partner) if partner is not None else session.new_entry(at, number, None).at
        old_cells = _cells(old_rows[partner]) if partner is not None else []
        adds_bold = number > 1 and is_total(" ".join(line.text for line in row[0]))
        cells = [
            _cell(cell, old_cells[index] if index < len(old_cells) else "", adds_bold=adds_bold)
            for index, cell in enumerate(row)
        ]
        if cells != old_cells:
            session.changes.values[row_at] = cells
        order.append(row_at[-1])
    session.set_order(at, order)


def _column_title(cell: tuple[Line, ...], old: Sequence[str], index: int) -> str:
    text = without_note_marks(cell[0].text) if cell else ""
    if index >= len(old):
        return text
    is_same = without_no_breaks(line_words(fold_spacing(old[index]))) == text
    return old[index] if is_same else with_no_breaks_of(old[index], text)


def _cells(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def _cell(cell: tuple[Line, ...], old: str, *, adds_bold: bool) -> str:
    """Returns a cell as it is written; composing `adds_bold` to the cells of totals."""
    runs = cell[0].runs if cell else ()
    written = runs_of_line(old)
    if look_alike(_in_bold(written) if adds_bold else written, runs):
        return old
    if adds_bold and all(run.bold for run in runs):
        runs = tuple(replace(run, bold=False) for run in runs)
    return with_no_breaks_of(old, line_markup(runs))


def _in_bold(runs: Sequence[Run]) -> tuple[Run, ...]:
    return tuple(replace(run, bold=True) for run in runs)
