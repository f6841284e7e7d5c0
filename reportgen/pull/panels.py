"""Reads panels, callouts and quotations back: each line in its place, and texts with the paragraphs that have come or gone.

An entry that is new or gone is told: it has no bullet by which a reader could know where it begins.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from reportgen.alignment import BoundedMatcher
from reportgen.compose.tracing import Slot
from reportgen.compose.values import Value
from reportgen.document import SECTION_LEVELS
from reportgen.findings import At
from reportgen.layout.parts import CalloutPart, FieldPath, PanelsPart, Pieces, QuotationPart
from reportgen.pull.figures import read_figure
from reportgen.pull.grids import read_grid
from reportgen.pull.line_reading import read_pieces
from reportgen.pull.lines import Line, PictureLine, Piece, TableLines, look_alike
from reportgen.pull.outline import Leaf
from reportgen.pull.session import Session

_Kind: TypeAlias = Literal["text", "table", "figure"]


@dataclass(slots=True)
class _Place:
    """A line as it was, or all lines of one text, table or picture, and what stands there now."""

    old: list[Piece]
    block: tuple[_Kind, At] | None
    new: list[Piece] = field(default_factory=list)

    @property
    def text_at(self) -> At | None:
        """The path of the text that stands there."""
        return self.block[1] if self.block and self.block[0] == "text" else None


def read_panels(session: Session, leaf: Leaf, pieces: Sequence[Piece]) -> None:
    """Reads a part that makes panels, or stands out as one text."""
    places = list(_places(leaf.pieces))
    session.unread.extend(_assign(places, pieces))
    scopes = leaf.scopes
    for place in places:
        scopes = _scopes(session, leaf, place) or scopes
        if not _read_place(session, leaf, place, scopes):
            session.unread.extend(place.new)


def _places(pieces: Sequence[Piece]) -> Iterator[_Place]:
    place: _Place | None = None
    for piece in pieces:
        block = _block(piece)
        if place and block and place.block == block:
            place.old.append(piece)
            continue
        if place:
            yield place
        place = _Place([piece], block)
    if place:
        yield place


def _block(piece: Piece) -> tuple[_Kind, At] | None:
    """Returns the kind and the path of the text, table or picture to which a piece belongs."""
    if isinstance(piece, PictureLine):
        return ("figure", piece.at) if piece.at else None
    slots = _slots(piece)
    for slot in slots:
        if slot.passage is not None:
            return "text", slot.at
        if slot.at[:1] == ("figures",):
            return "figure", slot.at[:2]
        if "table" in slot.at:
            return "table", slot.at[: slot.at.index("table") + 1]
    return None


def _slots(piece: Piece) -> list[Slot]:
    lines = piece.lines if isinstance(piece, TableLines) else (piece,) if isinstance(piece, Line) else ()
    return [filled.slot for line in lines for filled in line.filled]


def _assign(places: list[_Place], pieces: Sequence[Piece]) -> list[Piece]:
    """Gives each piece to the place where it stands, and returns those that stand in none."""
    owners = [place for place in places for _ in place.old]
    old_texts = [piece.text for place in places for piece in place.old]
    strays: list[Piece] = []
    matcher = BoundedMatcher(old_texts, [piece.text for piece in pieces])
    for name, old_start, old_end, start, end in matcher.get_opcodes():
        if name == "equal" or (name == "replace" and old_end - old_start == end - start):
            for owner, piece in zip(owners[old_start:old_end], pieces[start:end], strict=True):
                owner.new.append(piece)
            continue
        around = (
            owners[max(old_start - 1, 0) : old_end + 1] if name == "insert" else owners[old_start:old_end]
        )
        text = next((owner for owner in around if owner.text_at), None)
        table = next((owner for owner in around if owner.block and owner.block[0] == "table"), None)
        for piece in pieces[start:end]:
            taker = table if isinstance(piece, TableLines) else text
            (taker.new if taker else strays).append(piece)
    return strays


def _read_place(session: Session, leaf: Leaf, place: _Place, scopes: tuple[Value, ...]) -> bool:
    """Reads what stands in a place now. Returns False where it cannot be read."""
    part, lines = leaf.part, [piece for piece in place.new if isinstance(piece, Line)]
    if isinstance(part, PanelsPart) and place.block and place.new:
        if place.block[0] == "figure" and part.figure:
            read_figure(session, session.path_of(part.figure, scopes), place.old, place.new)
            return True
        if place.block[0] == "table" and not _is_same(place):
            read_grid(session, place.block[1], place.new)
            return True
    if len(lines) != len(place.new) or _is_same(place):
        return _is_same(place)
    if place.text_at:
        return session.set_text(place.text_at, [_in_text(line) for line in lines], SECTION_LEVELS)
    old = place.old[0]
    if not isinstance(old, Line) or len(lines) > 1:
        return False
    slots = [filled.slot for filled in old.filled]
    if not lines:
        for slot in slots:
            session.remove(slot.at)
        return True
    if len(slots) == 1 and (old.filled[0].start, old.filled[0].end) == (0, len(old.text)):
        url = next((run.url for run in lines[0].runs if run.url), "")
        return session.set_words(slots[0].at, lines[0].text, url)
    for pieces in _templates(leaf):
        paths = {
            session.path_of(part, scopes)
            for template in pieces
            for part in template
            if isinstance(part, FieldPath)
        }
        if paths >= {slot.at for slot in slots}:
            return read_pieces(
                session, [session.tokens(template) for template in pieces], scopes, lines[0], old
            )
    return False


def _is_same(place: _Place) -> bool:
    return len(place.new) == len(place.old) and all(
        look_alike(new.runs, old.runs) and new.kind == old.kind
        if isinstance(new, Line) and isinstance(old, Line)
        else new == old
        for new, old in zip(place.new, place.old, strict=True)
    )


def _in_text(line: Line) -> Line:
    """Returns a line as the text has it: the layout makes the quotation of it."""
    return replace(line, kind="paragraph", level=0) if line.kind == "quotation" else line


def _scopes(session: Session, leaf: Leaf, place: _Place) -> tuple[Value, ...] | None:
    """Returns the values that paths start from where a place shows values of an entry."""
    part, slots = leaf.part, [slot for piece in place.old for slot in _slots(piece)]
    if isinstance(part, PanelsPart):
        for entry in session.composer.resolver.find_entries(part.path, leaf.scopes):
            if any(slot.at[: len(entry.at)] == entry.at for slot in slots):
                return (entry, *leaf.scopes)
    return None


def _templates(leaf: Leaf) -> Iterator[Pieces]:
    match leaf.part:
        case PanelsPart():
            yield from (leaf.part.lead, leaf.part.details, *((note,) for note in leaf.part.notes))
        case QuotationPart():
            yield leaf.part.source
        case CalloutPart():
            yield (leaf.part.title,)
        case _:
            return
