"""Reading YAML as an officer wrote it: plain text values, each with its place in the file.

Scalars stay as written (`07967424591`, `no`, `2023/24`); typing them is the schema's business. Everything wrong with
the file is a finding at its place. Nothing else in the program knows YAML.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeAlias

import yaml

from reportgen.findings import At, Code, Fault, Finding, Part, Severity, Span

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

MAX_BYTES = 2_000_000
MAX_DEPTH = 32
MAX_EVENTS = 100_000

ENCODING = Code(
    "RG001",
    "not UTF-8",
    Severity.ERROR,
    "The file is saved in an encoding other than UTF-8, so letters such as £ or ŵ cannot be read for certain. Save it"
    ' again as UTF-8: in Notepad, "Save as" and "Encoding: UTF-8"; in VS Code, the encoding in the status bar.',
)
EMPTY = Code(
    "RG002",
    "nothing to read",
    Severity.ERROR,
    "The file is empty, or holds only comments. `reportgen new` writes one to fill in.",
)
SYNTAX = Code(
    "RG003",
    "not valid YAML",
    Severity.ERROR,
    "The punctuation or the indentation of the file is not YAML's, so the rest of it cannot be understood. The usual causes"
    " are a colon inside an unquoted value, a tab used for indentation, and a quotation mark that is never closed.",
)
DUPLICATE = Code(
    "RG004",
    "key given twice",
    Severity.ERROR,
    "One key stands twice in the same place. The first is used; delete or rename the second.",
)
ALIAS = Code(
    "RG005",
    "alias, anchor or tag",
    Severity.ERROR,
    "YAML gives `*`, `&` and `!` at the start of a value a meaning of their own, which datasets do not use. Write a value"
    " that starts with one of them in quotes.",
)
LIMIT = Code(
    "RG006",
    "too large",
    Severity.ERROR,
    f"A dataset may have {MAX_BYTES // 1_000_000} MB of text, {MAX_DEPTH} levels of nesting and {MAX_EVENTS:,} values."
    " A file beyond that is no report, and is refused before it can exhaust the machine.",
)
CHARACTER = Code(
    "RG007",
    "character that cannot be printed",
    Severity.ERROR,
    "A control character, an invisible direction mark or an unassigned character is in the text. Such characters come along"
    " when text is copied from a PDF or a web page; Word refuses files that hold them.",
)
STRUCTURE = Code(
    "RG008",
    "not a set of keys and values",
    Severity.ERROR,
    "A file is one set of `key: value` lines. A list at the top, a second document after `---`, or a key that is itself a list"
    " is not.",
)
CODES = (ENCODING, EMPTY, SYNTAX, DUPLICATE, ALIAS, LIMIT, CHARACTER, STRUCTURE)

_BREAK = re.compile(r"\r\n|\r|\n")
_SUSPECT = re.compile(
    r"[^\t\n\r\x20-\x7e\xa0-\u02ff\u0370-\u0373\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20ac]"
)
_UNPRINTABLE = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SPACE: Final = " \t\r\n"


class Unreadable(Exception):
    """A file that cannot be read at all; the message is one plain line naming it."""


class _Refused(Exception):
    """Reading stops here: the finding says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value stands, as character offsets; `style` is YAML's scalar style, or None for lists and mappings."""

    key: tuple[int, int] | None
    value: tuple[int, int]
    style: str | None = None
    text: str = ""


@dataclass(frozen=True)
class Source:
    """A YAML file as plain values, with what is wrong in it and the place of everything.

    `data` is None where nothing could be understood; the findings then say why.
    """

    file: str
    text: str = field(repr=False)
    data: dict[str, Value] | None
    findings: tuple[Finding, ...]

    def span(self, at: At, part: Part = "value") -> Span:
        """The place of a value, of its key, or of some characters of its text; of the nearest parent where it is missing."""
        while at and at not in self._places:
            at, part = at[:-1], part if isinstance(at[-1], str) and isinstance(part, tuple) else "value"
        place = self._places.get(at)
        if place is None:
            return self._stretch(0, 0)
        if part == "key" or place.style is None:
            return self._stretch(*(place.key or self._first_line(place)))
        return self._stretch(*self._characters(place, part))

    def line(self, number: int) -> str:
        """One line of the file, counted from 1, without its end."""
        if not 0 < number <= len(self._starts):
            return ""
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[self._starts[number - 1] : end].rstrip("\r\n")

    @cached_property
    def _starts(self) -> list[int]:
        return _line_starts(self.text)

    @cached_property
    def _places(self) -> dict[At, _Place]:
        places: dict[At, _Place] = {}
        if self.data is not None:
            _Builder(self.file, self.text, places.__setitem__).build()
        return places

    def _stretch(self, start: int, end: int) -> Span:
        return _stretch(self._starts, start, end)

    def _first_line(self, place: _Place) -> tuple[int, int]:
        start, end = place.value
        found = _BREAK.search(self.text, start, end)
        stop = found.start() if found else end
        return start, start + len(self.text[start:stop].rstrip())

    def _characters(self, place: _Place, part: Part) -> tuple[int, int]:
        if isinstance(part, str):
            if place.style not in ("|", ">"):
                return place.value
            stripped = place.text.rstrip()
            part = (len(stripped) - len(stripped.lstrip()), len(stripped))
        offsets = _offsets(self.text, place)
        start, end = part
        if not offsets:
            return place.value
        first = offsets[min(start, len(offsets) - 1)]
        return first, max(offsets[min(max(end - 1, start), len(offsets) - 1)] + 1, first)


def placed(fault: Fault, source: Source) -> Finding:
    """A fault as a finding, at its place in the file."""
    problem = fault.problem
    return Finding(
        fault.code, source.file, source.span(problem.at, problem.part), problem.message, problem.hint
    )


def load(path: Path) -> Source:
    """Read a file, `-` being standard input. Raises Unreadable when there is nothing to read it from."""
    if str(path) == "-":
        import sys

        return read(sys.stdin.buffer.read(MAX_BYTES + 1), "<stdin>")
    try:
        with path.open("rb") as stream:
            return read(stream.read(MAX_BYTES + 1), str(path))
    except FileNotFoundError:
        raise Unreadable(f"{path}: there is no such file") from None
    except IsADirectoryError:
        raise Unreadable(f"{path}: is a folder, not a file") from None
    except PermissionError:
        reason = "is a folder, not a file" if path.is_dir() else "may not be read (permission denied)"
        raise Unreadable(f"{path}: {reason}") from None
    except (OSError, ValueError) as error:
        raise Unreadable(f"{path}: cannot be read ({getattr(error, 'strerror', None) or error})") from None


def read(content: bytes | str, file: str) -> Source:
    """Read the content of a file; never raises, whatever is in it."""
    text = ""
    findings: list[Finding] = []
    try:
        text = _decode(content, file) if isinstance(content, bytes) else content
        text = text.removeprefix("\ufeff")
        clean = _cleaned(text, file, findings)
        builder = _Builder(file, clean)
        data = builder.build()
        return Source(file, clean, data, tuple(sorted([*findings, *builder.findings], key=_order)))
    except _Refused as refused:
        findings.append(refused.finding)
    except yaml.MarkedYAMLError as error:
        findings.extend(_syntax_findings(file, _masked(text), error))
    return Source(file, text, None, tuple(sorted(findings, key=_order)))


def _order(finding: Finding) -> tuple[Span, str]:
    return finding.span, finding.code.id


def _decode(content: bytes, file: str) -> str:
    if len(content) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 1_000_000} MB"
        raise _Refused(
            Finding(LIMIT, file, Span(1, 1, 1, 1), message, "keep one group and one year in a file")
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        span = _stretch(_line_starts(before), len(before), len(before) + 1)
        message = f"this character is not UTF-8 (byte 0x{content[error.start]:02x})"
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            message = "the file is saved as UTF-16, not UTF-8"
        hint = 'save the file again with the encoding UTF-8 (in Notepad: "Save as", "Encoding: UTF-8")'
        raise _Refused(Finding(ENCODING, file, span, message, hint)) from None


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in _BREAK.finditer(text))]


def _stretch(starts: list[int], start: int, end: int) -> Span:
    line, last = bisect_right(starts, start), bisect_right(starts, end)
    return Span(line, start - starts[line - 1] + 1, last, end - starts[last - 1] + 1)


def _unprintable(text: str) -> Iterator[int]:
    """Offsets of the characters that no output may hold; line breaks and tabs are not among them."""
    import unicodedata

    for match in _SUSPECT.finditer(text):
        character = match.group()
        if (
            unicodedata.category(character) in _UNPRINTABLE
            or character == "\ufeff"
            or character in _DIRECTION
        ):
            yield match.start()


def _named(character: str) -> str:
    import unicodedata

    name = unicodedata.name(character, "").lower() or "a control or unassigned character"
    return f"U+{ord(character):04X} ({name})"


def _masked(text: str) -> str:
    """The text with a space for each unprintable character, so that every other keeps its place."""
    characters = list(text)
    for offset in _unprintable(text):
        characters[offset] = " "
    return "".join(characters)


def _cleaned(text: str, file: str, findings: list[Finding]) -> str:
    offsets = list(_unprintable(text)) if _SUSPECT.search(text) else []
    if not offsets:
        return text
    starts = _line_starts(text)
    for offset in offsets:
        message = f"the character {_named(text[offset])} cannot be printed"
        hint = "delete it; such characters come along when text is copied from a PDF or a web page"
        findings.append(Finding(CHARACTER, file, _stretch(starts, offset, offset + 1), message, hint))
    return _masked(text)


class _Builder:
    """Plain values from the parser's events, refusing what datasets do not use; `record` is told each value's place."""

    def __init__(self, file: str, text: str, record: Callable[[At, _Place], None] | None = None) -> None:
        self.file = file
        self.text = text
        self.findings: list[Finding] = []
        self._record = record
        self._events = 0
        self._loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)

    def build(self) -> dict[str, Value]:
        """The mapping at the top of the file. Raises _Refused, or yaml's errors of syntax."""
        self._next()
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            hint = "`reportgen new FILE` writes a dataset to fill in"
            raise self._refusal(EMPTY, event, "the file is empty", hint)
        event = self._next()
        value = self._value(event, (), None, 0)
        if not isinstance(value, dict):
            kind = "a list" if isinstance(value, list) else "a piece of text"
            if value == "":
                hint = "`reportgen new FILE` writes a dataset to fill in"
                raise self._refusal(EMPTY, event, "the file holds no values", hint)
            message = f"the file is {kind}, not a set of `key: value` lines"
            raise self._refusal(
                STRUCTURE, event, message, "start each line at the left with a key, as in `schema: 1`"
            )
        self._next()
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            message = "a second document starts here"
            hint = "keep one dataset in a file and delete the `---`"
            self._find(STRUCTURE, event, message, hint)
        return value

    @cached_property
    def _starts(self) -> list[int]:
        return _line_starts(self.text)

    def _next(self) -> Any:
        self._events += 1
        if self._events > MAX_EVENTS:
            event = self._loader.get_event()
            raise self._refusal(LIMIT, event, f"the file has more than {MAX_EVENTS:,} values", None)
        return self._loader.get_event()

    def _value(self, event: Any, at: At, key: tuple[int, int] | None, depth: int) -> Any:
        kind = type(event)
        if kind is yaml.AliasEvent:
            message = f"`*{event.anchor}` at the start of a value is an alias, which datasets do not use"
            self._find(
                ALIAS,
                event,
                message,
                "to print a `*`, or to start with bold or italic, put the text in quotes",
            )
            return f"*{event.anchor}"
        if event.anchor is not None:
            message = f"`&{event.anchor}` at the start of a value is an anchor, which datasets do not use"
            self._find(ALIAS, event, message, "put the text in quotes to print it")
        if event.tag is not None and event.tag != "!":
            self._find(
                ALIAS,
                event,
                f"`{event.tag}` is a YAML tag, which datasets do not use",
                "put the text in quotes",
            )
        if kind is yaml.ScalarEvent:
            return self._scalar(event, at, key)
        if depth == MAX_DEPTH:
            raise self._refusal(LIMIT, event, f"more than {MAX_DEPTH} levels of nesting", None)
        value = self._list(at, depth) if kind is yaml.SequenceStartEvent else self._mapping(at, depth)
        if self._record:
            self._record(at, _Place(key, (event.start_mark.index, self._last)))
        return value

    def _scalar(self, event: Any, at: At, key: tuple[int, int] | None) -> str:
        value: str = event.value
        span = (event.start_mark.index, event.end_mark.index)
        if event.style == '"' and _SUSPECT.search(value):
            value = self._escaped(value, span)
        if self._record:
            self._record(at, _Place(key, span if value.strip() or not key else key, event.style or "", value))
        return value

    def _escaped(self, value: str, span: tuple[int, int]) -> str:
        """A quoted value whose escapes spell unprintable characters: reported where they stand, and taken out."""
        bad = list(_unprintable(value))
        offsets = _offsets(self.text, _Place(None, span, '"', value))
        for position in bad:
            message = f"the character {_named(value[position])} cannot be printed"
            place = _stretch(self._starts, offsets[position], offsets[position] + 1)
            self.findings.append(Finding(CHARACTER, self.file, place, message, "delete it"))
        return _masked(value) if bad else value

    def _list(self, at: At, depth: int) -> list[Value]:
        items: list[Value] = []
        event = self._next()
        while type(event) is not yaml.SequenceEndEvent:
            value = self._value(event, (*at, len(items)), None, depth + 1)
            items.append(value)
            event = self._next()
        self._last = event.end_mark.index
        return items

    def _mapping(self, at: At, depth: int) -> dict[str, Value]:
        entries: dict[str, Value] = {}
        event = self._next()
        while type(event) is not yaml.MappingEndEvent:
            key = self._key(event, entries, depth)
            start, end = event.start_mark.index, event.end_mark.index
            value_event = self._next()
            if key is None or key in entries:
                self._skip(value_event, depth)
            else:
                entries[key] = self._value(value_event, (*at, key), (start, end), depth + 1)
            event = self._next()
        self._last = event.end_mark.index
        return entries

    def _key(self, event: Any, entries: dict[str, Value], depth: int) -> str | None:
        if type(event) is not yaml.ScalarEvent:
            message = "a key must be a word"
            self._find(STRUCTURE, event, message, "text that starts with `[` or `{` needs quotes around it")
            self._skip(event, depth)
            return None
        key: str = event.value
        if key in entries:
            self._find(
                DUPLICATE,
                event,
                f"the key `{key}` is given twice",
                "delete the second, or join the two values",
            )
        return key

    def _skip(self, event: Any, depth: int) -> None:
        """Pass over a value that is not wanted, still counting what is in it and reporting nothing of it."""
        record, self._record = self._record, None
        findings = len(self.findings)
        self._value(event, (), None, depth + 1)
        del self.findings[findings:]
        self._record = record

    def _find(self, code: Code, event: Any, message: str, hint: str | None) -> None:
        self.findings.append(Finding(code, self.file, self._span(event), message, hint))

    def _refusal(self, code: Code, event: Any, message: str, hint: str | None) -> _Refused:
        return _Refused(Finding(code, self.file, self._span(event), message, hint))

    def _span(self, event: Any) -> Span:
        starts = self._starts
        start, end = event.start_mark.index, event.end_mark.index
        found = _BREAK.search(self.text, start, end)
        return _stretch(starts, start, found.start() if found else end)


def _offsets(text: str, place: _Place) -> list[int]:
    """The offset in the file of each character of a scalar's value, through indents, folds, quotes and escapes."""
    position, end = place.value
    if place.style in ("|", ">"):
        found = _BREAK.search(text, position, end)
        position = found.end() if found else end
    elif place.style:
        position += 1
    offsets = []
    for character in place.text:
        if place.style == '"':
            position = _past_continuation(text, position, end)
        if character in _SPACE and not text.startswith("\\", position):
            offsets.append(min(position, end))
            if text[position : position + 1] in _SPACE:
                position += 2 if text.startswith("\r\n", position) else 1
            continue
        while position < end and text[position] in _SPACE:
            position += 1
        offsets.append(min(position, end))
        position += _width(text, position, place.style)
    return offsets


def _past_continuation(text: str, position: int, end: int) -> int:
    """Where a double-quoted scalar goes on after a backslash at the end of a line."""
    while position < end - 1 and text[position] == "\\" and text[position + 1] in "\r\n":
        position += 1
        while position < end and text[position] in _SPACE:
            position += 1
    return position


def _width(text: str, position: int, style: str | None) -> int:
    """How many characters of the file spell the one character of the value that starts here."""
    if style == "'" and text.startswith("''", position):
        return 2
    if style == '"' and text.startswith("\\", position):
        return {"x": 4, "u": 6, "U": 10}.get(text[position + 1 : position + 2], 2)
    return 1


_TOP_KEY = re.compile(r"^(?=[^\s#\-\]}])", re.MULTILINE)
_MAX_PARTS = 200
_QUOTE = "put quotes around the whole value: 'like this'"
_UNALIGNED = (
    "this line does not line up with the ones above",
    "give it the same indentation; use spaces only",
)
_SYNTAX_WORDS: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "a colon and a space inside a value have a meaning of their own",
        _QUOTE,
    ),
    (
        "could not find expected ':'",
        "this line has no colon after its key",
        "write `key: value`, or indent text that goes on",
    ),
    (
        "unexpected end of stream",
        "a quotation mark is opened here and never closed",
        "close it, or leave both out",
    ),
    ("document indicator", "a quotation mark is opened here and never closed", "close it, or leave both out"),
    (
        "',' or ']'",
        "a square bracket is opened here and not closed",
        f"close it with `]`; if it is text, {_QUOTE}",
    ),
    (
        "',' or '}'",
        "a curly bracket is opened here and not closed",
        f"close it with `}}`; if it is text, {_QUOTE}",
    ),
    (
        "unknown escape character",
        "a backslash in double quotes has a meaning of its own",
        "use single quotes instead",
    ),
    (
        "alphabetic or numeric character",
        "`*` or `&` at the start of a value has a meaning of its own",
        _QUOTE,
    ),
    (
        "expected '-' indicator",
        "this line belongs neither to the list above nor beside it",
        "start it with `- `, or line it up",
    ),
    ("expected key", *_UNALIGNED),
    ("document start", *_UNALIGNED),
    (
        "expected node content",
        "something is missing or too much between these brackets",
        "look for a comma too many",
    ),
    (
        "block sequence entries are not allowed",
        "a list cannot start on this line",
        "put each `- ` on a line of its own",
    ),
)


def _syntax_findings(file: str, text: str, error: yaml.MarkedYAMLError) -> list[Finding]:
    """What is wrong with the punctuation: the first fault of each part that starts at the left margin."""
    findings = []
    starts = [match.start() for match in _TOP_KEY.finditer(text)][:_MAX_PARTS]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        try:
            _Builder(file, text[start:end]).build()
        except _Refused:
            continue
        except yaml.MarkedYAMLError as another:
            lines = len(_BREAK.findall(text, 0, start))
            findings.append(_syntax_finding(file, text, another, lines))
    return findings or [_syntax_finding(file, text, error, 0)]


def _syntax_finding(file: str, text: str, error: yaml.MarkedYAMLError, lines: int) -> Finding:
    problem = error.problem or "it breaks off"
    mark = error.problem_mark or error.context_mark
    message, hint = f"this is not valid YAML: {problem}", None
    for words, plain, advice in _SYNTAX_WORDS:
        if words in problem:
            message, hint = plain, advice
            if "opened here" in plain:
                mark = error.context_mark or mark
            break
    line, column = (mark.line + lines, mark.column) if mark else (0, 0)
    starts = _line_starts(text)
    line = min(line, len(starts) - 1)
    before = text[starts[line] : starts[line] + column]
    if "mapping values" in problem and before[:1].isspace() and " " not in before.strip():
        message, hint = _UNALIGNED
    character = text[starts[line] + column : starts[line] + column + 1]
    if "cannot start any token" in problem:
        tab = character == "\t"
        message = "a tab is used for indentation" if tab else f"a value cannot start with `{character}`"
        hint = "use spaces instead" if tab else _QUOTE
    return Finding(SYNTAX, file, Span(line + 1, column + 1, line + 1, column + 2), message, hint)
