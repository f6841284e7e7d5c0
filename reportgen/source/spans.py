"""Where values stand in a file, down to the characters of a scalar, through indents, folds, quotes and escapes."""

from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter
from typing import Final, NamedTuple, overload

from reportgen.source.characters import BREAK

SPACE: Final = " \t\r\n"


class ValueLocation(NamedTuple):
    """Where a value stands, as character offsets; `style` is YAML's scalar style, or None for lists and mappings."""

    key: tuple[int, int] | None
    value: tuple[int, int]
    style: str | None = None
    text: str = ""


def offsets(text: str, place: ValueLocation) -> Sequence[int]:
    """The offset in the file of each character of a scalar's value, through indents, folds, quotes and escapes."""
    start = place.value[0] + (1 if place.style in ("'", '"') else 0)
    if place.style not in ("|", ">") and text.startswith(place.text, start) and "\\" not in place.text:
        return range(start, start + len(place.text))
    return (_of_literal(text, place) if place.style == "|" else None) or _one_by_one(text, place)


class _Literal(Sequence[int]):
    """The offsets in a literal block, reckoned for those that are asked for: of thousands that is a few."""

    def __init__(self, length: int) -> None:
        self._length = length
        self._lines: list[tuple[int, int, int, int]] = []

    def add(self, place: int, start: int, length: int, close: int) -> None:
        """Note a line: where it begins in the value and in the file, its length, and where it ends in the file."""
        self._lines.append((place, start, length, close))

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...
    def __getitem__(self, index: int | slice) -> int | Sequence[int]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(self._length))]
        if not -self._length <= index < self._length:
            raise IndexError(index)
        index %= self._length
        place, start, length, close = self._lines[bisect_right(self._lines, index, key=itemgetter(0)) - 1]
        return start + index - place if index - place < length else close


def _of_literal(text: str, place: ValueLocation) -> Sequence[int] | None:
    """The offsets in a literal block, a line at a time; None where its lines are not those of the file."""
    start, end = place.value
    plain = text.find("\r", start, end) < 0
    _, begin = _end_of_line(text, start, end, plain=plain)
    first = next((line for line in place.text.split("\n") if line.strip()), "")
    indent = text.find(first, begin, end) - max(
        text.rfind("\n", begin, text.find(first, begin, end)) + 1, begin
    )
    offsets, index = _Literal(len(place.text)), 0
    for line in place.text.split("\n"):
        close, behind = _end_of_line(text, begin, end, plain=plain)
        if line and not text.startswith(line, begin + indent):
            return None
        offsets.add(index, min(begin + indent, close), len(line), close)
        index += len(line) + 1
        begin = behind
    return offsets


def _end_of_line(text: str, start: int, end: int, *, plain: bool) -> tuple[int, int]:
    """Where the line that goes on at a place ends, and where the next begins; `plain` text has no carriage returns."""
    if plain:
        feed = text.find("\n", start, end)
        return (end, end) if feed < 0 else (feed, feed + 1)
    found = BREAK.search(text, start, end)
    return found.span() if found else (end, end)


def _one_by_one(text: str, place: ValueLocation) -> list[int]:
    position, end = place.value
    if place.style in ("|", ">"):
        found = BREAK.search(text, position, end)
        position = found.end() if found else end
    elif place.style:
        position += 1
    offsets = []
    for character in place.text:
        if place.style == '"':
            position = _past_continuation(text, position, end)
        if character in SPACE and not text.startswith("\\", position):
            offsets.append(min(position, end))
            if text[position : position + 1] in SPACE:
                position += 2 if text.startswith("\r\n", position) else 1
            continue
        while position < end and text[position] in SPACE:
            position += 1
        offsets.append(min(position, end))
        position += width(text, position, place.style)
    return offsets


def _past_continuation(text: str, position: int, end: int) -> int:
    """Where a double-quoted scalar goes on after a backslash at the end of a line."""
    while position < end - 1 and text[position] == "\\" and text[position + 1] in "\r\n":
        position += 1
        while position < end and text[position] in SPACE:
            position += 1
    return position


def width(text: str, position: int, style: str | None) -> int:
    """How many characters of the file spell the one character of the value that starts here."""
    if style == "'" and text.startswith("''", position):
        return 2
    if style == '"' and text.startswith("\\", position):
        return {"x": 4, "u": 6, "U": 10}.get(text[position + 1 : position + 2], 2)
    return 1
