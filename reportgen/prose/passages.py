"""The words of a text field without their markup, and the way from each word back to the field's text."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias
from urllib.parse import unquote

from reportgen.document import Block, Footnote, Inline, Text, heading_slug
from reportgen.findings import Fault
from reportgen.startup.patterns import lazy_pattern

_FOLDED_SPACING = lazy_pattern(r"[ \t\n](?:[ \t\n]+|(?<! ))")
"""Finds the spacing that is shown as one space."""

CLOSING_MARKS = tuple(".,;:!?)]”’")
"""What follows a word without a space, also where a note stands between them."""

PassageKind: TypeAlias = Literal["paragraph", "item", "heading", "quotation", "attribution", "note"]
"""What the words of a passage are: those of a quotation are somebody else's. Notes come last, after all other passages."""

OffsetMap: TypeAlias = list[tuple[int, int]]
"""Where the stretches of one text begin in another: (offset in the one, offset in the other), in order."""


def map_offset(offset_map: OffsetMap, offset: int) -> int:
    """Returns where the character at an offset is in the other text."""
    index = bisect_right(offset_map, offset, key=lambda pair: pair[0]) - 1
    start, other_start = offset_map[max(index, 0)]
    return other_start + offset - start


def map_range(offset_map: OffsetMap, start: int, end: int) -> tuple[int, int]:
    """Returns where the characters from `start` to `end` begin and end in the other text."""
    return map_offset(offset_map, start), map_offset(offset_map, max(end - 1, start)) + 1


@dataclass(frozen=True, slots=True)
class Passage:
    """The plain words of one paragraph or list entry, with the way back to the field's text.

    `introduces` says that a list or a quotation follows directly.
    """

    text: str
    offset_map: OffsetMap = field(repr=False)
    kind: PassageKind = "paragraph"
    introduces: bool = False

    @property
    def is_quoted(self) -> bool:
        """Whether the words are not the report's own, so that its style does not apply to them."""
        return self.kind in ("quotation", "attribution")

    def part(self, start: int, end: int) -> tuple[int, int]:
        """Returns where the characters from `start` to `end` begin and end in the field's text."""
        return map_range(self.offset_map, start, end)


@dataclass(frozen=True, slots=True)
class Reference:
    """A link to a heading of the report, as the parser gives its address, and where it stands in the field's text."""

    url: str
    part: tuple[int, int]

    @property
    def heading(self) -> str:
        """The words behind the `#`; none where the link leads to an address."""
        return unquote(self.url[1:]) if self.url.startswith("#") else ""

    @property
    def slug(self) -> str:
        """The slug of the heading; empty where the link leads to an address, or its `#` has no words behind it."""
        return heading_slug(self.heading)


@dataclass(frozen=True, slots=True)
class Prose:
    """A text field: as it is written, as blocks, as passages for rules to read, and with the faults of its markup.

    The paths of the faults are empty, since they are relative to the field. Whether the report has the headings that its
    `references` name, only a layout can tell.
    """

    source: str = ""
    blocks: tuple[Block, ...] = ()
    passages: tuple[Passage, ...] = field(default=(), repr=False)
    faults: tuple[Fault, ...] = field(default=(), repr=False)
    references: tuple[Reference, ...] = field(default=(), repr=False)

    def __bool__(self) -> bool:
        return bool(self.blocks)


class TextCollector:
    """Collects the words of a passage with single spaces: browsers fold spacing, and Word would show it."""

    def __init__(self) -> None:
        self.offset_map: OffsetMap = []
        self._pieces: list[str] = []
        self._length = 0

    def add(self, text: str, offset: int) -> str:
        """Adds text that starts at an offset of the field, and returns it as it was added."""
        if not _has_spacing(text):
            return self._append(text, offset)
        pieces, position = [], 0
        for spacing in _FOLDED_SPACING.finditer(text):
            pieces.append(self._append(text[position : spacing.start()], offset + position))
            pieces.append(self._append(" ", offset + spacing.start()))
            position = spacing.end()
        pieces.append(self._append(text[position:], offset + position))
        return "".join(pieces)

    def _append(self, text: str, offset: int) -> str:
        if text.startswith(" ") and (not self._pieces or self._pieces[-1].endswith(" ")):
            text, offset = text[1:], offset + 1
        if text:
            self.offset_map.append((self._length, offset))
            self._pieces.append(text)
            self._length += len(text)
        return text

    def drop_space(self) -> None:
        """Takes the space at the end of the text away."""
        if self._pieces and self._pieces[-1].endswith(" "):
            self._pieces[-1] = self._pieces[-1][:-1]
            self._length -= 1

    def finish(self) -> str:
        """Returns the whole text, without a space at its end."""
        return "".join(self._pieces).rstrip(" ")


def fold_spacing(text: str) -> str:
    """Returns a line of plain text with single spaces inside and none around it."""
    text = text.strip(" \t\n")
    return _FOLDED_SPACING.sub(" ", text) if _has_spacing(text) else text


def _has_spacing(text: str) -> bool:
    """Tells whether a text has spacing to fold; that of most has none, and is found so without the pattern."""
    return "\n" in text or "  " in text or "\t" in text


def merge_texts(children: Iterable[Inline]) -> tuple[Inline, ...]:
    """Returns inlines with neighbouring texts merged into one and empty texts left out."""
    merged: list[Inline] = []
    pieces: list[str] = []
    for child in (*children, None):
        if isinstance(child, Text):
            pieces.append(child.content)
            continue
        if content := "".join(pieces):
            merged.append(Text(content))
        pieces.clear()
        if child is not None:
            merged.append(child)
    return tuple(merged)


def trimmed_inlines(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Returns the inlines of a paragraph without a space at its end."""
    if not children:
        return ()
    *rest, last = children
    if isinstance(last, Footnote):
        return (*trimmed_inlines(tuple(rest)), last)
    if isinstance(last, Text):
        content = last.content.rstrip(" ")
        return (*rest, Text(content)) if content else trimmed_inlines(tuple(rest))
    inner = trimmed_inlines(last.children)
    return (*rest, replace(last, children=inner)) if inner else trimmed_inlines(tuple(rest))


def close_up(children: list[Inline], collector: TextCollector, following: str) -> None:
    """Takes the space before notes away where a full stop or the like follows them."""
    before = next(
        (index for index in reversed(range(len(children))) if not isinstance(children[index], Footnote)), -1
    )
    last = children[before] if -1 < before < len(children) - 1 else None
    if isinstance(last, Text) and last.content.endswith(" ") and following.startswith(CLOSING_MARKS):
        children[before] = Text(last.content.rstrip(" "))
        collector.drop_space()


def attached_notes(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Returns inlines in which the space before a note stands behind it, so that its number follows the word."""
    if not any(isinstance(child, Footnote) for child in children):
        return children
    attached: list[Inline] = []
    space = ""
    for child in (*children, None):
        last = attached[-1] if attached else None
        if isinstance(child, Footnote) and isinstance(last, Text):
            content = last.content.rstrip(" ")
            space = last.content[len(content) :]
            attached[-1] = Text(content)
        elif space and not isinstance(child, Footnote):
            attached.append(Text(space))
            space = ""
        attached += [child] if child else []
    return merge_texts(attached)
