"""Environment variables for the programs and libraries that read them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def temporary_variable(name: str, value: str | None) -> Iterator[None]:
    """Sets an environment variable, or with None removes it, until the block ends."""
    before = os.environ.get(name)
    _assign(name, value)
    try:
        yield
    finally:
        _assign(name, before)


def _assign(name: str, value: str | None) -> None:
    if value is None:
        os.environ.pop(name, None)
    else:
        os.environ[name] = value
