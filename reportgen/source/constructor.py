"""Builds plain values from the events of the YAML parser."""

from functools import cached_property
from typing import Any, TypeAlias

from reportgen.findings import At, Code, Finding, Span, plural
from reportgen.source.characters import (
    character_name,
    line_end,
    line_starts,
    span_between,
    unprintable_offsets,
)
from reportgen.source.codes import (
    ALIAS,
    CHARACTER,
    DASH,
    DUPLICATE,
    EMPTY,
    LIMIT,
    MAX_CHARACTER_FINDINGS,
    MAX_DEPTH,
    MAX_EVENTS,
    STRUCTURE,
)
from reportgen.source.errors import Refused
from reportgen.source.parser import (
    AliasEvent,
    MappingEndEvent,
    Parser,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from reportgen.source.spans import ValueLocation, character_offsets, spelling_width
from reportgen.startup.patterns import lazy_pattern

_DASH = lazy_pattern(r"[\r\n][ \t]*(?P<dash>[-*•] )")
_DASH_HINT = "bring its dash in line with the other entries; for a list in text, write `|` behind the key"
_EMPTY_HINT = "`reportgen new FILE` writes a dataset to fill in"
_NULLS = frozenset({"null", "Null", "NULL", "~"})
"""Words that mean `nothing` in YAML 1.2 where they stand without quotes; editors and other programs leave such a value out."""

Value: TypeAlias = "str | list[Value] | dict[str, Value]"


class Constructor:
    """Builds plain values and notes the location of each; what datasets do not use of YAML becomes a finding."""

    def __init__(self, file: str, text: str) -> None:
        self.findings: list[Finding] = []
        self.locations: dict[At, ValueLocation] = {}
        self.joined: set[At] = set()
        """The paths of the values that lines starting as entries of a list were joined to."""

        self._file = file
        self._text = text
        self._event_count = 0
        self._entry_without_dash: dict[str, Value] | None = None
        self._collection_end = 0
        self._get_event = Parser(text).get_event

    def construct(self) -> dict[str, Value]:
        """Returns the mapping at the top of the file. Raises Refused, or MarkedYAMLError for a fault of syntax."""
        self._next()  # the start of the stream
        event = self._next()
        if isinstance(event, StreamEndEvent):
            raise self._refusal(EMPTY, event, "the file is empty", _EMPTY_HINT)
        event = self._next()
        value = self._value(event, (), None, 0)
        if value == "":
            raise self._refusal(EMPTY, event, "the file holds no values", _EMPTY_HINT)
        if not isinstance(value, dict):
            kind = "a list" if isinstance(value, list) else "a piece of text"
            message = f"the file is {kind}, not a set of `key: value` lines"
            hint = "start each line at the left with a key, as in `schema: 1`"
            raise self._refusal(STRUCTURE, event, message, hint)
        self._next()  # the end of the document
        event = self._next()
        if not isinstance(event, StreamEndEvent):
            hint = "keep one dataset in a file and delete the `---`"
            self._report(STRUCTURE, event, "a second document starts here", hint)
        return value

    @cached_property
    def _line_starts(self) -> list[int]:
        return line_starts(self._text)

    def _next(self) -> Any:
        self._event_count += 1
        event = self._get_event()
        if self._event_count > MAX_EVENTS:
            raise self._refusal(LIMIT, event, f"the file has more than {MAX_EVENTS:,} values", None)
        return event

    def _value(self, event: Any, at: At, key_range: tuple[int, int] | None, depth: int) -> Any:
        """Returns the value that starts with an event, and notes where it is; `key_range` is where its key is."""
        if isinstance(event, AliasEvent):
            return self._alias(event, at, key_range)
        if event.anchor is not None or event.tag is not None:
            self._report_properties(event)
        if isinstance(event, ScalarEvent):
            return self._scalar(event, at, key_range)
        if depth == MAX_DEPTH:
            raise self._refusal(LIMIT, event, f"more than {MAX_DEPTH} levels of nesting", None)
        value = self._list(at, depth) if isinstance(event, SequenceStartEvent) else self._mapping(at, depth)
        self.locations[at] = ValueLocation(key_range, (event.start_mark.index, self._collection_end))
        return value

    def _alias(self, event: Any, at: At, key_range: tuple[int, int] | None) -> str:
        text = f"*{event.anchor}"
        message = f"`{text}` at the start of a value is an alias, which datasets do not use"
        hint = "to print a `*`, or to start with bold or italic, put the text in quotes"
        self._report(ALIAS, event, message, hint)
        self.locations[at] = ValueLocation(key_range, _range(event), "", text)
        return text

    def _report_properties(self, event: Any) -> None:
        """Reports an anchor or a tag in front of a key or a value."""
        if event.anchor is not None:
            message = f"`&{event.anchor}` at the start of a value is an anchor, which datasets do not use"
            self._report(ALIAS, event, message, "put the text in quotes to print it")
        if event.tag is not None and event.tag != "!":
            message = f"`{event.tag}` is a YAML tag, which datasets do not use"
            self._report(ALIAS, event, message, "put the text in quotes")

    def _scalar(self, event: Any, at: At, key_range: tuple[int, int] | None) -> str:
        is_null = not event.style and event.tag is None and event.value in _NULLS
        value: str = "" if is_null else event.value
        value_range = _range(event)
        if event.style == '"':
            value = self._check_escapes(value, value_range)
        elif not event.style and event.start_mark.line < event.end_mark.line:
            self._check_dashes(at, *value_range)
        if key_range and not value.strip():
            value_range = key_range  # a finding about an empty value points to its key
        self.locations[at] = ValueLocation(key_range, value_range, event.style or "", value)
        return value

    def _check_dashes(self, at: At, start: int, end: int) -> None:
        """Reports the lines of an unquoted value that start as entries of a list do, all of them once."""
        dashes = [match.span("dash") for match in _DASH.finditer(self._text, start, end)]
        if not dashes:
            return
        self.joined.add(at)
        span = span_between(self._line_starts, *dashes[0])
        message = "this line is read as part of the value above it, not as an entry of its own"
        if len(dashes) > 1:
            message = (
                f"this line and {plural(len(dashes) - 1, 'line')} below it are read as part of the value above,"
                " not as entries of their own"
            )
        self.findings.append(Finding.of(DASH, self._file, span, message, _DASH_HINT))

    def _check_escapes(self, value: str, value_range: tuple[int, int]) -> str:
        """Returns a double-quoted value without the unprintable characters that its escapes spell, and reports each."""
        carriage_returns = (index for index, character in enumerate(value) if character == "\r")
        unprintable = sorted([*unprintable_offsets(value), *carriage_returns])
        if not unprintable:
            return value
        offsets = character_offsets(self._text, ValueLocation(None, value_range, '"', value))
        characters = list(value)
        escaped = [
            index for index in unprintable if self._text[offsets[index]] == "\\"
        ]  # others are marks of Word
        for index in escaped:
            characters[index] = " "
        unreported = len(escaped) - MAX_CHARACTER_FINDINGS
        for number, index in enumerate(escaped[:MAX_CHARACTER_FINDINGS], 1):
            message = f"the character {character_name(value[index])} cannot be printed"
            if number == MAX_CHARACTER_FINDINGS and unreported > 0:
                message += f", and neither can {unreported:,} more in this value"
            start = offsets[index]
            span = span_between(self._line_starts, start, start + spelling_width(self._text, start, '"'))
            self.findings.append(Finding.of(CHARACTER, self._file, span, message, "delete it"))
        return "".join(characters)

    def _list(self, at: At, depth: int) -> list[Value]:
        items: list[Value] = []
        while not isinstance(event := self._next(), SequenceEndEvent):
            items.append(self._value(event, (*at, len(items)), None, depth + 1))
        _, self._collection_end = _range(event)
        return items

    def _mapping(self, at: At, depth: int) -> dict[str, Value]:
        entries: dict[str, Value] = {}
        is_list_entry = bool(at) and isinstance(at[-1], int)
        while not isinstance(event := self._next(), MappingEndEvent):
            key = self._key(event, entries, depth, is_list_entry=is_list_entry)
            key_range = _range(event)
            value_event = self._next()
            if key is None or key in entries:
                self._skip(value_event, depth)
            else:
                entries[key] = self._value(value_event, (*at, key), key_range, depth + 1)
        _, self._collection_end = _range(event)
        return entries

    def _key(self, event: Any, entries: dict[str, Value], depth: int, *, is_list_entry: bool) -> str | None:
        """Returns a key, reporting one that the mapping already has; None for a key that is no word."""
        if not isinstance(event, ScalarEvent):
            hint = "text that starts with `[` or `{` needs quotes around it"
            self._report(STRUCTURE, event, "a key must be a word", hint)
            self._skip(event, depth)
            return None
        if event.anchor is not None or event.tag is not None:
            self._report_properties(event)
        key: str = event.value
        if key in entries:
            hint = "delete the second, or join the two values"
            if is_list_entry and key == next(iter(entries)):
                hint = f"if a new entry starts here, write `- {key}: …`; otherwise delete this line"
                self._entry_without_dash = entries
            elif is_list_entry and self._entry_without_dash is entries:
                return key  # the rest of the entry whose dash is missing
            self._report(DUPLICATE, event, f"the key `{key}` is given twice", hint)
        return key

    def _skip(self, event: Any, depth: int) -> None:
        """Passes over a value: its events count, but its locations and findings are dropped."""
        locations, findings, joined = self.locations, self.findings, self.joined
        self.locations, self.findings, self.joined = {}, [], set()
        self._value(event, (), None, depth + 1)
        self.locations, self.findings, self.joined = locations, findings, joined

    def _report(self, code: Code, event: Any, message: str, hint: str | None) -> None:
        self.findings.append(Finding.of(code, self._file, self._span(event), message, hint))

    def _refusal(self, code: Code, event: Any, message: str, hint: str | None) -> Refused:
        return Refused(Finding.of(code, self._file, self._span(event), message, hint))

    def _span(self, event: Any) -> Span:
        """Returns the span of an event, as far as its first line goes."""
        start, end = _range(event)
        return span_between(self._line_starts, start, line_end(self._text, start, end)[0])


def _range(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index
