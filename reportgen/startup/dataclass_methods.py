"""Writes the methods of dataclasses when they are first called: `build` to Word takes a fifth fewer steps.

The library compiles up to ten methods for each class from their text, and a run calls few of them. From Python 3.13 on it
compiles all of a class in one go, which is left as it is.
"""

import dataclasses
from collections.abc import Callable
from typing import Any

from reportgen.startup import is_plain


def defer() -> None:
    """Lets the classes that are made from now on have such methods."""
    create = getattr(dataclasses, "_create_fn", None)
    if create is not None and not is_plain():
        dataclasses._create_fn = _deferred(create)  # type: ignore[attr-defined]  # noqa: SLF001 (there is no public way)


def _deferred(create: Callable[..., Any]) -> Callable[..., Any]:
    """Returns what creates a method that creates the real one, and puts that in its place, when it is called."""

    def create_deferred(name: str, *arguments: Any, **options: Any) -> Any:
        real: Any = None

        def method(self: Any, *values: Any, **named_values: Any) -> Any:
            nonlocal real
            if real is None:
                real = create(name, *arguments, **options)
                real.__qualname__ = method.__qualname__
                for owner in type(self).__mro__:
                    if vars(owner).get(name) is method:
                        setattr(owner, name, real)
            return real(self, *values, **named_values)

        method.__name__ = name
        return method

    return create_deferred
