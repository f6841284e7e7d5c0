"""Reads back what stands under one heading: each part of the layout from what a Word file has in its place."""

from collections.abc import Sequence

from reportgen.layout.parts import (
    CalloutPart,
    CoverPart,
    EntriesPart,
    FieldsPart,
    FigurePart,
    LeadMembersPart,
    LinePart,
    ListPart,
    PanelsPart,
    ProsePart,
    QuotationPart,
    TablePart,
)
from reportgen.pull.entries import read_list
from reportgen.pull.figures import read_figure
from reportgen.pull.lead_members import read_lead_members
from reportgen.pull.line_reading import read_pieces
from reportgen.pull.lines import Line, Piece, look_alike
from reportgen.pull.outline import Leaf
from reportgen.pull.panels import read_panels
from reportgen.pull.session import Session
from reportgen.pull.tables import read_fields, read_table


def read_leaf(session: Session, leaf: Leaf, pieces: Sequence[Piece]) -> None:
    """Reads a part of the layout."""
    if not pieces and not leaf.pieces:
        return
    match leaf.part:
        case ProsePart():
            at = session.path_of(leaf.part.path, leaf.scopes)
            lines = [piece for piece in pieces if isinstance(piece, Line)]
            if at is None or not session.set_text(at, lines, leaf.level):
                session.unread.extend(pieces)
        case LinePart():
            _read_line(session, leaf, leaf.part, pieces)
        case ListPart() | EntriesPart():
            read_list(session, leaf, pieces)
        case FieldsPart():
            read_fields(session, leaf, pieces)
        case TablePart():
            read_table(session, leaf, pieces)
        case LeadMembersPart():
            read_lead_members(session, leaf, pieces)
        case PanelsPart() | CalloutPart() | QuotationPart():
            read_panels(session, leaf, pieces)
        case FigurePart() | CoverPart():
            read_figure(session, session.path_of(leaf.part.path, leaf.scopes), leaf.pieces, pieces)
        case _:
            session.unread.extend(pieces)


def _read_line(session: Session, leaf: Leaf, part: LinePart, pieces: Sequence[Piece]) -> None:
    lines = [piece for piece in pieces if isinstance(piece, Line)]
    old_lines = [piece for piece in leaf.pieces if isinstance(piece, Line)]
    if not lines:
        for line in old_lines:
            for filled in line.filled:
                session.remove(filled.slot.at)
        return
    old_line = old_lines[0] if old_lines else None
    if old_line is not None and look_alike(lines[0].runs, old_line.runs):
        session.unread.extend(lines[1:])
        return
    if len(lines) != 1 or not read_pieces(
        session, [session.tokens(part.line)], leaf.scopes, lines[0], old_line
    ):
        session.unread.extend(pieces)
