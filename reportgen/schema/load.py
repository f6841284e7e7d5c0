"""Loads a report from the plain values of a dataset, with everything that is wrong in it."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from reportgen.findings import At, Fault
from reportgen.schema.checks import check
from reportgen.schema.messages import UNKNOWN_KEY, VERSION, blank_key_fault, misfit_faults
from reportgen.schema.models import Report
from reportgen.schema.origins import Origins, path_in_file, path_in_report
from reportgen.schema.read import MAX_HINTED, DatasetReader
from reportgen.schema.shapes import keys_at, nearest_word
from reportgen.schema.walk import values_with_paths
from reportgen.source.quoting import quoted
from reportgen.startup.patterns import lazy_pattern

_MAX_REPEATED = 200
"""How many characters of a value a hint repeats."""

_LATER = lazy_pattern(r"[2-9]|[1-9][0-9]+")
"""Versions of the keys that only a later reportgen can know."""


@dataclass(frozen=True, slots=True)
class LoadedReport:
    """A report with its faults, whose paths are the file's; all other paths are the report's (see `schema.origins`).

    `dropped` has the paths of faulty values that were left out, and of everything around them. `is_later_version` says that
    the file is of a later version of the keys, of which nothing else can be said. `values` is everything that the report holds,
    with its path. `line_entries` has the entries of lists that are written on one line, by their paths in the file: where each
    starts and ends in its line.
    """

    report: Report
    faults: tuple[Fault, ...]
    origins: Origins
    dropped: frozenset[At] = frozenset()
    is_later_version: bool = False
    values: tuple[tuple[At, object], ...] = field(default=(), repr=False)
    line_entries: Mapping[At, tuple[int, int]] = field(default_factory=dict, repr=False)

    def path_in_file(self, at: At) -> At:
        """The file's path of a value of the report."""
        return path_in_file(at, self.origins)

    def path_in_report(self, at: At) -> At:
        """The report's path of a value of the file."""
        return path_in_report(at, self.origins)


def load_report(data: Mapping[str, Any], unread: Iterable[At] = ()) -> LoadedReport:
    """Load a dataset of texts, lists and mappings; never raises, whatever is in them.

    `unread` are the paths of values that are blank because they cannot be read: they count as faulty, not as left out.
    """
    result = DatasetReader(data)
    report, origins = result.report, result.origins
    faults: list[Fault] = []
    dropped_in_file = set(unread)
    for misfit in result.misfits:
        dropped_in_file.add(_existing_path(data, misfit.at))
        for fault in misfit_faults(misfit):
            faults.append(fault)
            if misfit.hinted and fault.code is UNKNOWN_KEY:
                dropped_in_file.update(_meant_key(fault.problem.at))
    if _LATER.fullmatch(str(data.get("schema", "1"))):
        version_faults = tuple(fault for fault in faults if fault.code is VERSION)
        return LoadedReport(report, version_faults, origins, is_later_version=True)
    for number, (at, known, whole) in enumerate(_unknown_blank_keys(data, ())):
        faults.append(blank_key_fault(at, known, whole, hinted=number < MAX_HINTED))
    paths = (path_in_report(at, origins) for at in dropped_in_file)
    dropped = frozenset(path[:length] for path in paths for length in range(1, len(path) + 1))
    values = tuple(values_with_paths(report))
    for fault in check(report, values, dropped, frozenset(result.blank)):
        at = path_in_file(fault.problem.at, origins)
        faults.append(Fault(fault.code, replace(fault.problem, at=at)))
    return LoadedReport(
        report, tuple(faults), origins, dropped, values=values, line_entries=result.line_entries
    )


def _unknown_blank_keys(value: Any, at: At) -> Iterator[tuple[At, list[str], str]]:
    """Unknown keys with nothing behind them, each with the keys that can stand there, and the value before with what follows it.

    A known key with nothing behind it counts as left out, but an unknown one may be words cut off from the value before.
    """
    if isinstance(value, list):
        for index, entry in enumerate(value):
            yield from _unknown_blank_keys(entry, (*at, index))
    elif isinstance(value, dict):
        known = keys_at(at)
        for key, inner in value.items():
            if not isinstance(inner, str):
                yield from _unknown_blank_keys(inner, (*at, key))
            elif not inner.strip() and known and key not in known:
                yield (*at, key), list(known), _uncut_value(value, key, known)


def _uncut_value(mapping: Mapping[str, Any], cut_off: str, known: Container[str]) -> str:
    """The key before one that may be words, with its value and all words that commas have cut off from it; empty without one."""
    keys = list(mapping)
    position = keys.index(cut_off)
    first = next((index for index in range(position, -1, -1) if keys[index] in known), None)
    if first is None or not isinstance(mapping[keys[first]], str) or not mapping[keys[first]].strip():
        return ""
    words = [mapping[keys[first]]]
    for key in keys[first + 1 :]:
        if key in known or not isinstance(mapping[key], str) or mapping[key].strip():
            break
        words.append(key)
    text = ", ".join(words)
    is_short = len(text) <= _MAX_REPEATED and "\n" not in text
    return f"{keys[first]}: {quoted(text)}" if is_short else ""


def _existing_path(data: Any, at: At) -> At:
    """The part of a path that stands in the file: the rest of it may come from a line that stands for keys and values."""
    value = data
    for length, step in enumerate(at):
        value = _inner_value(value, step)
        if value is None:
            return at[:length] or at
    return at


def _inner_value(value: Any, step: str | int) -> Any:
    if isinstance(value, dict) and isinstance(step, str):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def _meant_key(at: At) -> Iterator[At]:
    """The path of the key for which a misspelt one stands, so that it is not missing, too."""
    near = nearest_word(str(at[-1]), list(keys_at(at[:-1])))
    if near:
        yield (*at[:-1], near)
