"""Puts the entries of a list of lines into another order; comments stay with what they are about."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.source.characters import line_end
from reportgen.source.edits import Edit
from reportgen.source.headings import is_about_first
from reportgen.source.positions import Positions


@dataclass(frozen=True, slots=True)
class LineEntry:
    """Where an entry stands: the comments above it, its dash, the end of what belongs to it, and the start of the next.

    From `end` to `following` are empty lines, and comments that stand by themselves between two entries.
    """

    start: int
    dash: int
    end: int
    following: int


def line_entries(positions: Positions, dashes: Sequence[int], ends: Sequence[int]) -> list[LineEntry] | None:
    """Returns where the entries of a list stand, by their dashes and the ends of their values.

    None where something stands before a dash; before the first, the dash of a list around this one may.
    """
    text, column = positions.source.text, positions.column(dashes[0])
    starts = [positions.line_start(dash) for dash in dashes]
    lines = [start for start in starts[1:] if start is not None]
    if len(lines) < len(starts) - 1:
        return None
    above = [positions.start_with_comments(start, column) for start in lines]
    first = dashes[0] if starts[0] is None else starts[0]
    if starts[0] is not None:
        comments = positions.start_with_comments(first, column)
        others = [begin < start for begin, start in zip(above, lines, strict=True)]
        if is_about_first(text[comments:first], text[dashes[0] : ends[0]], others):
            first = comments
    bounds = [positions.end_of_deeper_comments(line_end(text, end, len(text))[1], column) for end in ends]
    parts = zip([first, *above], dashes, bounds, [*above, bounds[-1]], strict=True)
    return [LineEntry(*part) for part in parts]


def reordered(
    positions: Positions,
    entries: Sequence[LineEntry],
    order: Sequence[int | None],
    spelt: Sequence[str],
) -> Edit:
    """Returns the edit that gives a list other entries. `spelt` has each from its dash on.

    `order` has the index that each had before, None for one that is new. What stands by itself between two entries stays
    where it is: above the next entry that has not been moved.
    """
    text, newline = positions.source.text, positions.newline
    indent = " " * positions.column(entries[0].dash)
    alone = _standing_alone(text, entries, order)
    pieces: list[str] = []
    for new_index, (index, words) in enumerate(zip(order, spelt, strict=True)):
        if index is not None:
            entry = entries[index]
            pieces += [alone.pop(index, ""), text[entry.start : entry.dash].removesuffix(indent)]
        pieces += [indent, _with_line_end(words, newline)]
        if index is not None:
            gap = text[entries[index].end : entries[index].following]
            pieces.append("" if "#" in gap else gap)
        if new_index == len(order) - 1:
            pieces += alone.values()
    content = "".join(pieces)
    begin, end = entries[0].start, entries[-1].following
    if begin == entries[0].dash:  # behind the dash of a list around this one
        content = content.lstrip(" ")
    if text[end - 1] not in "\r\n":  # the last line of the file has no end
        content = content.removesuffix(newline)
    return Edit(begin, end, content)


def _standing_alone(text: str, entries: Sequence[LineEntry], order: Sequence[int | None]) -> dict[int, str]:
    """Returns the comments that stand by themselves, by the entry above which they stay; those at the end have no entry."""
    unmoved = _longest_rising([index for index in order if index is not None])
    alone: dict[int, str] = {}
    for index, entry in enumerate(entries):
        gap = text[entry.end : entry.following]
        if "#" in gap:
            place = bisect_left(unmoved, index + 1)
            anchor = unmoved[place] if place < len(unmoved) else len(entries)
            alone[anchor] = alone.get(anchor, "") + gap
    return alone


def _longest_rising(numbers: Sequence[int]) -> list[int]:
    """Returns the longest series among numbers that rises: the entries that need not be moved."""
    lowest: list[int] = []  # the lowest number with which a series of each length ends
    before: dict[int, int | None] = {}
    for entry in numbers:
        length = bisect_left(lowest, entry)
        before[entry] = lowest[length - 1] if length else None
        lowest[length : length + 1] = [entry]
    series: list[int] = []
    number: int | None = lowest[-1] if lowest else None
    while number is not None:
        series.append(number)
        number = before[number]
    return series[::-1]


def _with_line_end(words: str, newline: str) -> str:
    return words if words.endswith(("\n", "\r")) else words + newline
