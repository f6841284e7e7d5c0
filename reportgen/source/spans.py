"""Where values are in a file, down to the characters of a scalar, through indents, folds, quotes and escapes."""

from typing import Final, NamedTuple

from reportgen.source.characters import line_end

BLOCK_STYLES: Final = ("|", ">")
_SPACE: Final = " \t\r\n"


class ValueLocation(NamedTuple):
    """Where a value and its key are, as character offsets in the file.

    `style` is YAML's style of a scalar ("" for a plain one), and None for lists and mappings; `text` is the scalar's value.
    """

    key_range: tuple[int, int] | None
    value_range: tuple[int, int]
    style: str | None = None
    text: str = ""


def character_offsets(text: str, location: ValueLocation) -> list[int]:
    """Returns the offset in the file of each character of a scalar's value."""
    return (_literal_offsets(text, location) if location.style == "|" else None) or _offsets(text, location)


def _literal_offsets(text: str, location: ValueLocation) -> list[int] | None:
    """Returns the offsets in a literal block, found line by line; None where its lines are not those of the file."""
    start, end = location.value_range
    _, line_start = line_end(text, start, end)
    lines = location.text.split("\n")
    first_line = next((line for line in lines if line.strip()), "")
    first_offset = text.find(first_line, line_start, end)
    indent = first_offset - max(text.rfind("\n", line_start, first_offset) + 1, line_start)
    offsets: list[int] = []
    for line in lines:
        stop, next_start = line_end(text, line_start, end)
        if line and not text.startswith(line, line_start + indent):
            return None
        begin = min(line_start + indent, stop)
        offsets += [*range(begin, begin + len(line)), stop]
        line_start = next_start
    return offsets[:-1]  # the last line of the value has no line break behind it


def _offsets(text: str, location: ValueLocation) -> list[int]:
    """Returns the offsets in a scalar of any style, found by reading value and file side by side."""
    position, end = location.value_range
    if location.style in BLOCK_STYLES:
        _, position = line_end(text, position, end)
    elif location.style:
        position += 1
    offsets = []
    for character in location.text:
        if location.style == '"':
            position = _skip_continuation(text, position, end)
        if character in _SPACE and not text.startswith("\\", position):
            offsets.append(min(position, end))
            if text[position : position + 1] in _SPACE:
                position += 2 if text.startswith("\r\n", position) else 1
            continue
        while position < end and text[position] in _SPACE:
            position += 1
        offsets.append(min(position, end))
        position += spelling_width(text, position, location.style)
    return offsets


def _skip_continuation(text: str, position: int, end: int) -> int:
    """Returns where a double-quoted scalar goes on after a backslash at the end of a line."""
    while position < end - 1 and text[position] == "\\" and text[position + 1] in "\r\n":
        position += 1
        while position < end and text[position] in _SPACE:
            position += 1
    return position


def spelling_width(text: str, position: int, style: str | None) -> int:
    """Returns how many characters of the file spell the one character of the value that starts at a position."""
    if style == "'" and text.startswith("''", position):
        return 2
    if style == '"' and text.startswith("\\", position):
        return {"x": 4, "u": 6, "U": 10}.get(text[position + 1 : position + 2], 2)
    return 1
