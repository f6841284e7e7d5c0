"""Gives a Word file back the headings that somebody has taken out of its outline, so that what stands below keeps its place."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportgen.pull.lines import Line, Piece

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
            piece = replace(piece, kind="heading", level=levels[piece.text], number=0)
            there[piece.text] += 1
        restored.append(piece)
    for heading, below in _headings_of_layout(expected):
        if there[heading.text] or any(_is_heading(piece) and piece.text not in levels for piece in restored):
            continue
        index = next((index for index, piece in enumerate(restored) if piece.text == below.text), None)
        if index and not _is_heading(restored[index - 1]):
            restored.insert(index, replace(heading, filled=()))
    return restored


def _is_heading(piece: Piece) -> bool:
    return isinstance(piece, Line) and piece.kind == "heading"


def _headings_of_layout(expected: Sequence[Piece]) -> Iterator[tuple[Line, Piece]]:
    """Yields the headings that hold no value, each with what stands below it, where that is known by its words."""
    for heading, below in zip(expected, expected[1:], strict=False):
        if isinstance(heading, Line) and heading.kind == "heading" and not heading.filled and len(below.text) >= _LONG:
            yield heading, below
