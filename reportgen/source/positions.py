"""Where lines, keys, dashes and brackets of a YAML file stand."""

from dataclasses import dataclass

from reportgen.findings import At
from reportgen.source.characters import line_end, occurrences
from reportgen.source.source import Source


class NotRewritten(Exception):
    """A file whose text cannot be changed so that it has the new values; the message says which."""


@dataclass(frozen=True, slots=True)
class Positions:
    """Finds places in the text of one file."""

    source: Source

    @property
    def newline(self) -> str:
        """What ends the lines of the file."""
        return "\r\n" if "\r\n" in self.source.text else "\n"

    def indent(self, at: At) -> int:
        """Returns the column of a key; of an entry of a list, that of its dash."""
        location = self.source.location(at)
        if location is not None and location.key_range is not None:
            return self.column(location.key_range[0])
        return self.column(self.dash(at) or 0)

    def column(self, offset: int) -> int:
        """Returns how many characters stand before an offset on its line."""
        return offset - max(self.source.text.rfind(mark, 0, offset) for mark in "\r\n") - 1

    def is_in_brackets(self, at: At) -> bool:
        """Tells whether the mapping or list at a path, or one around it, is written between brackets."""
        for length in range(len(at), 0, -1):
            location = self.source.location(at[:length])
            if location and location.style is None and self.source.text[location.value_range[0]] in "{[":
                return True
        return False

    def key_start(self, at: At) -> int:
        """Returns where a key starts. Raises NotRewritten where there is none."""
        location = self.source.location(at)
        if location is None or location.key_range is None:
            raise NotRewritten(f"`{'.'.join(map(str, at))}` has no place in the file")
        return location.key_range[0]

    def start(self, at: At) -> int:
        """Returns where a value starts. Raises NotRewritten where it has no place in the file."""
        location = self.source.location(at)
        if location is None:
            raise NotRewritten(f"`{'.'.join(map(str, at))}` has no place in the file")
        return location.value_range[0]

    def dash(self, at: At) -> int | None:
        """Returns where the dash of a list's entry stands."""
        text, end = self.source.text, self.start(at)
        while True:
            end = len(text[:end].rstrip(" \t\r\n"))
            line = end - self.column(end)
            comment = next(
                (mark for mark in occurrences("#", text, line, end) if self.source.is_comment(mark)), None
            )
            if comment is None:
                return end - 1 if text[end - 1 : end] == "-" else None
            end = comment

    def line_start(self, dash: int | None) -> int | None:
        """Returns where the line of a dash starts; None where something else stands before the dash."""
        if dash is None:
            return None
        start = dash - self.column(dash)
        return None if self.source.text[start:dash].strip(" ") else start

    def start_with_comments(self, start: int, column: int) -> int:
        """Returns where the comments start that stand directly above an entry."""
        text = self.source.text
        while start:
            above = max(text.rfind(mark, 0, max(start - 1, 0)) for mark in "\r\n") + 1
            if text[start - 2 : start] == "\r\n":
                above = max(text.rfind(mark, 0, max(start - 2, 0)) for mark in "\r\n") + 1
            line = text[above:start]
            if not line.lstrip(" ").startswith("#") or line.index("#") > column:
                break
            start = above
        return start

    def end_of_deeper_comments(self, start: int, column: int) -> int:
        """Returns where the comments end that follow a line and are indented deeper than a column: those about what is above."""
        text, end = self.source.text, start
        while start < len(text):
            stop, following = line_end(text, start, len(text))
            line = text[start:stop]
            indent = len(line) - len(line.lstrip(" "))
            if line.strip() and (indent <= column or line[indent] != "#"):
                break
            start = following
            if line.strip():
                end = start
            elif stop == following:
                break
        return end
