"""Gives a Word file back the headings that somebody has taken out of its outline, so that what stands below keeps its place."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from reportgen.pull.lines import Line, Piece
from reportgen.pull.similarity import ALIKE, likeness

_LONG = 20
"""A paragraph of so many characters is known by its words."""


def with_headings(expected: Sequence[Piece], actual: Sequence[Piece]) -> list[Piece]:
    """Returns the pieces of a Word file with the headings that it should have.

    A line that says the same as a heading is one again, at its level. A heading of the layout that is missing while what stood
    below it is still there is put back. The proof finds all this by itself: it reads the file as it is.
    """
    levels = {piece.text: piece.level for piece in expected if _is_heading(piece) and isinstance(piece, Line)}
    in_text = {piece.text for piece in expected if isinstance(piece, Line) and piece.kind != "heading"}
    there = Counter(piece.text for piece in actual if _is_heading(piece))
    lines = Counter(piece.text for piece in actual if isinstance(piece, Line))
    restored: list[Piece] = []
    for piece in actual:
        is_unique = isinstance(piece, Line) and lines[piece.text] == 1 and piece.text in levels
        if isinstance(piece, Line) and is_unique and (piece.kind == "heading" or piece.text not in in_text):
            restored.append(replace(piece, kind="heading", level=levels[piece.text], number=0))
            there[piece.text] += 1
        else:
            restored.append(piece)
    for heading, below in _headings_of_layout(expected):
        if not there[heading.text]:
            index = _where_it_was(below, restored)
            if (
                index
                and not _is_heading(restored[index - 1])
                and not _is_reworded(heading, restored[:index], levels)
            ):
                restored.insert(index, replace(heading, filled=()))
    return restored


def _where_it_was(below: Sequence[Piece], pieces: Sequence[Piece]) -> int | None:
    """Returns where what stood below a heading begins now; None where it is gone."""
    texts = [piece.text for piece in below]
    same = [index for index, piece in enumerate(pieces) if len(piece.text) >= _LONG and piece.text in texts]
    alike = same or [
        index
        for index, piece in enumerate(pieces)
        if not _is_heading(piece)
        and any(likeness(piece.text, text) >= ALIKE for text in texts if len(text) >= _LONG)
    ]
    if not alike:
        return None
    index = alike[0]
    while index and not _is_heading(pieces[index - 1]):
        if not any(likeness(pieces[index - 1].text, text) >= ALIKE for text in texts):
            break
        index -= 1
    return index


def _is_reworded(heading: Line, before: Sequence[Piece], levels: Mapping[str, int]) -> bool:
    """Tells whether the nearest heading above is new and of the same level: it may be this one in other words."""
    above = next(
        (piece for piece in reversed(before) if isinstance(piece, Line) and piece.kind == "heading"), None
    )
    return above is not None and above.text not in levels and above.level == heading.level


def _is_heading(piece: Piece) -> bool:
    return isinstance(piece, Line) and piece.kind == "heading"


def _headings_of_layout(expected: Sequence[Piece]) -> Iterator[tuple[Line, list[Piece]]]:
    """Yields the headings that hold no value, each with what stands below it before the next heading."""
    for index, heading in enumerate(expected):
        if isinstance(heading, Line) and heading.kind == "heading" and not heading.filled:
            below = list(takewhile(lambda piece: not _is_heading(piece), expected[index + 1 :]))
            if below:
                yield heading, below
