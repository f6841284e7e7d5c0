"""What the dataset can hold at each path, read off the models without any dataset: for hints, layouts and `private` paths."""

import types
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

from reportgen.dataclass import dataclass
from reportgen.findings import At
from reportgen.prose import Prose
from reportgen.schema.models import Part, Report
from reportgen.schema.values import Date, EmailAddress, Period, WebAddress

Kind: TypeAlias = Literal[
    "line", "choice", "email", "url", "text", "count", "truth", "date", "period", "list", "mapping"
]
_LEAVES: dict[Any, Kind] = {
    str: "line",
    EmailAddress: "email",
    WebAddress: "url",
    Prose: "text",
    int: "count",
    bool: "truth",
    Date: "date",
    Period: "period",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """One place of the dataset: its kind, the model of a mapping, and the shape of a list's items."""

    kind: Kind
    model: type[Part] | None = None
    item: "Shape | None" = None

    def keys(self) -> dict[str, "Shape"]:
        """The keys of a mapping with their shapes; nothing for other kinds."""
        return _keys(self.model) if self.model else {}

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


@cache
def _keys(model: type[Part]) -> dict[str, Shape]:
    return {field.alias or name: _shape(field.annotation) for name, field in model.model_fields.items()}


def _shape(annotation: Any) -> Shape:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _shape(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        return _shape(next(part for part in get_args(annotation) if part is not type(None)))
    if origin is tuple:
        return Shape("list", item=_shape(get_args(annotation)[0]))
    if origin is Literal:
        return Shape("choice")
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return Shape("mapping", annotation)
    return Shape(_LEAVES[annotation])


ROOT = Shape("mapping", Report)


def shape_at(at: At) -> Shape | None:
    """The shape of a place, positions in lists included; None where there can be nothing."""
    shape: Shape | None = ROOT
    for step in at:
        if shape is None:
            return None
        shape = shape.item if isinstance(step, int) else shape.keys().get(step)
    return shape


def keys_at(at: At) -> dict[str, Shape]:
    """The keys that can stand in a place; none where no mapping can stand."""
    shape = shape_at(at)
    return shape.keys() if shape else {}


@cache
def homes() -> dict[str, tuple[str, ...]]:
    """Where each key can stand: the paths of its parents, positions in lists left out."""
    found: dict[str, tuple[str, ...]] = {}
    for path, _ in paths():
        parent, _, key = path.rpartition(".")
        found[key] = (*found.get(key, ()), parent)
    return found


def paths(shape: Shape = ROOT, prefix: str = "") -> Iterator[tuple[str, Shape]]:
    """Every path of the dataset in dotted form, positions in lists left out."""
    for key, inner in shape.keys().items():
        yield prefix + key, inner
        holder = inner.item if inner.kind == "list" and inner.item else inner
        yield from paths(holder, f"{prefix}{key}.")


def nearest(word: str, known: list[str]) -> str | None:
    """The known word most like one that is not known, if any is like it."""
    from difflib import get_close_matches

    lowered = {name.lower().replace("_", " "): name for name in reversed(known)}
    matches = get_close_matches(word.lower().replace("_", " ").replace("-", " "), lowered, 1, 0.6)
    return lowered[matches[0]] if matches else None
