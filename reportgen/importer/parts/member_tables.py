"""Reads the tables of the Word form about members: further lists of them, and how many there are of each kind."""

from collections.abc import Callable
from typing import Any

from reportgen.importer.blocks import Grid, Line, cell_text
from reportgen.importer.draft import Draft
from reportgen.importer.parts.columns import rows_of
from reportgen.importer.parts.member_lines import pieces_of


def read_form_table(draft: Draft, grid: Grid, member: Callable[[Line], Any]) -> bool:
    """Reads a table by the heads of its columns; tells whether it was one of the form's. `member` reads one of a list."""
    if rows := rows_of(draft.words, grid, ("label", "count")):
        for row in rows.rows:
            label, count = (cell_text(row[name]) for name in ("label", "count"))
            draft.entries("membership", "breakdown").append({"label": label, "count": count})
    elif rows := rows_of(draft.words, grid, ("name", "members")):
        for row in rows.rows:
            pieces = (piece for line in row["members"] for piece in pieces_of(line))
            group = {"name": cell_text(row["name"]), "members": [member(piece) for piece in pieces]}
            draft.entries("membership", "groups").append(group)
    else:
        return False
    draft.understand(*rows.heads)
    return True
