"""The parts that a layout is made of: a closed set, with dotted paths and templates in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from reportgen.charts import ChartKind
from reportgen.document import PanelForm
from reportgen.findings import At, ValuePart

CountedBy: TypeAlias = Literal["month", "kind"]
"""What entries are counted by."""

PartKind: TypeAlias = Literal[
    "section", "prose", "line", "list", "fields", "entries", "table", "each", "figure", "contents", "break", "cover",
    "key_figures", "cards", "timeline", "callout", "quotation", "regions",
    "lead_members", "chart",
]  # fmt: skip
"""The key that names a part."""

OPTIONS: Mapping[PartKind, tuple[str, ...]] = {
    "section": ("blocks",),
    "prose": (),
    "line": (),
    "list": ("item", "columns", "none"),
    "fields": (),
    "entries": ("lead", "details", "separator", "text", "table", "figure", "notes", "link", "none"),
    "table": ("columns", "caption", "chart"),
    "each": ("blocks",),
    "figure": (),
    "contents": ("depth",),
    "break": (),
    "cover": (),
    "key_figures": ("lead", "details", "notes", "counts"),
    "cards": ("lead", "details", "text", "table", "figure", "notes", "link"),
    "timeline": ("lead", "details"),
    "callout": ("title",),
    "quotation": ("source",),
    "regions": ("columns", "total", "other", "chart"),
    "lead_members": ("columns",),
    "chart": ("by", "kind", "title", "columns"),
}
"""Every kind of part, with the keys that can stand beside the one that names it."""


@dataclass(frozen=True, slots=True)
class FieldPath:
    """A dotted path in a layout. `at` and `part` say where in the layout file it stands."""

    keys: tuple[str, ...]
    at: At
    part: ValuePart = "value"

    def __str__(self) -> str:
        return ".".join(self.keys)


Template: TypeAlias = tuple[str | FieldPath, ...]
"""A line with paths in it."""

Pieces: TypeAlias = tuple[Template, ...]
"""Templates set one behind the other; one with a path that leads to nothing is left out."""


@dataclass(frozen=True, slots=True)
class SectionPart:
    """A heading with parts under it; it is left out where they show nothing."""

    title: Template
    blocks: "tuple[LayoutPart, ...]"
    at: At


@dataclass(frozen=True, slots=True)
class ProsePart:
    """A text field of the dataset."""

    path: FieldPath


@dataclass(frozen=True, slots=True)
class LinePart:
    """A paragraph of one line."""

    line: Template


@dataclass(frozen=True, slots=True)
class ListPart:
    """A bullet list of a list's entries, each on one line; `none` is shown where the dataset says `none`."""

    path: FieldPath
    item: Pieces
    columns: int
    none: Template


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A label and its value."""

    label: Template
    value: Pieces

    def path_alone(self) -> FieldPath | None:
        """The path that is all of the value: where it leads to a list, each entry stands on a line of its own."""
        match self.value:
            case ((FieldPath() as path,),):
                return path
            case _:
                return None


@dataclass(frozen=True, slots=True)
class FieldsPart:
    """Labels with their values, in two columns; rows without a value are left out."""

    rows: tuple[FieldRow, ...]


@dataclass(frozen=True, slots=True)
class EntriesPart:
    """A bullet list of mappings: a bold lead, details, then the text running on; a table, a picture and notes below."""

    path: FieldPath
    lead: Pieces
    details: Pieces
    separator: str
    text: FieldPath | None
    table: FieldPath | None
    figure: FieldPath | None
    notes: Pieces
    link: FieldPath | None
    none: Template


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table of a list of mappings."""

    title: Template
    value: Pieces
    align: Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class TablePart:
    """A table of a list of mappings by `columns`; without columns, a table that the dataset holds as such."""

    path: FieldPath
    columns: tuple[TableColumn, ...]
    caption: Template
    chart: ChartKind | None = None


@dataclass(frozen=True, slots=True)
class EachPart:
    """Parts that are repeated for every entry of a list."""

    path: FieldPath
    blocks: "tuple[LayoutPart, ...]"


@dataclass(frozen=True, slots=True)
class FigurePart:
    """The figure whose id stands at the path."""

    path: FieldPath


@dataclass(frozen=True, slots=True)
class ContentsPart:
    """The list of contents, down to a depth of sections."""

    title: Template
    depth: int


@dataclass(frozen=True, slots=True)
class BreakPart:
    """A new page."""


@dataclass(frozen=True, slots=True)
class CoverPart:
    """The title block as a page of its own, with the picture whose id stands at the path."""

    path: FieldPath


@dataclass(frozen=True, slots=True)
class Count:
    """How many entries a list has, and what they are."""

    label: Template
    path: FieldPath


@dataclass(frozen=True, slots=True)
class PanelsPart:
    """Boxes, one for each entry of a list: figures of the year, cards, or events in order of their dates.

    Where the list is empty, `counts` are shown in its place.
    """

    form: PanelForm
    path: FieldPath
    lead: Pieces
    details: Pieces
    text: FieldPath | None = None
    table: FieldPath | None = None
    figure: FieldPath | None = None
    notes: Pieces = ()
    link: FieldPath | None = None
    counts: tuple[Count, ...] = ()


@dataclass(frozen=True, slots=True)
class CalloutPart:
    """A text that stands out, with a title of its own."""

    path: FieldPath
    title: Template


@dataclass(frozen=True, slots=True)
class QuotationPart:
    """A text as somebody's words, and whose they are."""

    path: FieldPath
    source: Pieces


@dataclass(frozen=True, slots=True)
class RegionsPart:
    """A table of the members by region and nation, as the register of authorities has them.

    `titles` are those of the columns: region, members and their number. `other` is the row of those whom the register does not
    know.
    """

    caption: Template
    titles: tuple[Template, ...]
    total: Template
    other: Template
    chart: ChartKind | None = None


@dataclass(frozen=True, slots=True)
class LeadMembersPart:
    """A table of the members that name their councillor in the group; `titles` are those of its two columns."""

    caption: Template
    titles: tuple[Template, ...]
    at: At


@dataclass(frozen=True, slots=True)
class ChartPart:
    """A chart of how many entries a list has, by month or by kind, above the table of the numbers.

    `titles` are those of the table's columns: what is counted by, and the number.
    """

    path: FieldPath
    by: CountedBy
    kind: ChartKind
    title: Template
    titles: tuple[Template, ...]


LayoutPart: TypeAlias = (
    SectionPart
    | ProsePart
    | LinePart
    | ListPart
    | FieldsPart
    | EntriesPart
    | TablePart
    | EachPart
    | FigurePart
    | ContentsPart
    | BreakPart
    | CoverPart
    | PanelsPart
    | CalloutPart
    | QuotationPart
    | RegionsPart
    | LeadMembersPart
    | ChartPart
)
