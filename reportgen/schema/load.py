"""A report with all that is wrong in it, from the plain values of a dataset."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from reportgen.findings import At, Fault, Problem
from reportgen.schema.checks import check
from reportgen.schema.messages import UNKNOWN_KEY, VERSION, blank_key
from reportgen.schema.messages import faults as read_faults
from reportgen.schema.models import Report
from reportgen.schema.read import MAX_HINTED, ReadResult
from reportgen.schema.shapes import keys_at, nearest, shape_at
from reportgen.schema.walk import nodes

_LATER = re.compile(r"[2-9]|[1-9][0-9]+")
"""Versions of the keys that only a later reportgen can know."""


@dataclass(frozen=True, slots=True)
class LoadedReport:
    """A report with its faults, whose paths are the file's; `origin` turns a path of the report into the file's.

    `dropped` are the report's paths of what was faulty and left out, and of all that it stood in. `later` says that the file is
    of a later version of the keys, of which nothing else can be said. `nodes` are everything that the report holds with its path.
    """

    report: Report
    faults: tuple[Fault, ...]
    origins: Mapping[At, tuple[int, ...]]
    dropped: frozenset[At] = frozenset()
    later: bool = False
    nodes: tuple[tuple[At, object], ...] = field(default=(), repr=False)

    def origin(self, at: At) -> At:
        """The file's path of a place in the report: entries left out of lists have shifted those behind them."""
        return _origin(at, self.origins)


def load(data: Mapping[str, Any]) -> LoadedReport:
    """Read a dataset: texts, lists and mappings; never raises, whatever is in them."""
    found = ReadResult(data)
    faults: list[Fault] = []
    dropped: set[At] = set()
    for misfit in found.misfits:
        met = list(read_faults(misfit))
        faults += met
        dropped.add(_standing(data, misfit.at))
        dropped.update(place for each in met if misfit.hinted for place in _meant(each))
    report, origins = found.report, found.origins
    if _LATER.fullmatch(str(data.get("schema", "1"))):
        later = tuple(found for found in faults if found.code is VERSION)
        return LoadedReport(report, later, origins, later=True)
    blanks = enumerate(_unknown_blanks(data, ()) if found.has_blanks else ())
    faults += (blank_key(at, known, hinted=number < MAX_HINTED) for number, (at, known) in blanks)
    gone = _seen_from(dropped, origins)
    given = tuple(nodes(report))
    missing = check(report, given, gone, frozenset(found.blank))
    faults += (Fault(each.code, _moved(each, origins)) for each in missing)
    return LoadedReport(report, tuple(faults), origins, gone, nodes=given)


def _unknown_blanks(value: Any, at: At) -> Iterator[tuple[At, list[str]]]:
    """Keys with nothing behind them count as left out, but what is no key may be words cut off from the value before.

    Each comes with the keys that can stand there.
    """
    if isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _unknown_blanks(inner, (*at, index))
    elif isinstance(value, dict):
        known: Mapping[str, object] | None = None
        for key, inner in value.items():
            if isinstance(inner, str) and not inner.strip():
                if known is None:
                    known = keys_at(at)
                if known and key not in known:
                    yield (*at, key), list(known)
            elif not isinstance(inner, str):
                yield from _unknown_blanks(inner, (*at, key))


def _moved(found: Fault, origins: Mapping[At, tuple[int, ...]]) -> Problem:
    return replace(found.problem, at=_origin(found.problem.at, origins))


def _origin(at: At, origins: Mapping[At, tuple[int, ...]]) -> At:
    if not origins:
        return at
    path: list[str | int] = []
    for depth, step in enumerate(at):
        places = origins.get(at[:depth])
        path.append(places[step] if places and isinstance(step, int) and step < len(places) else step)
    return tuple(path)


def _standing(data: Any, at: At) -> At:
    """The path of a value, or of the nearest around it that stands in the file: a line can stand for keys and values."""
    value, length = data, 0
    for step in at:
        value = _inside(value, step)
        if value is None:
            break
        length += 1
    return at[:length] or at


def _inside(value: Any, step: str | int) -> Any:
    if isinstance(value, dict) and isinstance(step, str):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def _seen_from(dropped: set[At], origins: Mapping[At, tuple[int, ...]]) -> frozenset[At]:
    """The dropped paths as paths of the report, with all that they stood in."""
    paths = (_there(at, origins) for at in dropped)
    return frozenset(path[:length] for path in paths for length in range(1, len(path) + 1))


def _meant(found: Fault) -> Iterator[At]:
    """The key that a misspelt one stands for: it is not missing, too."""
    at = found.problem.at
    shape = shape_at(at[:-1])
    if found.code is UNKNOWN_KEY and shape and (near := nearest(str(at[-1]), list(shape.keys()))):
        yield (*at[:-1], near)


def _place(places: tuple[int, ...], step: int) -> int:
    """Where the entry stands that stood elsewhere in the file; where it was left out, there."""
    place = bisect_left(places, step)
    return place if places[place : place + 1] == (step,) else step


def _there(at: At, origins: Mapping[At, tuple[int, ...]]) -> At:
    path: list[str | int] = []
    for step in at:
        places = origins.get(tuple(path))
        path.append(_place(places, step) if places and isinstance(step, int) else step)
    return tuple(path)
