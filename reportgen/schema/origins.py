"""Turns paths of the report into paths of the file, and back.

An entry of a list that is blank or cannot be used is left out of the report, and those behind it move up. With the second of
three projects left out, the file's `activities.projects` 2 is the report's `activities.projects` 1. Keys never move.
"""

from bisect import bisect_left
from collections.abc import Mapping
from typing import TypeAlias

from reportgen.findings import At

Origins: TypeAlias = Mapping[At, tuple[int, ...]]
"""The lists from which entries were left out, by their paths in the report: the index in the file of each entry that is left."""


def path_in_file(at: At, origins: Origins) -> At:
    """The file's path of a value of the report."""
    if not origins:
        return at
    path: list[str | int] = []
    for depth, step in enumerate(at):
        file_indexes = origins.get(at[:depth], ())
        path.append(file_indexes[step] if isinstance(step, int) and step < len(file_indexes) else step)
    return tuple(path)


def path_in_report(at: At, origins: Origins) -> At:
    """The report's path of a value of the file. An entry that was left out keeps the index that it has in the file."""
    path: list[str | int] = []
    for step in at:
        file_indexes = origins.get(tuple(path))
        path.append(_report_index(step, file_indexes) if file_indexes and isinstance(step, int) else step)
    return tuple(path)


def _report_index(file_index: int, file_indexes: tuple[int, ...]) -> int:
    index = bisect_left(file_indexes, file_index)
    return index if file_indexes[index : index + 1] == (file_index,) else file_index
