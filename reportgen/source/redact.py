"""A dataset without some of its values, for those who may not see them: all other lines stay as they are."""

from collections.abc import Iterator, Sequence
from typing import Any

from reportgen.findings import At
from reportgen.source import Source, read
from reportgen.source.characters import BREAK
from reportgen.source.edits import Edit, applied

_NOTHING = '""'


def redacted(source: Source, private: Sequence[At]) -> str:
    """The text of a file without the values at some paths; what stood in lines of its own leaves no line.

    Raises ValueError where the text would not say the same in everything else.
    """
    text = applied(source.text, (edit for at in private for edit in _edits(source, at)))
    if _said(read(text, source.file).data) != _said(_without(source.data, (), frozenset(private))):
        raise ValueError(f"{source.file} cannot be given away without what is private in it")
    return text


def _edits(source: Source, at: At) -> Iterator[Edit]:
    place = source.place(at)
    if place is None or (place.style is not None and not place.text):
        return
    start, end = place.key[0] if place.key else place.value[0], _end(source, at)
    line = source.text.rfind("\n", 0, start) + 1
    after = BREAK.search(source.text, end)
    close, behind = after.span() if after else (len(source.text), len(source.text))
    alone = source.text[end:close].strip()[:1] in {"", "#"}
    if alone and not source.text[line:start].strip(" "):
        yield Edit(line, behind, "")
    else:
        yield Edit(place.value[0], close if alone else end, _NOTHING)


def _end(source: Source, at: At) -> int:
    """Where the last of a value's characters stands; the parser's own end takes in blank lines and comments."""
    place = source.place(at)
    if place is None:
        return 0
    start, end = place.value
    inner = _inner(source.data, at)
    if place.style is None and inner and source.text[start] not in "{[":
        return max(_end(source, (*at, step)) for step in inner)
    if place.value == place.key:  # nothing stands behind the key
        return source.text.index(":", end) + 1
    return start + len(source.text[start:end].rstrip())


def _inner(value: Any, at: At) -> list[str | int]:
    for step in at:
        value = value[step]
    if isinstance(value, dict):
        return list(value)
    return list(range(len(value))) if isinstance(value, list) else []


def _without(value: Any, at: At, gone: frozenset[At]) -> Any:
    """Values without those at some paths."""
    if at in gone:
        return ""
    if isinstance(value, dict):
        return {key: _without(inner, (*at, key), gone) for key, inner in value.items()}
    if isinstance(value, list):
        return [_without(inner, (*at, index), gone) for index, inner in enumerate(value)]
    return value


def _said(value: Any) -> Any:
    """What values say: what is empty says nothing."""
    if isinstance(value, dict):
        return {key: said for key, inner in value.items() if (said := _said(inner))}
    if isinstance(value, list):
        return [said for inner in value if (said := _said(inner))]
    return value.strip() if value else ""
