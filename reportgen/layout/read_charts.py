"""Reading the charts of a layout."""

from collections.abc import Mapping
from typing import Any, cast, get_args

from reportgen.charts import KINDS, ChartKind
from reportgen.findings import At
from reportgen.layout.codes import KEY
from reportgen.layout.parts import ChartPart, CountedBy
from reportgen.layout.values import ValueReader, in_backticks

_COLUMNS = 2


def read_chart_kind(reader: ValueReader, value: Mapping[str, Any], key: str, at: At) -> ChartKind | None:
    """Reads what is drawn; None where nothing is."""
    if key not in value:
        return None
    return cast("ChartKind", _one_of(reader, value[key], (*at, key), KINDS))


def read_chart_part(reader: ValueReader, value: Mapping[str, Any], at: At) -> ChartPart:
    """Reads a chart of how many entries a list has."""
    titles = reader.list_of(value.get("columns", []), (*at, "columns"))
    if len(titles) != _COLUMNS:
        message = "the table of a `chart` has two `columns`: what is counted by, and the number"
        reader.note(
            KEY, (*at, "columns" if "columns" in value else "chart"), message, "give the titles of both"
        )
    by = _one_of(reader, value.get("by", "month"), (*at, "by"), get_args(CountedBy))
    return ChartPart(
        path=reader.path(value["chart"], (*at, "chart")),
        by=cast("CountedBy", by),
        kind=read_chart_kind(reader, value, "kind", at) or "bar",
        title=reader.template(value.get("title", ""), (*at, "title")),
        titles=tuple(reader.template(title, (*at, "columns", index)) for index, title in enumerate(titles)),
    )


def _one_of(reader: ValueReader, value: Any, at: At, words: tuple[str, ...]) -> str:
    text = reader.line(value, at).strip()
    if text in words:
        return text
    if text:
        reader.note(KEY, at, f"`{at[-1]}` should be one of {in_backticks(words)}", None)
    return words[0]
