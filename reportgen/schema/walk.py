"""Ways through a report: every value with its path, and the mappings among them."""

from collections.abc import Iterator

from reportgen.findings import At
from reportgen.schema.model import Model


def parts(value: object, at: At = ()) -> Iterator[tuple[At, Model]]:
    """Every mapping that was given, with its path, outer before inner."""
    for path, inner in nodes(value, at):
        if isinstance(inner, Model):
            yield path, inner


def nodes(value: object, at: At = ()) -> list[tuple[At, object]]:
    """Everything that was given, with its path, outer before inner."""
    found: list[tuple[At, object]] = []
    _gather(value, at, found)
    return found


def _gather(value: object, at: At, found: list[tuple[At, object]]) -> None:
    found.append((at, value))
    if isinstance(value, Model):
        values = value.__dict__
        for key, name in value.names.items():
            if name in values:
                _gather(values[name], (*at, key), found)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _gather(item, (*at, index), found)
