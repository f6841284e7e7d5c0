"""Replaces parts of the engine for as long as it works for us."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def replaced(owner: Any, **replacements: Any) -> Iterator[None]:
    """Gives a module or class other attributes for a `with` block, and its own ones back behind it."""
    own = {name: getattr(owner, name) for name in replacements}
    _set(owner, replacements)
    try:
        yield
    finally:
        _set(owner, own)


def _set(owner: Any, attributes: dict[str, Any]) -> None:
    for name, value in attributes.items():
        setattr(owner, name, value)
