"""Takes private values out of the text of a dataset; all other lines stay as they are."""

from collections.abc import Iterator, Sequence
from typing import Any

from reportgen.findings import At
from reportgen.source import Source, read
from reportgen.source.characters import line_end
from reportgen.source.edits import Edit, apply_edits
from reportgen.startup.patterns import lazy_pattern

_EMPTY_VALUE = '""'

_COLON = lazy_pattern(r"\s*:")
"""Finds the colon of a key; in brackets and behind `?` a key without a value needs none."""


def redacted(source: Source, private: Sequence[At]) -> str:
    """Returns the text of a file without the values at some paths; a value with lines of its own leaves no line.

    Raises ValueError where the text would not say the same in everything else.
    """
    text = apply_edits(source.text, (edit for at in private for edit in _edits(source, at)))
    expected = _without(source.data, (), frozenset(private))
    if _without_empty(read(text, source.file).data) != _without_empty(expected):
        raise ValueError(f"{source.file} cannot be given away without what is private in it")
    return text


def _edits(source: Source, at: At) -> Iterator[Edit]:
    location = source.location(at)
    if location is None or (location.style is not None and not location.text):
        return
    value_start = location.value_range[0]
    start = location.key_range[0] if location.key_range else value_start
    end = content_end(source, at)
    line_start = source.text.rfind("\n", 0, start) + 1
    line_stop, next_line = line_end(source.text, end, len(source.text))
    ends_line = source.text[end:line_stop].strip()[:1] in {"", "#"}
    if ends_line and not source.text[line_start:start].strip(" "):
        yield Edit(line_start, next_line, "")
    else:
        yield Edit(value_start, line_stop if ends_line else end, _EMPTY_VALUE)


def content_end(source: Source, at: At) -> int:
    """Returns where a value's last character ends; the parser's own end takes in blank lines and comments."""
    location = source.location(at)
    if location is None:
        return 0
    start, end = location.value_range
    steps = _steps_below(source.data, at)
    if location.style is None and steps and source.text[start] not in "{[":
        return max(content_end(source, (*at, step)) for step in steps)
    if location.value_range == location.key_range:  # no value is written behind the key
        colon = _COLON.match(source.text, end)
        return colon.end() if colon else end
    return start + len(source.text[start:end].rstrip())


def _steps_below(value: Any, at: At) -> list[str | int]:
    """Returns the keys or list positions that a value at a path has."""
    for step in at:
        value = value[step]
    if isinstance(value, dict):
        return list(value)
    return list(range(len(value))) if isinstance(value, list) else []


def _without(value: Any, at: At, removed: frozenset[At]) -> Any:
    """Returns a copy of values in which those at some paths are empty; `at` is the path of `value`."""
    if at in removed:
        return ""
    if isinstance(value, dict):
        return {key: _without(child, (*at, key), removed) for key, child in value.items()}
    if isinstance(value, list):
        return [_without(child, (*at, index), removed) for index, child in enumerate(value)]
    return value


def _without_empty(value: Any) -> Any:
    """Returns values without those that are empty, however deep they are, and without spaces around the others."""
    if isinstance(value, dict):
        return {key: rest for key, child in value.items() if (rest := _without_empty(child))}
    if isinstance(value, list):
        return [rest for child in value if (rest := _without_empty(child))]
    return value.strip() if value else ""
