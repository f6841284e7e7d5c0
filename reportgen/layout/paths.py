"""Where the paths of a layout lead, by the shapes that a dataset can have: no dataset is needed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias, assert_never

from reportgen.layout.parts import (
    BreakPart,
    CalloutPart,
    ChartPart,
    ContentsPart,
    CoverPart,
    EachPart,
    EntriesPart,
    FieldPath,
    FieldsPart,
    FigurePart,
    LayoutPart,
    LeadMembersPart,
    LinePart,
    ListPart,
    PanelsPart,
    Pieces,
    ProsePart,
    QuotationPart,
    RegionsPart,
    SectionPart,
    TablePart,
    Template,
)
from reportgen.schema.model import Shape


@dataclass(frozen=True, slots=True)
class Scope:
    """What the paths of a part can start from: a shape, and the dotted path that leads to it from the dataset's margin.

    `numbered` is true inside the entries of a list, which have a `{number}`.
    """

    shape: Shape
    prefix: str = ""
    numbered: bool = False


Need: TypeAlias = Literal[
    "one line",
    "one line, or a list",
    "a text",
    "a list",
    "another list than the one around it",
    "a list of lines, or an `item`",
    "a list whose entries have a `date`",
    "a list whose entries have a `kind`",
    "an address",
    "a table",
    "the `figure` of a section or an entry",
]
"""What a part can show, as messages name it."""


@dataclass(frozen=True, slots=True)
class Use:
    """A path as a part uses it: the shape that it leads to, the field of the dataset that it shows, and what the part needs.

    `shape` is None where the path leads nowhere; `field` is None where the use itself shows nothing, as that of a list whose
    entries other paths show.
    """

    path: FieldPath
    shape: Shape | None
    field: str | None
    need: Need
    numbered: bool = False


def resolve(path: FieldPath, scopes: "tuple[Scope, ...]") -> tuple[Shape | None, str | None]:
    """The shape that a path leads to, tried from the innermost scope outwards, and its dotted path in the dataset."""
    for scope in scopes:
        shape: Shape | None = scope.shape
        for key in path.keys:
            shape = shape.keys().get(key) if shape else None
        if shape is not None:
            return shape, scope.prefix + ".".join(path.keys)
    return None, None


def _use(path: FieldPath, scopes: tuple[Scope, ...], need: Need) -> Use:
    return Use(path, *resolve(path, scopes), need, any(scope.numbered for scope in scopes))


def _list_use(path: FieldPath, scopes: tuple[Scope, ...]) -> Use:
    """The use of a list. Inside its own entries it is a fault, since each entry would show the whole list again."""
    use = _use(path, scopes, "a list")
    if use.field and any(scope.prefix == f"{use.field}." for scope in scopes):
        return Use(use.path, use.shape, use.field, "another list than the one around it")
    return use


def template_uses(template: Template, scopes: tuple[Scope, ...]) -> Iterator[Use]:
    """Every path in a template."""
    for part in template:
        if isinstance(part, FieldPath):
            yield _use(part, scopes, "one line")


def _pieces_uses(pieces: Pieces, scopes: tuple[Scope, ...]) -> Iterator[Use]:
    for template in pieces:
        yield from template_uses(template, scopes)


def inner_scopes(path: FieldPath, scopes: tuple[Scope, ...]) -> tuple[Scope, ...]:
    """The scopes inside an entry of the list that a path leads to."""
    shape, field = resolve(path, scopes)
    item = shape.item if shape and shape.item else Shape("mapping")
    return (Scope(item, f"{field}.", numbered=True), *scopes)


def uses(parts: tuple[LayoutPart, ...], scopes: tuple[Scope, ...]) -> Iterator[Use]:
    """Every path that the parts use."""
    for part in parts:
        match part:
            case SectionPart():
                yield from template_uses(part.title, scopes)
                yield from uses(part.blocks, scopes)
            case ProsePart():
                yield _use(part.path, scopes, "a text")
            case LinePart():
                yield from template_uses(part.line, scopes)
            case ListPart():
                yield from _list_uses(part, scopes)
            case FieldsPart():
                yield from _fields_uses(part, scopes)
            case EntriesPart():
                yield from _entries_uses(part, scopes)
            case TablePart():
                yield from _table_uses(part, scopes)
            case EachPart():
                use = _list_use(part.path, scopes)
                yield Use(use.path, use.shape, None if _lists_mappings(use.shape) else use.field, use.need)
                yield from uses(part.blocks, inner_scopes(part.path, scopes))
            case FigurePart():
                yield from _figure_uses(part.path, scopes)
            case ContentsPart():
                yield from template_uses(part.title, scopes)
            case BreakPart():
                pass
            case CoverPart():
                yield from _figure_uses(part.path, scopes)
            case (
                PanelsPart()
                | CalloutPart()
                | QuotationPart()
                | RegionsPart()
                | LeadMembersPart()
                | ChartPart()
            ):
                yield from _panel_uses(part, scopes)
            case _:
                assert_never(part)


def _lists_mappings(shape: Shape | None) -> bool:
    return bool(shape and shape.item and shape.item.kind == "mapping")


def _fields_uses(part: FieldsPart, scopes: tuple[Scope, ...]) -> Iterator[Use]:
    for row in part.rows:
        yield from template_uses(row.label, scopes)
        if (path := row.path_alone()) is not None:
            yield _use(path, scopes, "one line, or a list")
        else:
            yield from _pieces_uses(row.value, scopes)


def _list_uses(part: ListPart, scopes: tuple[Scope, ...]) -> Iterator[Use]:
    use = _list_use(part.path, scopes)
    inner = inner_scopes(part.path, scopes)
    mappings = _lists_mappings(use.shape)
    yield Use(use.path, use.shape, None if mappings else use.field, use.need)
    if mappings and not part.item and use.shape and use.shape.item and not keys_on_a_line(use.shape.item):
        yield Use(use.path, use.shape, None, "a list of lines, or an `item`")
    yield from _pieces_uses(part.item, inner)
    if mappings and not part.item and use.shape and use.shape.item and use.field:
        yield from (
            Use(use.path, use.shape, f"{use.field}.{key}", "a list") for key in keys_on_a_line(use.shape.item)
        )
    yield from template_uses(part.none, scopes)


def _chart_uses(part: ChartPart, scopes: tuple[Scope, ...]) -> Iterator[Use]:
    """Yields the uses of a chart, which shows no field: it counts."""
    use = _list_use(part.path, scopes)
    need: Need = (
        "a list whose entries have a `date`" if part.by == "month" else "a list whose entries have a `kind`"
    )
    yield Use(use.path, use.shape, None, need if use.need == "a list" else use.need)
    for template in (part.title, *part.titles):
        yield from template_uses(template, scopes)


def _panel_uses(
    part: PanelsPart | CalloutPart | QuotationPart | RegionsPart | LeadMembersPart | ChartPart,
    scopes: tuple[Scope, ...],
) -> Iterator[Use]:
    match part:
        case PanelsPart():
            yield from _entries_uses(part, scopes)
            for count in part.counts:
                yield from template_uses(count.label, scopes)
                use = _list_use(count.path, scopes)
                yield Use(use.path, use.shape, None, use.need)
        case CalloutPart():
            yield from template_uses(part.title, scopes)
            yield _use(part.path, scopes, "a text")
        case QuotationPart():
            yield _use(part.path, scopes, "a text")
            yield from _pieces_uses(part.source, scopes)
        case RegionsPart():
            for template in (part.caption, *part.titles, part.total, part.other):
                yield from template_uses(template, scopes)
        case LeadMembersPart():
            for template in (part.caption, *part.titles):
                yield from template_uses(template, scopes)
            path = FieldPath(("membership",), part.at)
            for members in ("membership.members", "membership.groups.members"):
                for key in ("name", "lead_member"):
                    yield Use(path, Shape("line"), f"{members}.{key}", "one line")
        case ChartPart():
            yield from _chart_uses(part, scopes)


def _entries_uses(part: EntriesPart | PanelsPart, scopes: tuple[Scope, ...]) -> Iterator[Use]:
    use = _list_use(part.path, scopes)
    yield Use(use.path, use.shape, None, use.need)
    inner = inner_scopes(part.path, scopes)
    for pieces in (part.lead, part.details, part.notes):
        yield from _pieces_uses(pieces, inner)
    if part.text:
        yield _use(part.text, inner, "a text")
    if part.table:
        yield _use(part.table, inner, "a table")
    if part.figure:
        yield from _figure_uses(part.figure, inner)
    if part.link:
        yield _use(part.link, inner, "an address")
    if isinstance(part, EntriesPart):
        yield from template_uses(part.none, scopes)


def _figure_uses(path: FieldPath, scopes: tuple[Scope, ...]) -> Iterator[Use]:
    yield _use(path, scopes, "the `figure` of a section or an entry")
    for key in ("alt", "caption", "credit"):
        yield Use(path, Shape("line"), f"figures.{key}", "one line")


def _table_uses(part: TablePart, scopes: tuple[Scope, ...]) -> Iterator[Use]:
    use = _list_use(part.path, scopes) if part.columns else _use(part.path, scopes, "a table")
    yield Use(use.path, use.shape, None if part.columns else use.field, use.need)
    inner = inner_scopes(part.path, scopes)
    for column in part.columns:
        yield from template_uses(column.title, scopes)
        yield from _pieces_uses(column.value, inner)
    yield from template_uses(part.caption, scopes)


def keys_on_a_line(shape: Shape) -> tuple[str, ...]:
    """The keys that a mapping shows where it stands on one line by itself; none where it cannot."""
    return shape.model.keys_on_line if shape.model else ()
