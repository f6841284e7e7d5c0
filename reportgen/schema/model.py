"""What datasets are made of: shapes of values, and mappings whose keys have them.

Models are written as classes with annotations, as pydantic's are, and read off once. Pydantic itself would be half of what
`reportgen validate` takes (100 ms to load, and 40 to prepare the models), and its faults would have to be taken out of a copy
round by round until what is left is sound.
"""

import types
from collections.abc import Callable, KeysView, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal, TypeAlias, Union, get_args, get_origin

Kind: TypeAlias = Literal[
    "line", "choice", "email", "url", "text", "count", "truth", "date", "period", "list", "mapping"
]
SCALAR: Mapping[str, Any] = {"type": ["string", "number", "boolean"]}
"""A line in JSON Schema: other readers of YAML take `01234`, `no` and `1.5` for numbers and truth values."""


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """Marks the type of a single value: its kind, the function that reads it or raises Misread, and its JSON Schema."""

    kind: Kind
    read: Callable[[Any], Any]
    schema: Mapping[str, Any] = field(default_factory=lambda: SCALAR)


@dataclass(frozen=True, slots=True, eq=False)
class OnOneLine:
    """Marks a mapping or list in whose place one line can stand; `whole` makes of it what it stands for."""

    whole: Callable[[str], Any]
    schema: Mapping[str, Any] = field(default_factory=lambda: SCALAR)


@dataclass(frozen=True, slots=True, eq=False)
class WithBlanks:
    """Marks a list in which a blank entry counts."""


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """One place of the dataset: its kind, and the model of a mapping, the shape of a list's items, or the words of a choice."""

    kind: Kind
    model: "type[Model] | None" = None
    item: "Shape | None" = None
    choices: tuple[str, ...] = ()
    leaf: Leaf | None = None
    line: OnOneLine | None = None
    blanks: bool = False

    def keys(self) -> "Mapping[str, Shape]":
        """The keys of a mapping with their shapes; nothing for other kinds."""
        return self.model.shapes if self.model else {}

    def words(self) -> str:
        """What stands here, for a sentence."""
        named: dict[Kind, str] = {
            "line": "a line",
            "choice": "one word of a few",
            "count": "a number",
            "truth": "yes or no",
            "mapping": "keys and values",
        }
        return named.get(self.kind, f"a {self.kind}")


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """A key of a mapping: what it holds when it is left out, what it is about, and an example. Without `key` it has its name.

    `required` keys are checked once all is read, so that one missing value hides no other fault.
    """

    default: Any
    about: str
    example: Any
    required: bool = False
    key: str = ""


class Model:
    """A mapping of the dataset. `from_line` names the key that a single line in its place stands for.

    What was not given is what its field has as default, one object for all: nothing of a report ever changes.
    """

    from_line: ClassVar[str | None] = None
    fields: ClassVar[Mapping[str, Field]] = {}
    """By the names of the attributes."""

    shapes: ClassVar[Mapping[str, Shape]] = {}
    """By the keys of the dataset."""

    names: ClassVar[Mapping[str, str]] = {}
    """The names of the attributes by the keys of the dataset."""

    required: ClassVar[Mapping[str, str]] = {}
    """Of these, those whose fields are required."""

    def __init_subclass__(cls) -> None:
        """Read off the fields: those of the class above it first."""
        own = {name: value for name, value in cls.__dict__.items() if isinstance(value, Field)}
        keys = {each.key or name: name for name, each in own.items()}
        cls.fields = {**cls.fields, **own}
        cls.names = {**cls.names, **keys}
        cls.required = {**cls.required, **{key: name for key, name in keys.items() if own[name].required}}
        cls.shapes = {
            **cls.shapes,
            **{key: shape_of(cls.__annotations__[name]) for key, name in keys.items()},
        }
        for name, each in own.items():
            setattr(cls, name, each.default)

    def __init__(self, values: Mapping[str, Any] | None = None) -> None:
        self.__dict__.update(values or {})

    @property
    def given(self) -> KeysView[str]:
        """The names of the fields that the dataset has."""
        return self.__dict__.keys()

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    __hash__ = None  # type: ignore[assignment]  # lists of texts are inside

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.__dict__!r})"

    def line(self, _: str = "en-GB", /) -> str:
        """The mapping on one line, for those that can stand on one, with the words of a language."""
        raise NotImplementedError(type(self).__name__)


def shape_of(annotation: Any) -> Shape:
    """The shape of an annotated type."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _marked(*arguments)
    if origin in (Union, types.UnionType):
        return shape_of(next(part for part in arguments if part is not types.NoneType))
    if origin is tuple:
        return Shape("list", item=shape_of(arguments[0]))
    if origin is Literal:
        return Shape("choice", choices=arguments)
    return Shape("mapping", annotation)


def _marked(annotation: Any, *marks: object) -> Shape:
    if isinstance(marks[0], Leaf):
        return Shape(marks[0].kind, leaf=marks[0])
    plain = shape_of(annotation)
    line = next((mark for mark in marks if isinstance(mark, OnOneLine)), None)
    blanks = any(isinstance(mark, WithBlanks) for mark in marks)
    return Shape(plain.kind, plain.model, plain.item, plain.choices, line=line, blanks=blanks)
