"""Groups faults that come of one habit of the writer's, so that a report is told of the habit once."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

_T = TypeVar("_T")


def group_by_habit(faults: Iterable[_T], habit: Callable[[_T], Hashable]) -> list[list[_T]]:
    """The faults that share a habit as one group each, at the place of its first; a fault without a habit is alone."""
    groups: list[list[_T]] = []
    group_by: dict[Hashable, list[_T]] = {}
    for fault in faults:
        key = habit(fault)
        if key and key in group_by:
            group_by[key].append(fault)
            continue
        groups.append([fault])
        if key:
            group_by[key] = groups[-1]
    return groups
