"""Reading the parts of a layout that make panels, and the tables of members by region and with their councillors."""

from collections.abc import Mapping
from typing import Any, Literal, assert_never

from reportgen.document import PanelForm
from reportgen.findings import At
from reportgen.layout.codes import KEY
from reportgen.layout.parts import (
    CalloutPart,
    Count,
    CoverPart,
    FieldPath,
    LeadMembersPart,
    PanelsPart,
    Pieces,
    QuotationPart,
    RegionsPart,
    Template,
)
from reportgen.layout.read_charts import read_chart_kind
from reportgen.layout.values import ValueReader

PanelLikeKind = Literal[
    "cover", "key_figures", "cards", "timeline", "callout", "quotation", "regions", "lead_members"
]
PanelKind = Literal["key_figures", "cards", "timeline"]
_FORMS: Mapping[PanelKind, PanelForm] = {"key_figures": "figures", "cards": "cards", "timeline": "timeline"}
_LEADS: Mapping[PanelKind, tuple[str, str]] = {
    "key_figures": ("value", "label"),
    "cards": ("title", ""),
    "timeline": ("date", "title"),
}
"""What stands in the first lines of a panel where the layout does not say: the keys of the entry."""

_COLUMNS: Mapping[Literal["regions", "lead_members"], tuple[int, str]] = {
    "regions": (3, "three `columns`: the region, the members and their number"),
    "lead_members": (2, "two `columns`: the member and its councillor"),
}
"""How many columns the tables have, and what they are."""


def read_panel_part(
    reader: ValueReader, kind: PanelLikeKind, value: Mapping[str, Any], at: At
) -> CoverPart | PanelsPart | CalloutPart | QuotationPart | RegionsPart | LeadMembersPart:
    """Reads a part that stands out from the text."""
    path_at = (*at, kind)
    match kind:
        case "cover":
            return CoverPart(reader.path(value[kind], path_at))
        case "key_figures" | "cards" | "timeline":
            return _read_panels(reader, kind, value, at)
        case "callout":
            title = reader.template(value.get("title", ""), (*at, "title"))
            return CalloutPart(reader.path(value[kind], path_at), title)
        case "quotation":
            source = reader.pieces(value.get("source", []), (*at, "source"))
            return QuotationPart(reader.path(value[kind], path_at), source)
        case "regions":
            return _read_regions(reader, value, at)
        case "lead_members":
            caption = reader.template(value[kind], path_at)
            return LeadMembersPart(caption, _titles(reader, kind, value, at), path_at)
        case _:
            assert_never(kind)


def _read_panels(reader: ValueReader, kind: PanelKind, value: Mapping[str, Any], at: At) -> PanelsPart:
    lead, details = _LEADS[kind]

    def path_of(key: str) -> FieldPath | None:
        return reader.path(value[key], (*at, key)) if key in value else None

    def pieces_of(key: str, default: str) -> Pieces:
        if key in value or not default:
            return reader.pieces(value.get(key, []), (*at, key))
        return ((FieldPath((default,), (*at, kind)),),)

    return PanelsPart(
        form=_FORMS[kind],
        path=reader.path(value[kind], (*at, kind)),
        lead=pieces_of("lead", lead),
        details=pieces_of("details", details),
        text=path_of("text"),
        table=path_of("table"),
        figure=path_of("figure"),
        notes=pieces_of("notes", ""),
        link=path_of("link"),
        counts=tuple(_counts(reader, value, at)),
    )


def _counts(reader: ValueReader, value: Mapping[str, Any], at: At) -> list[Count]:
    counts = []
    for index, inner in enumerate(reader.list_of(value.get("counts", []), (*at, "counts"))):
        count_at = (*at, "counts", index)
        count = reader.mapping(inner, count_at)
        reader.check_keys(count, count_at, ("label", "of"))
        label = reader.template(count.get("label", ""), (*count_at, "label"))
        counts.append(Count(label, reader.path(count.get("of", ""), (*count_at, "of"))))
    return counts


def _read_regions(reader: ValueReader, value: Mapping[str, Any], at: At) -> RegionsPart:
    return RegionsPart(
        caption=reader.template(value["regions"], (*at, "regions")),
        titles=_titles(reader, "regions", value, at),
        total=reader.template(value.get("total", ""), (*at, "total")),
        other=reader.template(value.get("other", ""), (*at, "other")),
        chart=read_chart_kind(reader, value, "chart", at),
    )


def _titles(
    reader: ValueReader, kind: Literal["regions", "lead_members"], value: Mapping[str, Any], at: At
) -> tuple[Template, ...]:
    titles = reader.list_of(value.get("columns", []), (*at, "columns"))
    count, columns = _COLUMNS[kind]
    if len(titles) != count:
        place = (*at, "columns" if "columns" in value else kind)
        reader.note(KEY, place, f"`{kind}` has {columns}", "give the titles of all of them")
    return tuple(reader.template(title, (*at, "columns", index)) for index, title in enumerate(titles))
