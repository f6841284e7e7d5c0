"""Reads a report from plain values in one walk: it notes and leaves out what cannot be used, and keeps everything else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from reportgen.findings import At
from reportgen.schema.model import Model, OnOneLine, Shape
from reportgen.schema.models import Report
from reportgen.schema.shapes import REPORT_SHAPE
from reportgen.schema.values import Misread

MAX_HINTED = 200
"""How many misfits of a file get a hint with the nearest known word: it takes time to find."""

_LEFT_OUT = object()
"""Stands for a value that is blank or cannot be used."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """A value of the file that does not fit its path: its kind, of which `messages` makes a sentence, with a hint if `hinted`."""

    kind: str
    at: At
    value: Any
    context: Mapping[str, Any]
    hinted: bool = True


class DatasetReader:
    """The report that a dataset holds, with its misfits.

    `origins` has the lists from which entries were left out (see `schema.origins`). `line_entries` has the entries of lists that
    are written on one line, by their paths in the file, with their characters in that line. `blank` has the report's paths of
    mappings that have keys and nothing behind any of them.

    The methods take two paths of a value: `at` is its path in the file, `report_at` its path in the report.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.misfits: list[Misfit] = []
        self.origins: dict[At, tuple[int, ...]] = {}
        self.line_entries: dict[At, tuple[int, int]] = {}
        self.blank: set[At] = set()
        report = self._mapping(REPORT_SHAPE, data, (), ())
        self.report = report if isinstance(report, Report) else Report()

    def _value(self, shape: Shape, value: Any, at: At, report_at: At) -> Any:
        if isinstance(value, str):
            if not value.strip():
                return _LEFT_OUT
            if shape.one_line:
                return self._expanded(shape, shape.one_line, value, at, report_at)
        elif shape.kind == "mapping" and isinstance(value, dict):
            return self._mapping(shape, value, at, report_at)
        elif shape.kind == "list" and isinstance(value, list):
            return self._list(shape, value, at, report_at)
        elif (value := self._without_blanks(value, report_at)) is _LEFT_OUT:
            return _LEFT_OUT
        if shape.leaf:
            try:
                return shape.leaf.read(value)
            except Misread as error:
                return self._misfit(error.kind, at, value, error.context)
        if shape.choices and value in shape.choices:
            return value
        return self._misfit(shape.kind, at, value)

    def _mapping(self, shape: Shape, value: Mapping[str, Any], at: At, report_at: At) -> Any:
        model = cast("type[Model]", shape.model)
        attributes: dict[str, Any] = {}
        for key, name in model.names.items():
            if key in value:
                inner = self._value(model.shapes[key], value[key], (*at, key), (*report_at, key))
                if inner is not _LEFT_OUT:
                    attributes[name] = inner
        for key in value:
            if key not in model.shapes:
                inner = self._without_blanks(value[key], (*report_at, key))
                if inner is not _LEFT_OUT:
                    self._misfit("unknown_key", (*at, key), inner)
        if attributes:
            return model(attributes)
        self.blank.add(report_at)
        return _LEFT_OUT

    def _list(self, shape: Shape, value: list[Any], at: At, report_at: At) -> Any:
        item_shape = cast("Shape", shape.item)
        items: list[Any] = []
        indexes: list[int] = []
        for index, entry in enumerate(value):
            item_at = (*report_at, len(items))
            if shape.keeps_blanks and self._without_blanks(entry, item_at) is _LEFT_OUT:
                item: Any = ""
            else:
                item = self._value(item_shape, entry, (*at, index), item_at)
            if item is not _LEFT_OUT:
                items.append(item)
                indexes.append(index)
        if len(items) < len(value):
            self.origins[report_at] = tuple(indexes)
        return tuple(items) if items else _LEFT_OUT

    def _expanded(self, shape: Shape, one_line: OnOneLine, line: str, at: At, report_at: At) -> Any:
        """Reads what one line stands for. The file has the line alone, so that a misfit in any part of it drops the whole."""
        expanded = one_line.expand(line)
        ranges = one_line.ranges(line) if one_line.ranges else []
        self.line_entries.update(((*at, index), characters) for index, characters in enumerate(ranges))
        if isinstance(expanded, str):
            return self._misfit(shape.kind, at, expanded)
        misfits_before = len(self.misfits)
        if isinstance(expanded, dict):
            value = self._mapping(shape, expanded, at, report_at)
            self.blank.discard(report_at)
        else:
            value = self._list(shape, expanded, at, report_at) if expanded else ()
            self.origins.pop(report_at, None)
        return _LEFT_OUT if len(self.misfits) > misfits_before else value

    def _without_blanks(self, value: Any, report_at: At) -> Any:
        if isinstance(value, dict):
            entries = ((key, self._without_blanks(inner, (*report_at, key))) for key, inner in value.items())
            filled = {key: inner for key, inner in entries if inner is not _LEFT_OUT}
            if not filled:
                self.blank.add(report_at)
            return filled or _LEFT_OUT
        if isinstance(value, list):
            items = (self._without_blanks(inner, (*report_at, index)) for index, inner in enumerate(value))
            return [item for item in items if item is not _LEFT_OUT] or _LEFT_OUT
        return value if value.strip() else _LEFT_OUT

    def _misfit(self, kind: str, at: At, value: Any, context: Mapping[str, Any] | None = None) -> Any:
        """Notes a misfit, and returns what stands for its value."""
        self.misfits.append(Misfit(kind, at, value, context or {}, len(self.misfits) < MAX_HINTED))
        return _LEFT_OUT
