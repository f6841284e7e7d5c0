"""Changes of a dataset's values, collected one by one and then applied together."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from reportgen.findings import At
from reportgen.schema.model import Shape
from reportgen.schema.shapes import keys_at, shape_at

NEW = "+"
"""Begins the step of a path that stands for an entry that is new in its list: `+0` is the first one."""


def is_new(at: At) -> bool:
    """Tells whether a path leads into an entry that is new in its list."""
    return any(isinstance(step, str) and step.startswith(NEW) for step in at)


def shape_of_path(at: At) -> Shape | None:
    """Returns the shape at a path, in new entries too."""
    return shape_at(tuple(0 if isinstance(step, str) and step.startswith(NEW) else step for step in at))


@dataclass(slots=True)
class Changes:
    """New values by their paths, values that go, and the new order of lists: old positions, and the names of new entries."""

    values: dict[At, Any] = field(default_factory=dict)
    removed: set[At] = field(default_factory=set)
    orders: dict[At, list[int | str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.values or self.removed or self.orders)

    def drop_below(self, at: At) -> None:
        """Forgets what was to change at a path and below it."""
        length = len(at)
        self.values = {path: value for path, value in self.values.items() if path[:length] != at}
        self.removed = {path for path in self.removed if path[:length] != at}
        self.orders = {path: order for path, order in self.orders.items() if path[:length] != at}


def value_at(data: Any, at: At) -> Any:
    """Returns the value at a path as the dataset writes it, also where a line stands for a mapping; None where there is none."""
    value = data
    for depth, step in enumerate(at):
        if isinstance(value, str):
            shape = shape_of_path(at[:depth])
            value = shape.one_line.expand(value) if shape and shape.one_line and value else None
        if isinstance(value, Mapping) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


@dataclass(frozen=True, slots=True)
class Applied:
    """A dataset after changes, with the entries that lists had before at each new position; None for those that are new."""

    data: dict[str, Any]
    orders: Mapping[At, list[int | None]]


def apply_changes(data: Mapping[str, Any], changes: Changes) -> Applied:
    """Returns a dataset with changes made in it."""
    new = deepcopy(dict(data))
    for at, value in changes.values.items():
        if not is_new(at):
            _set(new, at, value)
    for at in changes.removed:
        if not is_new(at):
            _remove(new, at)
    orders: dict[At, list[int | None]] = {}
    for at in sorted((at for at in changes.orders if not is_new(at)), key=lambda at: (-len(at), str(at))):
        order = changes.orders[at]
        entries = value_at(new, at)
        entries = [entries] if isinstance(entries, str) and entries else list(entries or ())
        _set(
            new,
            at,
            [entries[step] if isinstance(step, int) else built(changes, (*at, step)) for step in order],
        )
        orders[at] = [step if isinstance(step, int) else None for step in order]
    pruned = _pruned(new, data)
    return Applied(pruned if isinstance(pruned, dict) else {}, orders)


def built(changes: Changes, at: At) -> Any:
    """Returns the value of a new entry, put together of the values below its path."""
    if at in changes.values:
        return changes.values[at]
    shape = shape_of_path(at)
    keys = list(shape.keys()) if shape else []
    below = {
        path[: len(at) + 1]
        for path in (*changes.values, *changes.orders)
        if path[: len(at)] == at and len(path) > len(at)
    }
    value: dict[str, Any] = {}
    for path in sorted(below, key=lambda path: keys.index(str(path[-1])) if path[-1] in keys else len(keys)):
        if path in changes.orders:
            value[str(path[-1])] = [built(changes, (*path, step)) for step in changes.orders[path]]
        else:
            value[str(path[-1])] = built(changes, path)
    if shape and shape.one_line and shape.one_line.key and list(value) == [shape.one_line.key]:
        text = value[shape.one_line.key]
        return text if isinstance(text, str) and "\n" not in text.strip() else value
    return value


def _set(data: dict[str, Any], at: At, value: Any) -> None:
    """Sets the value at a path; a line that stands for a mapping stays one where it can."""
    parent: Any = data
    for depth, step in enumerate(at[:-1]):
        inner = parent.get(step) if isinstance(parent, dict) else parent[step]
        if isinstance(inner, str) or inner is None:
            inner = _expanded(inner, at[: depth + 1], at[depth + 1])
            _put(parent, step, inner, at[:depth])
            inner = parent[step]
        parent = inner
    _put(parent, at[-1], value, at[:-1])
    _fold(data, at)


def _expanded(value: str | None, at: At, step: str | int) -> Any:
    shape = shape_of_path(at)
    if value and shape and shape.one_line:
        return shape.one_line.expand(value)
    return [] if isinstance(step, int) else {}


def _fold(data: dict[str, Any], at: At) -> None:
    """Writes a mapping as one line again that was one, and of which one key is all there is."""
    for length in range(len(at) - 1, 0, -1):
        shape = shape_of_path(at[:length])
        if not shape or shape.kind != "mapping" or not shape.one_line or not shape.one_line.key:
            continue
        mapping = value_at(data, at[:length])
        if isinstance(mapping, _Expanded) and list(mapping) == [shape.one_line.key]:
            parent = value_at(data, at[: length - 1])
            parent[at[length - 1]] = mapping[shape.one_line.key]


class _Expanded(dict[str, Any]):
    """A mapping for which a line stands in the file."""


def _put(parent: Any, step: str | int, value: Any, at: At) -> None:
    """Puts a value into a mapping or list, a new key at its place among the others."""
    if isinstance(value, dict) and isinstance(parent, dict | list):
        before = parent.get(step) if isinstance(parent, dict) else parent[int(step)]
        if isinstance(before, str) and before:
            value = _Expanded(value)
    if not isinstance(parent, dict) or step in parent:
        parent[step] = value
        return
    keys = [*keys_at(tuple(0 if isinstance(part, str) and part.startswith(NEW) else part for part in at))]
    position = keys.index(str(step)) if step in keys else len(keys)
    entries = list(parent.items())
    index = next(
        (index + 1 for index in reversed(range(len(entries))) if _rank(entries[index][0], keys) < position), 0
    )
    entries.insert(index, (str(step), value))
    parent.clear()
    parent.update(entries)


def _rank(key: str, keys: list[str]) -> int:
    return keys.index(key) if key in keys else -1


def _remove(data: dict[str, Any], at: At) -> None:
    parent = value_at(data, at[:-1])
    if isinstance(parent, dict):
        parent.pop(str(at[-1]), None)
    elif isinstance(parent, list) and isinstance(at[-1], int):
        parent[at[-1]] = ""


def _pruned(value: Any, old: Any) -> Any:
    """Returns a value without mappings and lists that have become empty."""
    if isinstance(value, dict):
        kept: dict[str, Any] = {}
        for key, inner in value.items():
            before = old.get(key) if isinstance(old, Mapping) else None
            new = _pruned(inner, before)
            if new or new == before:
                kept[key] = new
        return kept
    return list(value) if isinstance(value, list) else value
