"""Words with the way back to where they stand in the field's text."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from reportgen.document import Block, Inline, Text
from reportgen.findings import Fault
from reportgen.source.characters import occurrences

FOLDED = re.compile(r" (?: *[\t\n][ \t\n]*| +)|\n[ \t\n]*|\t[ \t\n]*")
"""Spacing that is shown as one space. Each of its ways begins with one character, by which others are passed over at once."""

Marks: TypeAlias = list[tuple[int, int]]
"""Where stretches of a text stand in another: (first character here, first character there), in order."""


def there(marks: Marks, position: int) -> int:
    """Where the character at a position stands in the other text."""
    before = bisect_right(marks, (position + 1, -1))  # a mark of the next character has no number as small
    here, there = marks[max(before - 1, 0)]
    return there + position - here


@dataclass(frozen=True, slots=True)
class Passage:
    """The plain words of one paragraph or list entry, with the way back to the field's text.

    `introduces` says that a list follows directly.
    """

    text: str
    marks: Marks = field(repr=False)
    kind: Literal["paragraph", "item"] = "paragraph"
    introduces: bool = False

    def part(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from start to end stand in the field's text."""
        return there(self.marks, start), there(self.marks, max(end - 1, start)) + 1


@dataclass(frozen=True, slots=True)
class Prose:
    """A text field: as written, as blocks, as passages for rules to read, and what is wrong with its markup.

    The faults' paths are empty: they are relative to the field.
    """

    source: str = ""
    blocks: tuple[Block, ...] = ()
    passages: tuple[Passage, ...] = field(default=(), repr=False)
    faults: tuple[Fault, ...] = field(default=(), repr=False)

    def __bool__(self) -> bool:
        return bool(self.blocks)


class TextCollector:
    """Words as they come, single-spaced and with their places: browsers fold spaces, Word would show them."""

    def __init__(self) -> None:
        self.marks: Marks = []
        self._text: list[str] = []
        self._length = 0

    def add(self, text: str, offset: int) -> str:
        """Take in a stretch of text that starts at an offset, and give back what was kept of it."""
        if not _may_fold(text):
            return self._take(text, offset)
        kept, position = [], 0
        for start, end in _folds(text):
            kept.append(self._take(text[position:start], offset + position))
            kept.append(self._take(" ", offset + start))
            position = end
        kept.append(self._take(text[position:], offset + position))
        return "".join(kept)

    def _take(self, text: str, offset: int) -> str:
        if text.startswith(" ") and (not self._text or self._text[-1].endswith(" ")):
            text, offset = text[1:], offset + 1
        if text:
            self.marks.append((self._length, offset))
            self._text.append(text)
            self._length += len(text)
        return text

    def finish(self) -> str:
        """The whole text, without a space at its end."""
        return "".join(self._text).rstrip(" ")


def _may_fold(text: str) -> bool:
    return "\n" in text or "  " in text or "\t" in text


def _folds(text: str) -> list[tuple[int, int]]:
    """Where spacing is shown as one space: as a rule, where a line ends and the next begins, which is found sooner."""
    if any(map(text.__contains__, ("  ", "\t", " \n", "\n ", "\n\n"))):
        return [match.span() for match in FOLDED.finditer(text)]
    return [(place, place + 1) for place in occurrences("\n", text)]


def line(text: str) -> str:
    """A line of plain text with its inner spacing made single."""
    words = text.strip(" \t\n")
    return FOLDED.sub(" ", words) if _may_fold(words) else words


def joined(children: Iterable[Inline]) -> tuple[Inline, ...]:
    """Neighbouring texts as one, without empty ones."""
    children = tuple(children)
    if len(children) == 1:
        (only,) = children
        return () if isinstance(only, Text) and not only.content else children
    merged: list[Inline] = []
    for child in children:
        if isinstance(child, Text) and merged and isinstance(merged[-1], Text):
            merged[-1] = Text(merged[-1].content + child.content)
        else:
            merged.append(child)
    return tuple(child for child in merged if not isinstance(child, Text) or child.content)
