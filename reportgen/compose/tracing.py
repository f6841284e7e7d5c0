"""Composes with marks around every value, so that each word of a document is known to be the layout's or a value's.

The marks are characters of the private area, which no dataset can hold: a number between `OPEN` and `NUMBER_END` begins a value,
and `CLOSE` ends it. The number is that of the value in `Marks.slots`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from reportgen.charts import ChartData, ChartKind
from reportgen.compose.blocks import BlockComposer
from reportgen.compose.charts import alternative_text
from reportgen.compose.values import Resolver, Value
from reportgen.document import (
    Block,
    BulletList,
    Cell,
    Column,
    Figure,
    Image,
    Inline,
    NumberedList,
    Paragraph,
    Quotation,
    Section,
    Table,
    Text,
    map_words,
)
from reportgen.findings import At
from reportgen.layout import Layout
from reportgen.layout.parts import FieldPath
from reportgen.schema.models import Grid, Report
from reportgen.startup.patterns import lazy_pattern

OPEN, NUMBER_END, CLOSE = "\ue000", "\ue001", "\ue002"
NUMBER: At = ("#number",)
"""Stands for the path of an entry's number, which follows from its place in the list."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A value in the words of a document: its path, and which paragraph of a text it is, counted from 0."""

    at: At
    passage: int | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """The values that have been marked so far, and the alternative texts of the charts, which are made of such values."""

    slots: list[Slot] = field(default_factory=list)
    charts: set[str] = field(default_factory=set)

    def around(self, slot: Slot, children: Iterable[Inline]) -> tuple[Inline, ...]:
        """Returns inlines between the marks of a value."""
        self.slots.append(slot)
        return Text(f"{OPEN}{len(self.slots) - 1}{NUMBER_END}"), *children, Text(CLOSE)

    def around_text(self, slot: Slot, text: str) -> str:
        """Returns words between the marks of a value; nothing where there are none."""
        if not text:
            return ""
        self.slots.append(slot)
        return f"{OPEN}{len(self.slots) - 1}{NUMBER_END}{text}{CLOSE}"


@dataclass(frozen=True, slots=True)
class TracingResolver(Resolver):
    """Resolves templates with marks around the values in them."""

    marks: Marks = field(default_factory=Marks)

    def value_inlines(self, value: Value) -> tuple[Inline, ...]:
        """Returns a value on one line, between its marks."""
        children = Resolver.value_inlines(self, value)
        return self.marks.around(Slot(value.at), children) if children else ()

    def path_inlines(self, path: FieldPath, scopes: tuple[Value, ...]) -> tuple[Inline, ...]:
        """Returns what a path of a template shows, between its marks."""
        children = Resolver.path_inlines(self, path, scopes)
        if path.keys == ("number",) and self.find(path, scopes) is None:
            return self.marks.around(Slot(NUMBER), children)
        return children


@dataclass(frozen=True, slots=True)
class TracingComposer(BlockComposer):
    """Composes the blocks of a report with marks around the paragraphs of texts and the cells of tables, too."""

    marks: Marks = field(default_factory=Marks)

    def prose(self, path: FieldPath | None, scopes: tuple[Value, ...]) -> tuple[Block, ...]:
        """Returns the blocks of a text, each paragraph between marks."""
        value = self.resolver.find(path, scopes) if path else None
        blocks = BlockComposer.prose(self, path, scopes)
        return tuple(self._marked(block, value.at, [0]) for block in blocks) if value else ()

    def _marked(self, block: Block, at: At, count: list[int]) -> Block:
        if isinstance(block, Paragraph):
            return replace(block, children=self.marks.around(self._next_slot(at, count), block.children))
        if isinstance(block, BulletList | NumberedList):
            items = (
                replace(item, blocks=tuple(self._marked(inner, at, count) for inner in item.blocks))
                for item in block.items
            )
            return replace(block, items=tuple(items))
        if isinstance(block, Quotation):
            blocks = tuple(self._marked(inner, at, count) for inner in block.blocks)
            attribution = block.attribution
            if attribution:
                attribution = self.marks.around(self._next_slot(at, count), attribution)
            return replace(block, blocks=blocks, attribution=attribution)
        if isinstance(block, Section):
            title = self.marks.around_text(self._next_slot(at, count), block.title)
            return replace(
                block, title=title, blocks=tuple(self._marked(inner, at, count) for inner in block.blocks)
            )
        return block

    def _next_slot(self, at: At, count: list[int]) -> Slot:
        count[0] += 1
        return Slot(at, count[0] - 1)

    def chart(self, data: ChartData | None, _: At | None) -> Iterator[Figure]:
        """Yields nothing: a chart says what its table says, and is drawn anew."""
        if data:
            self.marks.charts.add(alternative_text(data, self.resolver.language))
        yield from ()

    def charted(self, table: Table, kind: ChartKind | None) -> Iterator[Figure | Table]:
        """Yields the table alone, and keeps what its chart says."""
        for block in BlockComposer.charted(self, map_words(table, without_marks), kind):
            yield table if isinstance(block, Table) else block

    def grid_table(self, grid: Grid, at: At) -> Table:
        """Returns a table of the dataset with marks around its caption, heads, cells and note."""
        table = BlockComposer.grid_table(self, grid, at)
        columns = tuple(
            Column(self.marks.around_text(Slot((*at, "columns", index)), column.title), column.align)
            for index, column in enumerate(table.columns)
        )
        rows = tuple(tuple(self._marked_cell(cell) for cell in row) for row in table.rows)
        caption = self.marks.around_text(Slot((*at, "caption")), table.caption)
        note = self.marks.around(Slot((*at, "note")), table.note) if table.note else ()
        return Table(columns, rows, caption, at, note)

    def _marked_cell(self, cell: Cell) -> Cell:
        return (
            replace(cell, children=self.marks.around(Slot(cell.at or ()), cell.children))
            if cell.children
            else cell
        )


def tracing_composer(
    report: Report, layout: Layout, images: Mapping[str, Image], origins: Mapping[At, tuple[int, ...]]
) -> TracingComposer:
    """Returns a composer that marks the values of a report; its arguments are those of `compose`."""
    marks = Marks()
    resolver = TracingResolver(report.language, layout.words.get(report.language, {}), origins, marks)
    return TracingComposer(report, resolver, images, theme=layout.theme, marks=marks)


_MARK = lazy_pattern(f"{OPEN}\\d+{NUMBER_END}|{CLOSE}")


def without_marks(text: str) -> str:
    """Returns words without the marks of values."""
    return _MARK.sub("", text)
