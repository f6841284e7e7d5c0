"""A YAML file that has been read: its values, and the way from each back to its place in the text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from reportgen.findings import At, Finding, Span, ValuePart
from reportgen.source.characters import line_end, line_starts, span_between
from reportgen.source.constructor import Value
from reportgen.source.spans import BLOCK_STYLES, ValueLocation, character_offsets, spelling_width


@dataclass(frozen=True)
class Source:
    """A YAML file as plain values, with its findings and the location of every value.

    `data` is None where nothing could be understood; the findings then say why. `has_byte_order_mark` says that the file
    starts with a byte order mark, which is not part of `text`. `joined` has the paths of the values to which lines below
    were joined that start as entries of a list do (RG009). `line_entries` has the values that are some characters of a scalar,
    such as a line of an address that is written on one line: where each starts and ends in the text of that scalar.

    `readable` is what can be read of a file with slips of syntax: good for findings, and for nothing else. Its values at the
    paths `unread` are blank, and its lines `unread_lines` are not as the file has them.
    """

    file: str
    text: str = field(repr=False)
    data: dict[str, Value] | None
    findings: tuple[Finding, ...]
    has_byte_order_mark: bool = False
    _locations: Mapping[At, ValueLocation] = field(default_factory=dict, repr=False)
    joined: frozenset[At] = frozenset()
    line_entries: Mapping[At, tuple[int, int]] = field(default_factory=dict, repr=False)
    readable: "Source | None" = field(default=None, repr=False)
    unread: frozenset[At] = frozenset()
    unread_lines: frozenset[int] = frozenset()
    _offsets: dict[At, list[int]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """The character offsets of values in which something was looked up: one text may have thousands of findings."""

    @property
    def utf8(self) -> bytes:
        """The text in UTF-8."""
        return self.text.encode("utf-8", "replace")

    @cached_property
    def _line_starts(self) -> list[int]:
        return line_starts(self.text)

    def location(self, at: At) -> ValueLocation | None:
        """Returns where a value is and how it is written; None where it is missing."""
        return self._locations.get(at)

    def span(self, at: At, part: ValuePart = "value") -> Span:
        """Returns the span of a value, of its key, or of some characters of its text.

        A value that is missing has the span of its nearest parent.
        """
        while at and at not in self._locations:
            at, part = at[:-1], self._part_of_parent(at, part)
        location = self._locations.get(at)
        if location is None:
            return self.span_between(0, 0)
        if part == "key" or location.style is None:
            return self.span_between(*(location.key_range or self._first_line(location)))
        return self.span_between(*self.text_range(at, part))

    def span_between(self, start: int, end: int) -> Span:
        """Returns the lines and columns of the characters from one offset to another."""
        return span_between(self._line_starts, start, end)

    def text_range(self, at: At, part: ValuePart) -> tuple[int, int]:
        """Returns the offsets in the file of a scalar, or of some characters of its text. Raises KeyError where it is missing."""
        location = self._locations[at]
        if isinstance(part, str):
            if location.style not in BLOCK_STYLES:
                return location.value_range
            stripped = location.text.rstrip()
            part = (len(stripped) - len(stripped.lstrip()), len(stripped))
        if at not in self._offsets:
            self._offsets[at] = character_offsets(self.text, location)
        offsets = self._offsets[at]
        if not offsets:
            return location.value_range
        start, end = part
        first = offsets[min(start, len(offsets) - 1)]
        last = offsets[min(max(end - 1, start), len(offsets) - 1)]
        return first, max(last + spelling_width(self.text, last, location.style), first)

    def as_written(self, at: At, part: ValuePart) -> tuple[At, ValuePart]:
        """Returns where a part of a value is written: in the line of its mapping or list, if one line stands for that."""
        parent = self._locations.get(at[:-1])
        if at in self._locations or parent is None or parent.style is None:
            return at, part
        return at[:-1], self._part_of_parent(at, part)

    def _part_of_parent(self, at: At, part: ValuePart) -> ValuePart:
        """Returns which part of its parent's text is meant by a part of a value that has no place of its own in the file.

        The characters of a mapping's entry are those of the parent, since one line stands for a mapping (`- Hull` for
        `- name: Hull`).
        """
        if at in self.line_entries and part != "key":
            entry_start, entry_end = self.line_entries[at]
            start, end = part if isinstance(part, tuple) else (0, entry_end - entry_start)
            return entry_start + start, min(entry_start + end, entry_end)
        return part if isinstance(at[-1], str) and isinstance(part, tuple) else "value"

    def line_numbers(self, at: At) -> set[int]:
        """Returns the lines on which a value and its key start: two lines where the value begins below its key."""
        while at and at not in self._locations:
            at = at[:-1]
        location = self._locations.get(at)
        if location is None:
            return {1}
        ranges = (location.key_range, location.value_range if location.style is not None else None)
        return {self.span_between(start, start).line for start, _ in filter(None, ranges)}

    def last_lines(self, at: At) -> set[int]:
        """Returns the lines behind which a comment is about a value: where it and the lists around it in brackets end."""
        lines: set[int] = set()
        while at:
            location = self._locations.get(at)
            if location and location.style not in BLOCK_STYLES:
                start, end = location.value_range
                if location.style is not None or self.text[start : start + 1] in ("[", "{"):
                    lines.add(self.span_between(end, end).line)
            at = at[:-1]
        return lines

    def path_at(self, offset: int) -> At:
        """Returns the path of the innermost value whose key or text stands at an offset; empty for none."""
        paths = [
            at
            for at, location in self._locations.items()
            if (location.key_range or location.value_range)[0] <= offset < max(location.value_range[1], 1)
        ]
        return max(paths, key=len, default=())

    def is_comment(self, offset: int) -> bool:
        """Tells whether a `#` at an offset starts a comment: it is outside every key and every scalar."""
        return not any(
            start <= offset < end
            for location in self._locations.values()
            for start, end in filter(None, (location.key_range, self._content_range(location)))
        )

    def _content_range(self, location: ValueLocation) -> tuple[int, int] | None:
        """Returns where the text of a scalar is; that of a block begins below the line of its `|` or `>`."""
        if location.style is None:
            return None
        start, end = location.value_range
        return (line_end(self.text, start, end)[1], end) if location.style in BLOCK_STYLES else (start, end)

    def _first_line(self, location: ValueLocation) -> tuple[int, int]:
        start, end = location.value_range
        stop, _ = line_end(self.text, start, end)
        return start, start + len(self.text[start:stop].rstrip())
