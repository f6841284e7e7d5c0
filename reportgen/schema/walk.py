"""Walks through a report: every value with its path, and the mappings among them."""

from collections.abc import Iterator

from reportgen.findings import At
from reportgen.schema.model import Model


def mappings_with_paths(value: object, at: At = ()) -> Iterator[tuple[At, Model]]:
    """Every mapping that the dataset gives, with its path, outer before inner."""
    return ((path, inner) for path, inner in values_with_paths(value, at) if isinstance(inner, Model))


def values_with_paths(value: object, at: At = ()) -> list[tuple[At, object]]:
    """Every value that the dataset gives, with its path, outer before inner: mappings, lists and single values."""
    values: list[tuple[At, object]] = []
    _collect(value, at, values)
    return values


def _collect(value: object, at: At, values: list[tuple[At, object]]) -> None:
    values.append((at, value))
    if isinstance(value, Model):
        given = value.given
        for key, name in value.names.items():
            if name in given:
                _collect(getattr(value, name), (*at, key), values)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _collect(item, (*at, index), values)
