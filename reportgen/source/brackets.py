"""Finds the entry of a list or of keys in brackets at which the YAML parser complains: a hint is about it, not about them all."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportgen.source.quoting import quoted, value_in_line
from reportgen.startup.patterns import lazy_pattern

_PAIRS = {"[": "]", "{": "}"}
_KEY = lazy_pattern(r"[A-Za-z_][\w-]*:[ \t]+")
_COMMENT = lazy_pattern(r"[ \t]#")
_LONG_TEXT = lazy_pattern(r"[|>][-+1-9]*")
_LINES_ABOVE = 40
"""How many lines above a complaint are looked at for the bracket around it."""

_LONGEST_LINE = 2000
"""A line with more characters is not searched: it is no slip of the hand."""

_LONGEST = 80
"""How many characters of an entry a hint repeats."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry in brackets: where its value starts and ends in its line, the value, and whether its bracket is closed there."""

    start: int
    end: int
    text: str
    is_closed: bool


@dataclass(slots=True)
class _Scanner:
    """Follows brackets and quotation marks over lines; `starts` has where each entry that is open begins, innermost last."""

    brackets: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    quote: str = ""
    is_at_start: bool = True

    def read(self, line: str, start: int, end: int) -> None:
        """Reads some characters of a line."""
        for index in range(start, end):
            self._follow(line[index], index)

    def _follow(self, character: str, index: int) -> None:
        if self.quote:
            self.quote = "" if character == self.quote else self.quote
        elif self.is_at_start and character in "'\"":
            self.quote = character
        elif self.is_at_start and character in _PAIRS:
            self.brackets.append(_PAIRS[character])
            self.starts.append(index + 1)
            return
        elif self.brackets and character == self.brackets[-1]:
            self.brackets.pop()
            self.starts.pop()
        elif self.brackets and character == ",":
            self.starts[-1] = index + 1
        if not character.isspace():
            self.is_at_start = character in ",:"

    def begin_line(self) -> None:
        """Notes that another line begins: an entry that goes on there is read from its start."""
        self.starts = [0] * len(self.starts)


def entry_at(lines: Sequence[str], number: int, column: int) -> Entry | None:
    """Returns the entry in brackets that stands at a place; None outside brackets."""
    for top in range(number, max(number - _LINES_ABOVE, -1), -1):
        if len(lines[top]) > _LONGEST_LINE:
            return None
        span = value_in_line(lines[top])
        if span is None or lines[top][span[0]] not in _PAIRS or (top == number and span[0] >= column):
            continue
        scanner = _Scanner()
        scanner.read(lines[top], span[0], column if top == number else len(lines[top]))
        for row in range(top + 1, number + 1):
            scanner.begin_line()
            scanner.read(lines[row], 0, column if row == number else len(lines[row]))
        return _entry(lines[number], column, scanner) if scanner.brackets else None
    return None


def _entry(line: str, column: int, scanner: _Scanner) -> Entry:
    """Returns the entry in which a scanner has come to a place."""
    depth, closing, start = len(scanner.brackets), scanner.brackets[-1], scanner.starts[-1]
    scanner.quote = ""
    end = column
    comment = _COMMENT.search(line, column)
    last = comment.start() if comment else len(line)
    while end < last and not (len(scanner.brackets) == depth and line[end] in {",", closing}):
        scanner.read(line, end, end + 1)
        end += 1
    rest = line[end:last]
    text = line[start:end]
    key = _KEY.match(text.lstrip()) if closing == "}" else None
    value = text.strip()[key.end() :] if key else text.strip()
    start = line.index(value, start) if value else start
    return Entry(start, start + len(value), value, closing in rest)


def begins_long_text(entry: Entry) -> bool:
    """Tells whether all of an entry in its line is the sign behind which a text of several lines begins."""
    return _LONG_TEXT.fullmatch(entry.text) is not None


def entry_hint(entry: Entry) -> str:
    """Returns the hint to put an entry in quotation marks, as it is then written if that fits a hint."""
    text = quoted(entry.text) if entry.text and len(entry.text) <= _LONGEST else "'like this'"
    return f"put quotes around this entry: {text if '`' in text else f'`{text}`'}"
