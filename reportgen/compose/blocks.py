"""Composes the blocks of a document: one method for each kind of part that a layout has."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from reportgen.charts import ChartData, ChartKind
from reportgen.compose.charts import chart_figure, data_of_table
from reportgen.compose.derived import derived_blocks
from reportgen.compose.grids import grid_table
from reportgen.compose.inlines import without_comma
from reportgen.compose.levels import flattened
from reportgen.compose.panels import panel_blocks
from reportgen.compose.pictures import indexes_by_id, set_picture
from reportgen.compose.placement import beside_text
from reportgen.compose.values import Resolver, Value
from reportgen.document import (
    Beside,
    Block,
    BulletList,
    Cell,
    Column,
    Contents,
    Field,
    Fields,
    Figure,
    Image,
    Inline,
    Item,
    Link,
    PageBreak,
    Paragraph,
    Section,
    Strong,
    Table,
    Text,
    plain_text,
)
from reportgen.findings import At
from reportgen.layout.parts import (
    BreakPart,
    CalloutPart,
    ChartPart,
    ContentsPart,
    CoverPart,
    EachPart,
    EntriesPart,
    FieldPath,
    FieldRow,
    FieldsPart,
    FigurePart,
    LayoutPart,
    LeadMembersPart,
    LinePart,
    ListPart,
    PanelsPart,
    ProsePart,
    QuotationPart,
    RegionsPart,
    SectionPart,
    TablePart,
)
from reportgen.prose import Prose, with_path, without_breaks
from reportgen.registers import Registers
from reportgen.schema.chart_of_table import chart_data
from reportgen.schema.models import Grid, Report
from reportgen.schema.values import link_target
from reportgen.theme import Theme

_ON_LINES_OF_THEIR_OWN = ("mapping", "list", "email")
"""The kinds of entries of which each has a line of its own in the value of a field: persons and addresses."""


@dataclass(frozen=True, slots=True)
class BlockComposer:
    """Composes the blocks of one report. `scopes` are the values that the paths of a part start from, innermost first.

    `registers` are those of the project, where it has its own.
    """

    report: Report
    resolver: Resolver
    images: Mapping[str, Image]
    registers: Registers | None = None
    theme: Theme = field(default_factory=Theme)
    _anchors: dict[str, int] = field(default_factory=dict, init=False)
    _indexes: dict[str, list[int]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self._indexes.update(indexes_by_id(self.report.figures))

    def blocks(self, parts: tuple[LayoutPart, ...], scopes: tuple[Value, ...]) -> tuple[Block, ...]:
        """Returns the blocks of the parts in order; a part without anything to say has none."""
        return beside_text(block for part in parts for block in self.part_blocks(part, scopes))

    def part_blocks(self, part: LayoutPart, scopes: tuple[Value, ...]) -> Iterator[Block]:
        """Yields the blocks of one part."""
        match part:
            case SectionPart():
                yield from self._section(part, scopes)
            case ProsePart():
                yield from self.prose(part.path, scopes)
            case LinePart():
                children = self.resolver.inlines((part.line,), scopes)
                yield from (
                    [Paragraph(children, self.resolver.first_path(part.line, scopes))] if children else []
                )
            case ListPart():
                yield from self._list(part, scopes)
            case FieldsPart():
                fields = tuple(filter(None, (self._field(row, scopes) for row in part.rows)))
                yield from [Fields(fields)] if fields else []
            case EntriesPart():
                yield from self._entries(part, scopes)
            case TablePart():
                yield from self._table(part, scopes)
            case EachPart():
                for entry in self.resolver.find_entries(part.path, scopes):
                    yield from self.blocks(part.blocks, (entry, *scopes))
            case FigurePart():
                yield from self._figure(part.path, scopes)
            case ContentsPart():
                yield Contents(self.resolver.plain_text(part.title, scopes), part.depth)
            case BreakPart():
                yield PageBreak()
            case CoverPart() | PanelsPart() | CalloutPart() | QuotationPart():
                yield from panel_blocks(self, part, scopes)
            case ChartPart() | RegionsPart() | LeadMembersPart():
                yield from derived_blocks(self, part, scopes)
            case _:
                assert_never(part)

    def _section(self, part: SectionPart, scopes: tuple[Value, ...]) -> Iterator[Block]:
        title = self.resolver.plain_text(part.title, scopes)
        blocks = self.blocks(part.blocks, scopes)
        if blocks and title:
            at = self.resolver.first_path(part.title, scopes)
            yield Section(title, blocks, self._unique_anchor(title), at)
        else:
            yield from blocks

    def _unique_anchor(self, title: str) -> str:
        """Returns a name for a section that is unique in the document and the same at every run."""
        slug = re.sub(r"[^\w]+", "-", title.casefold()).strip("-")[:60] or "section"
        anchor, count = slug, self._anchors.get(slug, 0)
        while anchor in self._anchors:
            count += 1
            anchor = f"{slug}-{count + 1}"
        self._anchors[slug] = count
        self._anchors.setdefault(anchor, 0)
        return anchor

    def prose(self, path: FieldPath | None, scopes: tuple[Value, ...]) -> tuple[Block, ...]:
        """Returns the blocks of a text."""
        value = self.resolver.find(path, scopes) if path else None
        if not value or not isinstance(value.content, Prose):
            return ()
        return tuple(map(self._anchored, with_path(value.content.blocks, value.at)))

    def _anchored(self, block: Block) -> Block:
        """Returns a block of a text with a name for each section that a heading in the text makes."""
        if not isinstance(block, Section):
            return block
        anchor = self._unique_anchor(block.title)
        return replace(block, anchor=anchor, blocks=tuple(map(self._anchored, block.blocks)))

    def _list(self, part: ListPart, scopes: tuple[Value, ...]) -> Iterator[Block]:
        items = []
        for entry in self.resolver.find_entries(part.path, scopes):
            children = (
                self.resolver.inlines(part.item, (entry, *scopes))
                if part.item
                else self.resolver.value_inlines(entry)
            )
            if children:
                items.append(Item((Paragraph(children, entry.at),), entry.at))
        yield from self._bullets(items, part.columns, part, scopes)

    def _entries(self, part: EntriesPart, scopes: tuple[Value, ...]) -> Iterator[Block]:
        entries = self.resolver.find_entries(part.path, scopes)
        items = [item for entry in entries if (item := self._entry(part, entry, scopes))]
        yield from self._bullets(items, 1, part, scopes)

    def _bullets(
        self, items: list[Item], columns: int, part: ListPart | EntriesPart, scopes: tuple[Value, ...]
    ) -> Iterator[Block]:
        value = self.resolver.find(part.path, scopes)
        if items:
            yield BulletList(tuple(items), columns, value.at if value else None)
        elif part.none and self._has_no_dealings(part.path):
            yield Paragraph((Text(self.resolver.plain_text(part.none, scopes)),), ("government",))

    def _has_no_dealings(self, path: FieldPath) -> bool:
        """Returns whether a path leads to the dealings with government, and the dataset says `none` there."""
        is_none = "government" in self.report.given and not self.report.government
        return is_none and path.keys == ("government",)

    def _entry(self, part: EntriesPart, entry: Value, outer_scopes: tuple[Value, ...]) -> Item | None:
        scopes = (entry, *outer_scopes)
        head = self._entry_head(part, scopes)
        blocks = flattened(self.prose(part.text, scopes))
        if head and blocks and isinstance(blocks[0], Paragraph):
            first = Paragraph((*head, Text(without_breaks(part.separator)), *blocks[0].children), entry.at)
            blocks = (first, *blocks[1:])
        elif head:
            blocks = (Paragraph(head, entry.at), *blocks)
        blocks += (*self.given_table(part.table, scopes), *self.figure_below(part.figure, scopes))
        notes = [self.resolver.inlines((template,), scopes) for template in part.notes]
        if part.link and not self.resolver.inlines(part.lead, scopes):
            notes.append(self.resolver.inlines(((part.link,),), scopes))
        blocks += tuple(Paragraph(note, entry.at) for note in notes if note)
        return Item(blocks, entry.at) if blocks else None

    def _entry_head(self, part: EntriesPart, scopes: tuple[Value, ...]) -> tuple[Inline, ...]:
        """Returns the bold lead of an entry, linked to its address where it has one, and the details behind it."""
        lead = self.resolver.inlines(part.lead, scopes)
        url = self.resolver.find(part.link, scopes) if part.link else None
        if lead and url and isinstance(url.content, str) and url.content:
            lead = (Link((Text(plain_text(lead)),), link_target(url.content)),)
        details = self.resolver.inlines(part.details, scopes)
        return (Strong(lead), *details) if lead else without_comma(details)

    def _table(self, part: TablePart, scopes: tuple[Value, ...]) -> Iterator[Block]:
        if not part.columns:
            yield from self.given_table(part.path, scopes, part.chart)
            return
        value = self.resolver.find(part.path, scopes)
        columns = tuple(
            Column(self.resolver.plain_text(column.title, scopes), column.align) for column in part.columns
        )
        rows = tuple(
            tuple(
                Cell(self.resolver.inlines(column.value, (entry, *scopes)), entry.at)
                for column in part.columns
            )
            for entry in self.resolver.find_entries(part.path, scopes)
        )
        if rows and value:
            table = Table(columns, rows, self.resolver.plain_text(part.caption, scopes), value.at)
            yield from self.charted(table, part.chart)

    def given_table(
        self, path: FieldPath | None, scopes: tuple[Value, ...], chart: ChartKind | None = None
    ) -> Iterator[Block]:
        """Yields the table that the dataset holds at a path, below its chart: the dataset's own, or that of the layout."""
        value = self.resolver.find(path, scopes) if path else None
        if value and isinstance(value.content, Grid) and value.content.columns:
            table = self.grid_table(value.content, value.at)
            if value.content.chart.kind:
                yield from self.chart(chart_data(value.content), (*value.at, "chart"))
                yield table
            else:
                yield from self.charted(table, chart)

    def charted(self, table: Table, kind: ChartKind | None) -> Iterator[Figure | Table]:
        """Yields a table below the chart that a layout gives it, where its numbers can be drawn."""
        yield from self.chart(data_of_table(table, kind) if kind else None, table.at)
        yield table

    def chart(self, data: ChartData | None, at: At | None) -> Iterator[Figure]:
        """Yields the picture of a chart, if there is one."""
        if data:
            yield chart_figure(data, self.theme, self.resolver.language, at)

    def grid_table(self, grid: Grid, at: At) -> Table:
        """Returns a table that the dataset holds whole."""
        return grid_table(grid, at, self.resolver)

    def _figure(self, path: FieldPath | None, scopes: tuple[Value, ...]) -> Iterator[Figure | Beside]:
        """Yields the picture whose id stands at a path; one that has text at its side waits for that."""
        name = self.resolver.find(path, scopes) if path else None
        for index in self._indexes.get(str(name.content), ()) if name else ():
            picture = self.report.figures[index]
            if picture.id in self.images:
                at = self.resolver.entry_path(("figures",), index)
                yield set_picture(picture, self.images[picture.id], at)

    def figure_below(self, path: FieldPath | None, scopes: tuple[Value, ...]) -> Iterator[Figure]:
        """Yields the picture of an entry, which stands below the text however wide it is."""
        for block in self._figure(path, scopes):
            yield block.figure if isinstance(block, Beside) else block

    def _field(self, row: FieldRow, scopes: tuple[Value, ...]) -> Field | None:
        path = row.path_alone()
        value = self.resolver.find(path, scopes) if path else None
        if path and value and value.shape.item and value.shape.item.kind in _ON_LINES_OF_THEIR_OWN:
            entries = self.resolver.find_entries(path, scopes)
            paragraphs = [Paragraph(self.resolver.value_inlines(entry), entry.at) for entry in entries]
            at: At | None = value.at
        else:
            paths = (self.resolver.first_path(template, scopes) for template in row.value)
            at = next(filter(None, paths), None)
            paragraphs = [Paragraph(self.resolver.inlines(row.value, scopes), at)]
        lines = tuple(paragraph for paragraph in paragraphs if paragraph.children)
        return Field(self.resolver.plain_text(row.label, scopes), lines, at) if lines else None
