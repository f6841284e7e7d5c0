"""Plain values from the events of the YAML parser."""

import re
from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from reportgen.findings import At, Code, Finding, Span
from reportgen.source.characters import BREAK, SUSPECT, line_starts, masked, named, stretch, unprintable
from reportgen.source.codes import (
    ALIAS,
    CHARACTER,
    DASH,
    DUPLICATE,
    EMPTY,
    LIMIT,
    MAX_DEPTH,
    MAX_EVENTS,
    STRUCTURE,
)
from reportgen.source.spans import ValueLocation, offsets, width

_DASH = re.compile(r"[\r\n][ \t]*(?P<dash>[-*•] )")
_DASH_HINT = "bring its dash in line with the other entries; for a list in text, write `|` behind the key"

Value: TypeAlias = "str | list[Value] | dict[str, Value]"


class Refused(Exception):
    """Reading stops here: the finding says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class Builder:
    """Plain values from the parser's events, refusing what datasets do not use; `record` is told each value's place."""

    def __init__(
        self, file: str, text: str, record: Callable[[At, ValueLocation], None] | None = None
    ) -> None:
        self.file = file
        self.text = text
        self.findings: list[Finding] = []
        self._record = record
        self._events = 0
        self._entry: dict[str, Value] | None = None
        self._event = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text).get_event

    def build(self) -> dict[str, Value]:
        """The mapping at the top of the file. Raises Refused, or yaml's errors of syntax."""
        self._next()
        event = self._next()
        if isinstance(event, StreamEndEvent):
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
        if not isinstance(event, StreamEndEvent):
            message = "a second document starts here"
            hint = "keep one dataset in a file and delete the `---`"
            self._find(STRUCTURE, event, message, hint)
        return value

    @cached_property
    def _starts(self) -> list[int]:
        return line_starts(self.text)

    def _next(self) -> Any:
        self._events += 1
        event = self._event()
        if self._events > MAX_EVENTS:
            raise self._refusal(LIMIT, event, f"the file has more than {MAX_EVENTS:,} values", None)
        return event

    def _value(self, event: Any, at: At, key: tuple[int, int] | None, depth: int) -> Any:
        kind = type(event)
        if kind is AliasEvent:
            message = f"`*{event.anchor}` at the start of a value is an alias, which datasets do not use"
            self._find(
                ALIAS,
                event,
                message,
                "to print a `*`, or to start with bold or italic, put the text in quotes",
            )
            text = f"*{event.anchor}"
            if self._record:
                self._record(at, ValueLocation(key, (event.start_mark.index, event.end_mark.index), "", text))
            return text
        self._check_properties(event)
        if kind is ScalarEvent:
            return self._scalar(event, at, key)
        if depth == MAX_DEPTH:
            raise self._refusal(LIMIT, event, f"more than {MAX_DEPTH} levels of nesting", None)
        value = self._list(at, depth) if kind is SequenceStartEvent else self._mapping(at, depth)
        if self._record:
            self._record(at, ValueLocation(key, (event.start_mark.index, self._last)))
        return value

    def _check_properties(self, event: Any) -> None:
        """Complain of an anchor or a tag in front of a key or a value."""
        if event.anchor is not None:
            message = f"`&{event.anchor}` at the start of a value is an anchor, which datasets do not use"
            self._find(ALIAS, event, message, "put the text in quotes to print it")
        if event.tag is not None and event.tag != "!":
            message = f"`{event.tag}` is a YAML tag, which datasets do not use"
            self._find(ALIAS, event, message, "put the text in quotes")

    def _scalar(self, event: Any, at: At, key: tuple[int, int] | None) -> str:
        value: str = event.value
        span = (event.start_mark.index, event.end_mark.index)
        if event.style == '"' and ("\r" in value or SUSPECT.search(value)):
            value = self._escaped(value, span)
        elif not event.style and event.start_mark.line < event.end_mark.line:
            self._check_dashes(*span)
        if self._record:
            self._record(
                at, ValueLocation(key, span if value.strip() or not key else key, event.style or "", value)
            )
        return value

    def _check_dashes(self, start: int, end: int) -> None:
        """Complain of lines of an unquoted value that start as entries of a list do."""
        for match in _DASH.finditer(self.text, start, end):
            place = stretch(self._starts, *match.span("dash"))
            message = "this line is read as part of the value above it, not as an entry of its own"
            self.findings.append(Finding.of(DASH, self.file, place, message, _DASH_HINT))

    def _escaped(self, value: str, span: tuple[int, int]) -> str:
        """A quoted value whose escapes spell unprintable characters: reported where they stand, and taken out."""
        bad = sorted([*unprintable(value), *(place for place, letter in enumerate(value) if letter == "\r")])
        places = offsets(self.text, ValueLocation(None, span, '"', value))
        for position in bad:
            message = f"the character {named(value[position])} cannot be printed"
            start = places[position]
            place = stretch(self._starts, start, start + width(self.text, start, '"'))
            self.findings.append(Finding.of(CHARACTER, self.file, place, message, "delete it"))
        return masked(value).replace("\r", " ") if bad else value

    def _list(self, at: At, depth: int) -> list[Value]:
        items: list[Value] = []
        event: Any = self._next()
        while type(event) is not SequenceEndEvent:
            value = self._value(event, (*at, len(items)), None, depth + 1)
            items.append(value)
            event = self._next()
        self._last = _index(event.end_mark)
        return items

    def _mapping(self, at: At, depth: int) -> dict[str, Value]:
        entries: dict[str, Value] = {}
        event: Any = self._next()
        while type(event) is not MappingEndEvent:
            key = self._key(event, entries, depth, in_list=bool(at) and isinstance(at[-1], int))
            start, end = event.start_mark.index, event.end_mark.index
            value_event = self._next()
            if key is None or key in entries:
                self._skip(value_event, depth)
            else:
                entries[key] = self._value(value_event, (*at, key), (start, end), depth + 1)
            event = self._next()
        self._last = _index(event.end_mark)
        return entries

    def _key(self, event: Any, entries: dict[str, Value], depth: int, *, in_list: bool) -> str | None:
        if type(event) is not ScalarEvent:
            message = "a key must be a word"
            self._find(STRUCTURE, event, message, "text that starts with `[` or `{` needs quotes around it")
            self._skip(event, depth)
            return None
        self._check_properties(event)
        key: str = event.value
        if key in entries:
            hint = "delete the second, or join the two values"
            if in_list and key == next(iter(entries)):
                hint = f"if a new entry starts here, write `- {key}: …`; otherwise delete this line"
                self._entry = entries
            elif in_list and self._entry is entries:
                return key  # the rest of an entry whose dash is missing
            self._find(DUPLICATE, event, f"the key `{key}` is given twice", hint)
        return key

    def _skip(self, event: Any, depth: int) -> None:
        """Pass over a value that is not wanted, still counting what is in it and reporting nothing of it."""
        record, self._record = self._record, None
        findings = len(self.findings)
        self._value(event, (), None, depth + 1)
        del self.findings[findings:]
        self._record = record

    def _find(self, code: Code, event: Any, message: str, hint: str | None) -> None:
        self.findings.append(Finding.of(code, self.file, self._span(event), message, hint))

    def _refusal(self, code: Code, event: Any, message: str, hint: str | None) -> Refused:
        return Refused(Finding.of(code, self.file, self._span(event), message, hint))

    def _span(self, event: Any) -> Span:
        starts = self._starts
        start, end = event.start_mark.index, event.end_mark.index
        found = BREAK.search(self.text, start, end)
        return stretch(starts, start, found.start() if found else end)


def _index(mark: Any) -> int:
    return int(mark.index)
