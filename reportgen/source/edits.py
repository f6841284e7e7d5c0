"""Changes to the text of a file that leave everything else as it was: comments, order, quotation marks."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportgen.findings import At, ValuePart
from reportgen.source import Source, read
from reportgen.source.spans import ValueLocation

_SPACES = re.compile(r"(?<=\S)[ \t]+(?=\r?$)", re.MULTILINE)


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Characters of a file from start to end, and what stands in their place."""

    start: int
    end: int
    text: str


def edits(source: Source, at: At, changes: Sequence[tuple[ValuePart, str]]) -> list[Edit]:
    """How a value's text is changed in some of its parts, which do not overlap; in the way in which the value is written."""
    place = source.place(at)
    if place is None or place.style is None:
        return []
    spans = [(_range(part, place.text), text) for part, text in changes]
    if not place.style:
        whole = _changed(place.text, spans)
        if not _stays_plain(whole):
            return [Edit(*place.value, _quoted(whole))]
    return [
        Edit(*source.characters(at, part), _written(text, place))
        for part, text in spans
        if "\n" not in text and part[0] < part[1]
    ]


def trailing_spaces(source: Source) -> list[Edit]:
    """Spaces at the ends of lines that hold more than spaces."""
    return [Edit(*match.span(), "") for match in _SPACES.finditer(source.text)]


def applied(text: str, changes: Iterable[Edit]) -> str:
    """A text with changes made in it; of two that overlap, the first."""
    parts, position = [], 0
    for edit in sorted(changes):
        if edit.start >= position:
            parts += [text[position : edit.start], edit.text]
            position = edit.end
    return "".join([*parts, text[position:]])


def _range(part: ValuePart, text: str) -> tuple[int, int]:
    return part if isinstance(part, tuple) else (0, len(text))


def _changed(text: str, changes: Iterable[tuple[tuple[int, int], str]]) -> str:
    return applied(text, (Edit(*part, new) for part, new in changes))


def _stays_plain(text: str) -> bool:
    """Whether a value can stand without quotation marks, for us and for readers that take `0161` and `no` for other things."""
    if re.fullmatch(r"[-+.0-9_:eExXoO]*", text):
        return False
    again = read(f"key: {text}\nlist: [{text}]", "").data
    return again == {"key": text, "list": [text]}


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _written(text: str, place: ValueLocation) -> str:
    if place.style == "'":
        return text.replace("'", "''")
    return _quoted(text)[1:-1] if place.style == '"' else text
