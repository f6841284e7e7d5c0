"""Reads the table of members and their councillors back: each cell is a value of its member."""

from collections.abc import Sequence

from reportgen.pull.grids import Row, row_text
from reportgen.pull.lines import Piece, TableLines
from reportgen.pull.outline import Leaf
from reportgen.pull.session import Session
from reportgen.pull.similarity import pair_texts


def read_lead_members(session: Session, leaf: Leaf, pieces: Sequence[Piece]) -> None:
    """Reads the rows. One that is gone takes the councillor away and leaves the member; one that is new is told.

    A member comes in with the list of members, and from a row nobody can tell in which list it should stand.
    """
    old_rows, rows = _rows(leaf.pieces), _rows(pieces)
    partners = pair_texts([row_text(row) for row in old_rows], [row_text(row) for row in rows])
    for row, partner in zip(rows, partners, strict=True):
        if partner is None or not (
            _read_new_member(session, row, old_rows[partner]) or _read_row(session, row, old_rows[partner])
        ):
            session.unread.extend(line for cell in row for line in cell)
    for index, old_row in enumerate(old_rows):
        if index not in partners:
            for filled in old_row[-1][0].filled:
                session.remove(filled.slot.at)


def _rows(pieces: Sequence[Piece]) -> list[Row]:
    return [row for piece in pieces if isinstance(piece, TableLines) for row in piece.rows[1:]]


def _read_new_member(session: Session, row: Row, old_row: Row) -> bool:
    """Reads the councillor of a member that has come in the list in the place of the one that the row was about."""
    slots = [filled.slot for line in old_row[0] for filled in line.filled]
    words = [row_text((cell,)) for cell in row]
    if len(slots) != 1 or len(words) != len(old_row):
        return False
    *list_at, index, _ = slots[0].at
    order = session.changes.orders.get(tuple(list_at), [index])
    places = ((*list_at, step) for step in order if index not in order and isinstance(step, str))
    place = next((at for at in places if session.changes.values.get(at) == words[0]), None)
    if place is not None:
        session.changes.values[place] = {"name": words[0], "lead_member": words[-1]}
    return place is not None


def _read_row(session: Session, row: Row, old_row: Row) -> bool:
    if len(row) != len(old_row):
        return False
    for cell, old_cell in zip(row, old_row, strict=True):
        words = [line.text for line in cell if line.text]
        slots = [filled.slot for line in old_cell for filled in line.filled]
        if words == [line.text for line in old_cell]:
            continue
        if len(slots) != 1 or len(words) > 1:
            return False
        if not words:
            session.remove(slots[0].at)
        elif not session.set_words(slots[0].at, words[0]):
            return False
    return True
