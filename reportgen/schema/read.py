"""From plain values to a report, in one walk: what cannot be used is noted and left out, and everything else stays usable."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from reportgen.findings import At
from reportgen.schema.model import Model, Shape
from reportgen.schema.models import Report
from reportgen.schema.shapes import ROOT
from reportgen.schema.values import Misread

MAX_HINTED = 200
"""How many misfits of a file get the nearest known word: finding it costs a third of a millisecond each."""

_GONE = object()
"""What stands for a value that is blank, or cannot be used."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """A value that does not fit its place in the file: its kind, from which `words` makes a sentence, with a hint if wanted."""

    kind: str
    at: At
    value: Any
    context: Mapping[str, Any]
    hinted: bool = True


class ReadResult:
    """What came of reading a dataset.

    `origins` says for lists of which entries were left out, by their paths in the report, where each kept one stood in the file.
    `blank` are the report's paths of mappings that have keys and nothing behind any of them; `has_blanks` says that there is any
    text with nothing in it.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.misfits: list[Misfit] = []
        self.origins: dict[At, tuple[int, ...]] = {}
        self.blank: set[At] = set()
        self.has_blanks = False
        found = self._mapping(ROOT, data, (), ())
        self.report = found if isinstance(found, Report) else Report()

    def _value(self, shape: Shape, value: Any, at: At, place: At) -> Any:
        """What a value is in its place; `at` is its path in the file, `place` that in the report."""
        if isinstance(value, str):
            if not value.strip():
                self.has_blanks = True
                return _GONE
            if shape.line:
                return self._on_one_line(shape, shape.line.whole(value), at, place)
        elif shape.kind == "mapping" and isinstance(value, dict):
            return self._mapping(shape, value, at, place)
        elif shape.kind == "list" and isinstance(value, list):
            return self._list(shape, value, at, place)
        elif (value := self._compact(value, place)) is _GONE:
            return _GONE
        if shape.leaf:
            try:
                return shape.leaf.read(value)
            except Misread as error:
                return self._misfit(error.kind, at, value, error.context)
        if shape.choices and value in shape.choices:
            return value
        return self._misfit(shape.kind, at, value)

    def _mapping(self, shape: Shape, value: Mapping[str, Any], at: At, place: At) -> Any:
        model = cast("type[Model]", shape.model)
        keys, values = model.shapes, {}
        for key, name in model.names.items():
            if key in value:
                found = self._value(keys[key], value[key], (*at, key), (*place, key))
                if found is not _GONE:
                    values[name] = found
        if len(value) > len(values):
            for key, inner in value.items():
                if key not in keys and (kept := self._compact(inner, (*place, key))) is not _GONE:
                    self._misfit("unknown_key", (*at, key), kept)
        if values:
            return model(values)
        self.blank.add(place)
        return _GONE

    def _list(self, shape: Shape, value: list[Any], at: At, place: At) -> Any:
        item = cast("Shape", shape.item)
        items: list[Any] = []
        kept: list[int] = []
        for index, inner in enumerate(value):
            path = (*place, len(items))
            if shape.blanks and self._compact(inner, path) is _GONE:
                found: Any = ""
            else:
                found = self._value(item, inner, (*at, index), path)
            if found is not _GONE:
                items.append(found)
                kept.append(index)
        if len(kept) < len(value):
            self.origins[place] = tuple(kept)
        return tuple(items) if items else _GONE

    def _on_one_line(self, shape: Shape, whole: Any, at: At, place: At) -> Any:
        """What a line stands for; the file has nothing but the line, so that a fault in any part of it is one of the whole."""
        if isinstance(whole, str):
            return self._misfit(shape.kind, at, whole)
        before = len(self.misfits)
        if isinstance(whole, dict):
            found = self._mapping(shape, whole, at, place)
            self.blank.discard(place)
        else:
            found = self._list(shape, whole, at, place) if whole else ()
            self.origins.pop(place, None)
        return _GONE if len(self.misfits) > before else found

    def _compact(self, value: Any, place: At) -> Any:
        """A value without what is blank in it."""
        if isinstance(value, dict):
            entries = ((key, self._compact(inner, (*place, key))) for key, inner in value.items())
            kept = {key: inner for key, inner in entries if inner is not _GONE}
            if not kept:
                self.blank.add(place)
            return kept or _GONE
        if isinstance(value, list):
            items = (self._compact(inner, (*place, index)) for index, inner in enumerate(value))
            return [inner for inner in items if inner is not _GONE] or _GONE
        if value.strip():
            return value
        self.has_blanks = True
        return _GONE

    def _misfit(self, kind: str, at: At, value: Any, context: Mapping[str, Any] | None = None) -> Any:
        self.misfits.append(Misfit(kind, at, value, context or {}, len(self.misfits) < MAX_HINTED))
        return _GONE
