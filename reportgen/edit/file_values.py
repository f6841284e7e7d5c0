"""The values of a request as a file has them: plain text, with the keys that a dataset knows and no others."""

from collections.abc import Iterable, Mapping
from typing import Any

from reportgen.edit.canonical import on_one_line
from reportgen.edit.errors import Refused
from reportgen.schema.model import Shape
from reportgen.source.characters import LINE_BREAK, mask, without_word_marks
from reportgen.source.spelling import InLines, KeysInLines

MAX_VALUES = 100_000
"""How many values one request may bring: far more than any report has."""

MAX_DEPTH = 12
"""How deep values are nested at most."""


def file_value(value: Any, shape: Shape | None, depth: int = 0) -> Any:
    """Returns a value of a request as the plain text values of a file. Raises Refused for keys that no dataset has."""
    if depth > MAX_DEPTH:
        raise Refused("this value is nested too deep")
    if isinstance(value, Mapping):
        if shape is not None and shape.kind in {"date", "period"}:
            return {key: file_value(value.get(key, ""), None, depth + 1) for key in ("start", "end")}
        keys = shape.keys() if shape else {}
        unknown = [key for key in value if key not in keys]
        if unknown:
            raise Refused(f"a dataset has no `{unknown[0]}` here")
        plain = {
            key: on_one_line(file_value(value[key], keys[key], depth + 1), keys[key])
            for key in keys
            if key in value
        }
        return (mapping_value(plain, shape) if shape else plain) or ""
    if isinstance(value, list):
        if shape is None or shape.item is None or len(value) > MAX_VALUES:
            raise Refused("a list cannot stand here")
        return list_value(
            (on_one_line(file_value(entry, shape.item, depth + 1), shape.item) for entry in value), shape
        )
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else _printable(str(value))


def _printable(text: str) -> str:
    """Returns words without what no file may hold, and without the marks that come along when they are copied from Word."""
    return mask(without_word_marks(LINE_BREAK.sub("\n", text)))


def list_value(entries: Iterable[Any], shape: Shape) -> list[Any]:
    """Returns a list as it is to be written: entries that can have keys stand each on a line, words between brackets."""
    return InLines(entries) if shape.item and shape.item.model else list(entries)


def mapping_value(values: dict[str, Any], shape: Shape) -> dict[str, Any]:
    """Returns a mapping as it is to be written: one that can hold long texts or tables with its keys on lines of their own."""
    holds_much = any(inner.kind in {"text", "mapping"} for inner in shape.keys().values())
    return KeysInLines(values) if holds_much else values
