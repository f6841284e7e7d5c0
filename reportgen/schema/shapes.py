"""What the dataset can hold at each path, read off the models without any dataset: for hints, layouts and `private` paths."""

from collections.abc import Iterator, Mapping
from functools import cache

from reportgen.findings import At
from reportgen.schema.model import Shape
from reportgen.schema.models import Report

ROOT = Shape("mapping", Report)


def shape_at(at: At) -> Shape | None:
    """The shape of a place, positions in lists included; None where there can be nothing."""
    shape: Shape | None = ROOT
    for step in at:
        if shape is None:
            return None
        shape = shape.item if isinstance(step, int) else shape.keys().get(step)
    return shape


def keys_at(at: At) -> Mapping[str, Shape]:
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
