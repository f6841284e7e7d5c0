"""Keeps the comments of a mapping in brackets that gets lines of its own: each goes to the line of its key."""

from collections.abc import Mapping, Sequence
from typing import Any

from reportgen.findings import At
from reportgen.source import Source, read
from reportgen.source.bracket_lists import Brackets
from reportgen.source.characters import line_end, occurrences
from reportgen.source.edits import Edit, apply_edits
from reportgen.source.positions import Positions
from reportgen.source.redact import content_end


def comments_in_brackets(source: Source, at: At) -> dict[str, list[str]]:
    """Returns the comments between the brackets of a mapping by the keys that they are about; nothing for any other value."""
    location, positions = source.location(at), Positions(source)
    if location is None or location.style is not None or source.text[location.value_range[0]] != "{":
        return {}
    start, end = location.value_range[0] + 1, content_end(source, at) - 1
    if not any(source.is_comment(mark) for mark in occurrences("#", source.text, start, end)):
        return {}
    keys = list(_value_at(source.data, at))
    spans = [(positions.key_start((*at, key)), content_end(source, (*at, key))) for key in keys]
    brackets = Brackets(positions, start, end, spans)
    return {
        key: [*around, *_comments_inside(source, span)]
        for key, around, span in zip(keys, brackets.comments(), spans, strict=True)
    }


def with_comments(source: Source, at: At, comments: Mapping[str, Sequence[str]]) -> Source:
    """Returns a file with comments above the keys of a mapping that has lines of its own."""
    positions, edits = Positions(source), list[Edit]()
    for key, words in comments.items():
        if words and source.location((*at, key)) is not None:
            start = positions.key_start((*at, key))
            line = start - positions.column(start)
            before = source.text[line:start]
            indent = before[: len(before) - len(before.lstrip(" "))]
            edits += [Edit(line, line, f"{indent}{comment}{positions.newline}") for comment in words]
    return read(apply_edits(source.text, edits), source.file) if edits else source


def _comments_inside(source: Source, span: tuple[int, int]) -> list[str]:
    """Returns the comments inside a value."""
    comments, end = list[str](), 0
    for mark in occurrences("#", source.text, *span):
        if mark >= end and source.is_comment(mark):
            end = line_end(source.text, mark, span[1])[0]
            comments.append(source.text[mark:end].rstrip())
    return comments


def _value_at(values: Any, at: At) -> Any:
    for step in at:
        values = values[step]
    return values
