"""The shapes that a dataset can have at each path, read off the models alone: for hints, layouts and `private` paths."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from reportgen.findings import At
from reportgen.schema.model import Shape
from reportgen.schema.models import Report

REPORT_SHAPE = Shape("mapping", Report)
MAX_NEAREST = 20
"""How many unknown words of a kind get a hint with the nearest known one: it takes time to find."""


def shape_at(at: At) -> Shape | None:
    """The shape at a path, positions in lists included; None where there can be nothing."""
    shape: Shape | None = REPORT_SHAPE
    for step in at:
        if shape is None:
            return None
        shape = shape.item if isinstance(step, int) else shape.keys().get(step)
    return shape


def with_lists_expanded(value: Any, shape: Shape | None = REPORT_SHAPE) -> Any:
    """The values of a dataset with each list that is written on one line as the list that it stands for."""
    if isinstance(value, dict):
        keys = shape.keys() if shape else {}
        return {key: with_lists_expanded(inner, keys.get(key)) for key, inner in value.items()}
    if isinstance(value, list):
        return [with_lists_expanded(entry, shape.item if shape else None) for entry in value]
    one_line = shape.one_line if shape else None
    return one_line.expand(value) if one_line and one_line.ranges else value


def keys_at(at: At) -> Mapping[str, Shape]:
    """The keys that can stand at a path with their shapes; none where no mapping can stand."""
    shape = shape_at(at)
    return shape.keys() if shape else {}


@cache
def parents_by_key() -> dict[str, tuple[str, ...]]:
    """The dotted paths of the mappings in which each key can stand; that of the whole dataset is empty."""
    parents: dict[str, tuple[str, ...]] = {}
    for path, _ in paths_with_shapes():
        parent, _, key = path.rpartition(".")
        parents[key] = (*parents.get(key, ()), parent)
    return parents


def paths_with_shapes(shape: Shape = REPORT_SHAPE, prefix: str = "") -> Iterator[tuple[str, Shape]]:
    """Every path of the dataset in dotted form with its shape; positions in lists are left out."""
    for key, inner in shape.keys().items():
        yield prefix + key, inner
        yield from paths_with_shapes(inner.item or inner, f"{prefix}{key}.")


def nearest_word(word: str, known: list[str]) -> str | None:
    """The known word most like an unknown one, if any is like it; case, hyphens and underscores do not count."""
    from difflib import get_close_matches

    by_spelling = {name.lower().replace("_", " "): name for name in reversed(known)}
    matches = get_close_matches(word.lower().replace("_", " ").replace("-", " "), by_spelling, 1, 0.6)
    return by_spelling[matches[0]] if matches else None
