"""Composes the blocks of a document: one method for each kind of part that a layout has."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from reportgen.compose.values import Resolver, Value
from reportgen.document import (
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
    ContentsPart,
    EachPart,
    EntriesPart,
    FieldPath,
    FieldRow,
    FieldsPart,
    FigurePart,
    LayoutPart,
    LinePart,
    ListPart,
    ProsePart,
    SectionPart,
    TablePart,
)
from reportgen.prose import Prose, fold_spacing, merge_texts, with_path
from reportgen.prose.lines import line_inlines, line_words
from reportgen.schema.models import Grid, Report
from reportgen.schema.values import link_target

_NUMERIC = re.compile(
    r"[-–\u2212(]?[£€$]?[-–\u2212]?\d[\d,.]*\s?(?:%|p|k|m|bn|million|billion|per cent)?\)?", re.IGNORECASE
)


_ON_LINES_OF_THEIR_OWN = ("mapping", "list", "email")
"""The kinds of entries of which each has a line of its own in the value of a field: persons and addresses."""


@dataclass(frozen=True, slots=True)
class BlockComposer:
    """Composes the blocks of one report. `scopes` are the values that the paths of a part start from, innermost first."""

    report: Report
    resolver: Resolver
    images: Mapping[str, Image]
    _anchors: dict[str, int] = field(default_factory=dict, init=False)

    def blocks(self, parts: tuple[LayoutPart, ...], scopes: tuple[Value, ...]) -> Iterator[Block]:
        """Yields the blocks of the parts in order; a part without anything to say has none."""
        for part in parts:
            yield from self.part_blocks(part, scopes)

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
                yield from self._figure(part, scopes)
            case ContentsPart():
                yield Contents(self.resolver.plain_text(part.title, scopes), part.depth)
            case BreakPart():
                yield PageBreak()
            case _:
                assert_never(part)

    def _section(self, part: SectionPart, scopes: tuple[Value, ...]) -> Iterator[Block]:
        title = self.resolver.plain_text(part.title, scopes)
        blocks = tuple(self.blocks(part.blocks, scopes))
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
        return with_path(value.content.blocks, value.at) if value and isinstance(value.content, Prose) else ()

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
        blocks = self.prose(part.text, scopes)
        if head and blocks and isinstance(blocks[0], Paragraph):
            first = Paragraph((*head, Text(part.separator), *blocks[0].children), entry.at)
            blocks = (first, *blocks[1:])
        elif head:
            blocks = (Paragraph(head, entry.at), *blocks)
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
            lead = (Link(lead, link_target(url.content)),)
        details = self.resolver.inlines(part.details, scopes)
        return (Strong(lead), *details) if lead else _without_comma(details)

    def _table(self, part: TablePart, scopes: tuple[Value, ...]) -> Iterator[Block]:
        value = self.resolver.find(part.path, scopes)
        if not part.columns:
            if value and isinstance(value.content, Grid) and value.content.columns:
                yield self.grid_table(value.content, value.at)
            return
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
            yield Table(columns, rows, self.resolver.plain_text(part.caption, scopes), value.at)

    def grid_table(self, grid: Grid, at: At) -> Table:
        """Returns a table that the dataset holds whole; a column of numbers or money alone, bold or not, is aligned right."""
        cells = [[line_inlines(fold_spacing(cell)) for cell in row] for row in grid.rows]
        columns = []
        for index, title in enumerate(grid.columns):
            column = [plain_text(row[index]) for row in cells if row[index]]
            is_numeric = bool(column) and all(_NUMERIC.fullmatch(text) for text in column)
            columns.append(Column(line_words(fold_spacing(title)), "right" if is_numeric else "left"))
        rows = []
        for row_index, row in enumerate(cells):
            row_at = self.resolver.entry_path((*at, "rows"), row_index)
            rows.append(tuple(Cell(inlines, (*row_at, index)) for index, inlines in enumerate(row)))
        return Table(tuple(columns), tuple(rows), fold_spacing(grid.caption), at)

    def _figure(self, part: FigurePart, scopes: tuple[Value, ...]) -> Iterator[Block]:
        name = self.resolver.find(part.path, scopes)
        for index, figure in enumerate(self.report.figures):
            if name and figure.id == name.content and figure.id in self.images:
                alt = "" if figure.decorative else fold_spacing(figure.alt)
                at = self.resolver.entry_path(("figures",), index)
                yield Figure(self.images[figure.id], alt, fold_spacing(figure.caption), at)

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


def _without_comma(details: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Returns the details of an entry that has no lead for them to stand behind."""
    match details:
        case (Text() as first, *others):
            return merge_texts((Text(first.content.lstrip(", ")), *others))
        case _:
            return details
