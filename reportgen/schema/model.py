"""The base of the dataset's models: a mapping whose annotated keys have shapes.

Models are written as pydantic's are, but pydantic is not used: it takes long to import, and it gives no model of a dataset in
which anything is wrong, while here one faulty value leaves the rest of the report usable.
"""

import dataclasses
import types
from collections.abc import Callable, KeysView, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar, Literal, TypeAlias, Union, get_args, get_origin

Kind: TypeAlias = Literal[
    "line", "choice", "email", "url", "figure", "text", "count", "truth", "date", "period", "list", "mapping"
]
SCALAR: Mapping[str, Any] = {"type": ["string", "number", "boolean"]}
"""A line in JSON Schema: other readers of YAML take `01234`, `no` and `1.5` for numbers and truth values."""

_UNIONS = (Union, types.UnionType)


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """Marks the type of a single value: its kind, the function that reads it or raises Misread, and its JSON Schema.

    `empty` stands for a value that is left out.
    """

    kind: Kind
    read: Callable[[Any], Any]
    schema: Mapping[str, Any] = dataclasses.field(default_factory=lambda: SCALAR)
    empty: Any = ""


@dataclass(frozen=True, slots=True, eq=False)
class OnOneLine:
    """Marks a mapping or list in whose place one line can stand; `expand` returns the mapping or list that the line means.

    `key` is the key whose value the line gives, if it is always the same; `ranges` returns where the entries of a list start
    and end in the line.
    """

    expand: Callable[[str], Any]
    schema: Mapping[str, Any] = dataclasses.field(default_factory=lambda: SCALAR)
    key: str = ""
    ranges: Callable[[str], list[tuple[int, int]]] | None = None


def line_for(key: str) -> OnOneLine:
    """Lets one line stand for a mapping that has this key alone."""
    return OnOneLine(lambda line: {key: line}, key=key)


def line_for_list(
    ranges: Callable[[str], list[tuple[int, int]]], schema: Mapping[str, Any] = SCALAR
) -> OnOneLine:
    """Lets one line stand for a list; `ranges` returns where its entries start and end in the line."""
    return OnOneLine(lambda line: [line[start:end] for start, end in ranges(line)], schema, ranges=ranges)


@dataclass(frozen=True, slots=True, eq=False)
class WithBlanks:
    """Marks a list in which a blank entry counts, such as the cells of a row."""


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """What can stand at one path: its kind, and the model of a mapping, the shape of a list's items, or the words of a choice."""

    kind: Kind
    model: "type[Model] | None" = None
    item: "Shape | None" = None
    choices: tuple[str, ...] = ()
    leaf: Leaf | None = None
    one_line: OnOneLine | None = None
    keeps_blanks: bool = False

    def keys(self) -> "Mapping[str, Shape]":
        """The keys of a mapping with their shapes; nothing for other kinds."""
        return self.model.shapes if self.model else {}

    def description(self) -> str:
        """The kind of value in words that fit a sentence: `a line`, `keys and values`."""
        descriptions: dict[Kind, str] = {
            "line": "a line",
            "choice": "one word of a few",
            "count": "a number",
            "figure": "the id of a picture",
            "truth": "yes or no",
            "mapping": "keys and values",
        }
        return descriptions.get(self.kind, f"a {self.kind}")


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """A key of a mapping: what it is about, an example, and what it holds when it is left out.

    Without a `default` that is the empty value of its type. The key is the name of the attribute unless `key` says otherwise.
    Whether `required` keys are there is checked once all is read, so that one missing value hides no other fault.
    """

    about: str
    example: Any
    required: bool = False
    default: Any = None
    key: str = ""


def field(about: str, example: object, *, required: bool = False, default: Any = None, key: str = "") -> Any:
    """A field, for the right side of an annotated attribute of a model."""
    return Field(about, example, required, default, key)


class Model:
    """A mapping of the dataset.

    An attribute that the dataset leaves out has its field's default. All instances share that one object, since nothing changes
    a report.
    """

    fields: ClassVar[Mapping[str, Field]] = {}
    """The fields by the names of the attributes."""

    shapes: ClassVar[Mapping[str, Shape]] = {}
    """The shapes by the keys of the dataset."""

    names: ClassVar[Mapping[str, str]] = {}
    """The names of the attributes by the keys of the dataset."""

    required: ClassVar[Mapping[str, str]] = {}
    """The part of `names` whose fields are required."""

    keys_on_line: ClassVar[tuple[str, ...]] = ()
    """The keys whose values `as_line` shows; none where the mapping cannot stand on one line."""

    one_of: ClassVar[tuple[str, ...]] = ()
    """Keys of which at least one is required."""

    def __init_subclass__(cls) -> None:
        """Collects the fields of the class behind those of its base, and puts their defaults in their place."""
        own_fields = {name: value for name, value in cls.__dict__.items() if isinstance(value, Field)}
        own_names = {field.key or name: name for name, field in own_fields.items()}
        own_shapes = {key: shape_of(cls.__annotations__[name]) for key, name in own_names.items()}
        cls.fields = {**cls.fields, **own_fields}
        cls.names = {**cls.names, **own_names}
        cls.required = {key: name for key, name in cls.names.items() if cls.fields[name].required}
        cls.shapes = {**cls.shapes, **own_shapes}
        for name, field in own_fields.items():
            setattr(cls, name, field.default or _empty(cls.__annotations__[name]))

    def __init__(self, values: Mapping[str, Any] | None = None) -> None:
        self.__dict__.update(values or {})

    @property
    def given(self) -> KeysView[str]:
        """The names of the attributes that the dataset gives."""
        return self.__dict__.keys()

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    __hash__ = None  # type: ignore[assignment]  # lists of texts are inside

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.__dict__!r})"

    def as_line(self, _: str = "en-GB", /) -> str:
        """The mapping written on one line in a language; models that cannot stand on one line raise NotImplementedError."""
        raise NotImplementedError(type(self).__name__)


def _empty(annotation: Any) -> Any:
    """What stands for a value of an annotated type that is left out: None only where the type allows it."""
    if get_origin(annotation) in _UNIONS:
        return None
    shape = shape_of(annotation)
    if shape.model:
        return shape.model()
    if shape.leaf:
        return shape.leaf.empty
    return () if shape.item else ""


def shape_of(annotation: Any) -> Shape:
    """The shape of an annotated type."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _marked_shape(*arguments)
    if origin in _UNIONS:
        return shape_of(next(argument for argument in arguments if argument is not types.NoneType))
    if origin is tuple:
        return Shape("list", item=shape_of(arguments[0]))
    if origin is Literal:
        return Shape("choice", choices=arguments)
    return Shape("mapping", annotation)


def _marked_shape(annotation: Any, *marks: object) -> Shape:
    if isinstance(marks[0], Leaf):
        return Shape(marks[0].kind, leaf=marks[0])
    one_line = next((mark for mark in marks if isinstance(mark, OnOneLine)), None)
    keeps_blanks = any(isinstance(mark, WithBlanks) for mark in marks)
    return replace(shape_of(annotation), one_line=one_line, keeps_blanks=keeps_blanks)
