"""Changes to the text of a file that leave everything else as it was: comments, order, quotation marks."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportgen.findings import At, ValuePart
from reportgen.source import Source, read
from reportgen.source.characters import LINE_BREAK
from reportgen.source.spans import ValueLocation

_TRAILING_SPACES = re.compile(r"(?<=\S)[ \t]+(?=\r?$)", re.MULTILINE)


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """The replacement of the characters of a file from `start` to `end` by a text."""

    start: int
    end: int
    text: str


def edits_of_value(source: Source, at: At, changes: Sequence[tuple[ValuePart, str]]) -> list[Edit]:
    """Returns the edits that put new words in parts of a value, which do not overlap, in the style in which it is written."""
    location = source.location(at)
    if location is None or location.style is None:
        return []
    if len(changes) == 1 and isinstance(changes[0][0], str) and "\n" in changes[0][1]:
        return _edits_to_block(source, location, changes[0][1])
    ranges = [(part_range(part, location.text), words) for part, words in changes]
    if not location.style:
        value = apply_edits(location.text, (Edit(*part, words) for part, words in ranges))
        if not _stays_plain(value, location.text):
            return [Edit(*location.value_range, double_quoted(value))]
    return [
        Edit(*source.text_range(at, part), _escaped(words, location))
        for part, words in ranges
        if "\n" not in words and part[0] < part[1]
    ]


def _edits_to_block(source: Source, location: ValueLocation, text: str) -> list[Edit]:
    """Returns the edit that makes a value a block below a bar; none where it has no key."""
    start, end = location.value_range
    if location.style == ">":
        return [Edit(start, start + 1, "|")]
    if location.key_range is None:
        return []
    key_start, key_end = location.key_range
    indent = key_start - max(source.text.rfind(mark, 0, key_start) for mark in "\r\n") + 1
    before = source.text[key_end:start]
    if LINE_BREAK.search(before) and "#" not in before:
        start = key_end + before.index(":") + 1
    newline = "\r\n" if "\r\n" in source.text else "\n"
    lines = [" " * indent + line if line else "" for line in text.split("\n")]
    bar = "|" if start == location.value_range[0] else " |"
    return [Edit(start, end, newline.join([bar, *lines]))]


def trailing_space_edits(source: Source) -> list[Edit]:
    """Returns the edits that delete the spaces at the ends of lines; lines of spaces alone stay."""
    return [Edit(*match.span(), "") for match in _TRAILING_SPACES.finditer(source.text)]


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Returns a text with edits made in it; of two that overlap, the first is made."""
    pieces, position = [], 0
    for edit in sorted(edits):
        if edit.start >= position:
            pieces += [text[position : edit.start], edit.text]
            position = edit.end
    return "".join([*pieces, text[position:]])


def part_range(part: ValuePart, text: str) -> tuple[int, int]:
    """Returns where a part of a value starts and ends in its text."""
    return part if isinstance(part, tuple) else (0, len(text))


def _stays_plain(value: str, plain_before: str) -> bool:
    """Tells whether a value needs no quotation marks; `0161` needs them, since other readers take it for a number.

    A value that was plain before, and could not have been so between brackets, does not stand between any.
    """
    if re.fullmatch(r"[-+.0-9_:eExXoO]*", value):
        return False
    if not _reads_as(f"[{plain_before}]", [plain_before]):
        return _reads_as(value, value)
    return _reads_as(value, value) and _reads_as(f"[{value}]", [value])


def _reads_as(text: str, value: object) -> bool:
    return read(f"key: {text}", "").data == {"key": value}


def double_quoted(text: str) -> str:
    """Returns a text between double quotation marks."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _escaped(text: str, location: ValueLocation) -> str:
    """Returns words as they are spelt inside a value of the same style."""
    if location.style == "'":
        return text.replace("'", "''")
    return double_quoted(text)[1:-1] if location.style == '"' else text
