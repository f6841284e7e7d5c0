"""Ways through a report: every value with its path, and the texts and lines among them."""

from collections.abc import Iterator

from reportgen.findings import At
from reportgen.prose import Prose
from reportgen.schema.models import Part


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


def nodes(value: object, at: At = ()) -> Iterator[tuple[At, object]]:
    """Everything that was given, with its path, outer before inner."""
    yield at, value
    if isinstance(value, Part):
        fields = type(value).model_fields
        for name in fields:
            if name in value.model_fields_set:
                yield from nodes(getattr(value, name), (*at, fields[name].alias or name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from nodes(item, (*at, index))


def leaves(value: object, at: At = ()) -> Iterator[tuple[At, object]]:
    """Every single value that was given, with its path."""
    for path, inner in nodes(value, at):
        if not isinstance(inner, Part | tuple):
            yield path, inner
