"""The standard library's `dataclass`, for a program that is started often: its classes are made in a quarter of the time.

To the type checker it is the standard library's own, and frozen classes are frozen. At run time they are not: the library sets
each value of a frozen object through a function, which doubles the time that making one takes, and compiles up to eight methods
for each class. Here one is compiled for all classes of as many values. Not known here are `InitVar`, `field(init=...)`,
`field(hash=...)` and `field(kw_only=...)`. `replace` is the library's too, at a third of its time.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 (this is how a module hands on what it imports)
    from dataclasses import replace as replace  # noqa: PLC0414
else:
    import dataclasses
    from collections.abc import Callable, Sequence
    from functools import cache
    from operator import attrgetter
    from types import CodeType, FunctionType

    def dataclass(cls: Any = None, /, *, frozen: bool = False, eq: bool = True, **options: bool) -> Any:
        """A class of values, with the library's options."""
        if cls is None:
            return lambda each: dataclass(each, frozen=frozen, eq=eq, **options)
        cls.__doc__ = cls.__doc__ or cls.__name__  # the library would look for a signature instead
        own = {*cls.__dict__}
        if cls.__dict__.get("__hash__", 0) is None:  # Python's doing, where `__eq__` is given
            own.discard("__hash__")
        made = dataclasses.dataclass(cls, init=False, repr=False, eq=options.get("order", False), **options)
        fields = dataclasses.fields(made)
        methods = {
            "__init__": _init(made, fields),
            "__repr__": _repr([each.name for each in fields if each.repr]),
        }
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

    class _Maker:
        """Stands for a value that is made anew for each object."""

        def __init__(self, make: Callable[[], Any]) -> None:
            self.make = make

    def _init(cls: Any, fields: Sequence[dataclasses.Field[Any]]) -> Any:
        makers = [
            each.default if each.default_factory is dataclasses.MISSING else _Maker(each.default_factory)
            for each in fields
        ]
        given = [each is not dataclasses.MISSING for each in makers]
        if given != sorted(given):
            raise TypeError(f"{cls.__qualname__}: a value without a default follows one that has one")
        made = tuple(type(each) is _Maker for each in makers)
        code = _pattern(made, settled=hasattr(cls, "__post_init__"))
        names = {f"_{number}": each.name for number, each in enumerate(fields)}
        of, spoken = ("self", *names.values()), tuple(names.get(name, name) for name in code.co_names)
        defaults = tuple(each for each in makers if each is not dataclasses.MISSING)
        init = FunctionType(code.replace(co_varnames=of, co_names=spoken), globals(), "__init__", defaults)
        init.__qualname__ = f"{cls.__qualname__}.__init__"
        return init

    @cache
    def _pattern(made: Sequence[bool], *, settled: bool) -> CodeType:
        """What `__init__` does for values of any names: only compiling takes time, and this is the same for many classes."""
        names = [f"_{number}" for number in range(len(made))]
        lines = [
            f"self.{name} = {name}"
            + (f".make() if {name}.__class__ is _Maker else {name}" if is_made else "")
            for name, is_made in zip(names, made, strict=True)
        ]
        body = "\n ".join([*lines, *(["self.__post_init__()"] if settled else []), "return None"])
        found: dict[str, FunctionType] = {}
        exec(f"def init({', '.join(['self', *names])}):\n {body}", found)  # noqa: S102 (of nothing but numbers)
        return found["init"].__code__

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
