"""Says which part of the layout each piece under a heading belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass

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
    RegionsPart,
    TablePart,
)
from reportgen.pull.lines import QUOTED, Line, PictureLine, Piece, TableLines
from reportgen.pull.outline import Leaf, lines_in
from reportgen.pull.session import Session
from reportgen.pull.similarity import ALIKE, likeness

_EQUAL, _ANCHORED, _SIMILAR, _IN_COLUMNS = 4.0, 2.0, 2.0, 1.5
_FITS, _FITS_ABSENT, _CONTINUES = 1.0, 0.2, 0.3
_MAX_PIECES, _MAX_CELLS = 3_000, 4_000_000
"""How many pieces, and how many pairs of pieces, are looked at under one heading."""


@dataclass(frozen=True, slots=True)
class Placement:
    """The pieces of each part, and those that belong to none, or might belong to two."""

    of_leaves: list[list[Piece]]
    unplaced: list[Piece]


def place(session: Session, leaves: Sequence[Leaf], pieces: Sequence[Piece]) -> Placement:
    """Returns which pieces belong to which part; both stand in the same order."""
    of_leaves: list[list[Piece]] = [[] for _ in leaves]
    if not leaves:
        return Placement(of_leaves, list(pieces))
    if len(pieces) > _MAX_PIECES or sum(len(leaf.pieces) for leaf in leaves) * len(pieces) > _MAX_CELLS:
        return Placement(of_leaves, list(pieces))
    open_leaves = [_can_begin(leaf, leaves) for leaf in leaves]
    scores = [
        [
            _score(session, piece, leaf) if is_open else None
            for leaf, is_open in zip(leaves, open_leaves, strict=True)
        ]
        for piece in pieces
    ]
    first = _best_path(scores, pieces, prefers_later=False)
    last = _best_path(scores, pieces, prefers_later=True)
    unplaced: list[Piece] = []
    for piece, leaf, other in zip(pieces, first, last, strict=True):
        if leaf is None or leaf != other:
            unplaced.append(piece)
        else:
            of_leaves[leaf].append(piece)
    return Placement(of_leaves, unplaced)


def _can_begin(leaf: Leaf, leaves: Sequence[Leaf]) -> bool:
    """Tells whether a part may take something: one that had nothing to show only where no other part could be meant.

    A paragraph behind a list of members is not who may join, though the layout would set that there.
    """
    if leaf.pieces or not isinstance(leaf.part, ProsePart | ListPart | EntriesPart):
        return True
    others = [other.part for other in leaves if other is not leaf]
    if isinstance(leaf.part, ProsePart):
        return not any(isinstance(part, ProsePart) for part in others)
    return not any(isinstance(part, ProsePart | ListPart | EntriesPart) for part in others)


def _score(session: Session, piece: Piece, leaf: Leaf) -> float | None:
    """Returns how well a piece fits a part; None where it does not."""
    if not _fits(piece, leaf):
        return None
    same_kind = [old for old in leaf.pieces if type(old) is type(piece)]
    if any(old.text == piece.text for old in same_kind):
        evidence = _EQUAL
    else:
        alike = max((likeness(old.text, piece.text) for old in same_kind), default=0.0)
        evidence = _SIMILAR * alike if alike >= ALIKE or not isinstance(piece, Line) else 0.0
    if isinstance(piece, Line):
        paths = {line.at for line in lines_in(leaf.pieces)}
        evidence += _ANCHORED * bool(session.anchored_at([piece]) & paths)
        if piece.in_columns and isinstance(leaf.part, ListPart):
            evidence += _IN_COLUMNS * (leaf.part.columns > 1)
    return evidence + (_FITS if leaf.pieces else _FITS_ABSENT)


def _fits(piece: Piece, leaf: Leaf) -> bool:
    part = leaf.part
    is_figure = (isinstance(part, FigurePart | CoverPart) and bool(leaf.pieces)) or _has_below(
        leaf, PictureLine
    )
    is_table = isinstance(part, TablePart | RegionsPart | LeadMembersPart) or _has_below(leaf, TableLines)
    if isinstance(piece, PictureLine):
        return is_figure
    if isinstance(piece, TableLines):
        return is_table or isinstance(part, FieldsPart)
    if piece.kind in {"caption", "credit", "note"}:
        return (is_table and piece.kind != "credit") or (is_figure and piece.kind != "note")
    if isinstance(part, ProsePart):
        return piece.kind in _IN_TEXTS or (piece.kind == "subheading" and leaf.takes_headings)
    if isinstance(part, PanelsPart | CalloutPart | QuotationPart):
        return piece.kind in _IN_TEXTS and bool(leaf.pieces)
    if isinstance(part, LinePart):
        return piece.kind == "paragraph"
    if isinstance(part, ListPart | EntriesPart):
        is_quoted = piece.kind in QUOTED and isinstance(part, EntriesPart)
        return (
            is_quoted
            or piece.kind in {"item", "numbered", "continuation"}
            or any(old.text == piece.text for old in leaf.pieces)
        )
    return False


def _has_below(leaf: Leaf, kind: type[Piece]) -> bool:
    """Tells whether a list or its panels have an entry with such a piece below its text."""
    return isinstance(leaf.part, EntriesPart | PanelsPart) and any(
        isinstance(piece, kind) for piece in leaf.pieces
    )


_IN_TEXTS = {"paragraph", "item", "numbered", "continuation", *QUOTED}


def _family(piece: Piece) -> str:
    if isinstance(piece, Line):
        if piece.kind in {"subheading", *QUOTED}:
            return "paragraph"
        return "list" if piece.kind in {"item", "numbered", "continuation"} else piece.kind
    return type(piece).__name__


def _best_path(
    scores: Sequence[Sequence[float | None]], pieces: Sequence[Piece], *, prefers_later: bool
) -> list[int | None]:
    """Returns the part of each piece such that all fit best; parts never go back. Of two that fit alike, one is preferred."""
    count = len(scores[0]) if scores else 0
    # The state is the part reached and whether the piece before was placed in it; the value is (score, path so far).
    states: dict[tuple[int, bool], tuple[float, tuple[int | None, ...]]] = {(0, False): (0.0, ())}
    for index, row in enumerate(scores):
        following: dict[tuple[int, bool], tuple[float, tuple[int | None, ...]]] = {}
        for (reached, is_placed), (total, path) in states.items():
            _improve(following, (reached, False), total, (*path, None), prefers_later=prefers_later)
            for leaf in range(reached, count):
                score = row[leaf]
                if score is None:
                    continue
                continues = (
                    is_placed and leaf == reached and _family(pieces[index]) == _family(pieces[index - 1])
                )
                new = total + score + (_CONTINUES if continues else 0.0)
                _improve(following, (leaf, True), new, (*path, leaf), prefers_later=prefers_later)
        states = following
    best = None
    for total, path in states.values():
        if best is None or _is_better((total, path), best, prefers_later=prefers_later):
            best = total, path
    return list(best[1]) if best else []


def _improve(
    states: dict[tuple[int, bool], tuple[float, tuple[int | None, ...]]],
    state: tuple[int, bool],
    total: float,
    path: tuple[int | None, ...],
    *,
    prefers_later: bool,
) -> None:
    if state not in states or _is_better((total, path), states[state], prefers_later=prefers_later):
        states[state] = total, path


def _is_better(
    new: tuple[float, tuple[int | None, ...]],
    old: tuple[float, tuple[int | None, ...]],
    *,
    prefers_later: bool,
) -> bool:
    if abs(new[0] - old[0]) > 1e-6:
        return new[0] > old[0]
    keys = [tuple(-1 if leaf is None else leaf for leaf in path) for path in (new[1], old[1])]
    return keys[0] > keys[1] if prefers_later else keys[0] < keys[1]
