"""The standard library's `dataclass`, for a program that is started often: its classes are made in half the time.

To the type checker it is the standard library's own, and frozen classes are frozen. At run time they are not: the library sets
each value of a frozen object through a function, which doubles the time that making one takes, and compiles up to eight methods
for each class, where one is enough. Not known here are `field(hash=...)` and `field(kw_only=...)`. `replace` is the library's
too, at a third of its time.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 (this is how a module hands on what it imports)
    from dataclasses import replace as replace  # noqa: PLC0414
else:
    import dataclasses
    from collections.abc import Callable, Sequence
    from operator import attrgetter

    def dataclass(cls: Any = None, /, *, frozen: bool = False, eq: bool = True, **options: bool) -> Any:
        """A class of values, with the library's options."""
        if cls is None:
            return lambda each: dataclass(each, frozen=frozen, eq=eq, **options)
        cls.__doc__ = cls.__doc__ or cls.__name__  # the library would look for a signature instead
        own = {*cls.__dict__}
        if cls.__dict__.get("__hash__", 0) is None:  # Python's doing, where `__eq__` is given
            own.discard("__hash__")
        made = dataclasses.dataclass(cls, repr=False, eq=options.get("order", False), **options)
        fields = dataclasses.fields(made)
        methods = {"__repr__": _repr([each.name for each in fields if each.repr])}
        if eq:
            values = _values([each.name for each in fields if each.compare])
            methods |= {"__eq__": _eq(values), "__hash__": _hash(values) if frozen else None}
        for name in methods.keys() - own:
            setattr(made, name, methods[name])
        return made

    def replace(each: Any, /, **changes: Any) -> Any:
        """An object with some values changed."""
        for name in each.__match_args__:
            if name not in changes:
                changes[name] = getattr(each, name)
        return each.__class__(**changes)

    def _values(names: Sequence[str]) -> Callable[[Any], Any]:
        """A function that gives the values by which an object is compared."""
        return attrgetter(*names) if names else lambda _: ()

    def _repr(names: Sequence[str]) -> Any:
        def represent(self: Any) -> str:
            values = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
            return f"{type(self).__qualname__}({values})"

        return represent

    def _eq(values: Callable[[Any], Any]) -> Any:
        def equal(self: Any, other: Any) -> Any:
            return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

        return equal

    def _hash(values: Callable[[Any], Any]) -> Any:
        return lambda self: hash(values(self))
