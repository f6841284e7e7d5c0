"""Ways through a report: every value with its path, and the texts and lines among them."""

from collections.abc import Iterator

from reportgen.findings import At
from reportgen.prose import Prose
from reportgen.schema.part import Part


def parts(value: object, at: At = ()) -> Iterator[tuple[At, Part]]:
    """Every mapping that was given, with its path, outer before inner."""
    for path, inner in nodes(value, at):
        if isinstance(inner, Part):
            yield path, inner


def texts(value: object, at: At = ()) -> Iterator[tuple[At, Prose]]:
    """Every text field that was given, with its path."""
    for path, inner in nodes(value, at):
        if isinstance(inner, Prose):
            yield path, inner


def lines(value: object, at: At = ()) -> Iterator[tuple[At, str]]:
    """Every line that was given, with its path."""
    for path, inner in nodes(value, at):
        if isinstance(inner, str):
            yield path, inner


def nodes(value: object, at: At = ()) -> list[tuple[At, object]]:
    """Everything that was given, with its path, outer before inner."""
    found: list[tuple[At, object]] = []
    _gather(value, at, found)
    return found


def _gather(value: object, at: At, found: list[tuple[At, object]]) -> None:
    found.append((at, value))
    if isinstance(value, Part):
        values = value.__dict__
        for key, name in value.names.items():
            if name in values:
                _gather(values[name], (*at, key), found)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _gather(item, (*at, index), found)
