"""Reads pictures back: whether they are still there, their alternative text, their captions and whose they are."""

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from reportgen.findings import At
from reportgen.pull.lines import Line, LineKind, PictureLine, Piece, TableLines
from reportgen.pull.session import Session

_TEXTS: tuple[tuple[LineKind, str], ...] = (("caption", "caption"), ("credit", "credit"))


def read_figure(session: Session, name_at: At | None, old: Sequence[Piece], new: Sequence[Piece]) -> None:
    """Reads a picture with what stands below it; `name_at` is the path of the name by which it is shown."""
    old_picture = next((piece for piece in old if isinstance(piece, PictureLine)), None)
    pictures = [piece for piece in new if isinstance(piece, PictureLine)]
    lines = [piece for piece in new if isinstance(piece, Line)]
    if old_picture is None or old_picture.at is None or name_at is None:
        session.unread.extend(new)
        return
    if not pictures:
        session.remove(name_at)
        session.unread.extend(lines)
        return
    session.unread.extend(pictures[1:])
    session.pictures[old_picture.at] = pictures[0].digest
    if pictures[0].alt != old_picture.alt:
        if old_picture.alt and pictures[0].alt:
            session.set((*old_picture.at, "alt"), pictures[0].alt)
        else:
            session.unread.append(pictures[0])
    for kind, key in _TEXTS:
        before = next((piece.text for piece in old if isinstance(piece, Line) and piece.kind == kind), "")
        after = [line for line in lines if line.kind == kind]
        session.unread.extend(after[1:])
        text = after[0].text if after else ""
        if text and text != before:
            session.set((*old_picture.at, key), text)
        elif before and not text:
            session.remove((*old_picture.at, key))


def without_charts(pieces: Sequence[Piece], charts: AbstractSet[str]) -> list[Piece]:
    """Returns what a Word file says without the charts, which are drawn anew from their tables.

    `charts` are their alternative texts. A copy of a chart somewhere else stays: it is a new picture.
    """
    places = defaultdict[str, list[int]](list)
    for index, piece in enumerate(pieces):
        if isinstance(piece, PictureLine) and piece.alt in charts:
            places[piece.alt].append(index)
    drawn = set[int]()
    for indexes in places.values():
        drawn.update([index for index in indexes if _is_above_table(pieces, index)] or indexes[:1])
    return [piece for index, piece in enumerate(pieces) if index not in drawn]


def _is_above_table(pieces: Sequence[Piece], index: int) -> bool:
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    return isinstance(following, TableLines) or (isinstance(following, Line) and following.kind == "caption")
