"""From a report and a layout to the document: what the report says, in the layout's order and words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import assert_never

from reportgen.document import (
    Block,
    BulletList,
    Cell,
    Column,
    Contents,
    Document,
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
    plain,
)
from reportgen.findings import At
from reportgen.layout import Layout
from reportgen.layout.parts import (
    BreakPart,
    ContentsPart,
    EachPart,
    EntriesPart,
    FieldPath,
    FieldsPart,
    FigurePart,
    LayoutPart,
    ListPart,
    Pieces,
    ProsePart,
    SectionPart,
    TablePart,
    Template,
)
from reportgen.prose import Prose, joined, line, located
from reportgen.schema.i18n import choice, in_words, period_in_words
from reportgen.schema.model import Model, Shape
from reportgen.schema.models import Grid, Report, Website
from reportgen.schema.shapes import ROOT
from reportgen.schema.values import Date, Period

_NUMERIC = re.compile(
    r"[-–\u2212(]?[£€$]?[-–\u2212]?\d[\d,.]*\s?(?:%|p|k|m|bn|million|billion|per cent)?\)?", re.IGNORECASE
)


_APART = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class _Scope:
    """What paths start from: a value, its shape, its path, and its number in the list it comes from."""

    value: object
    shape: Shape
    at: At = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class _Found:
    """A value that a path leads to."""

    value: object
    shape: Shape
    at: At


@dataclass
class _Composer:
    report: Report
    layout: Layout
    images: Mapping[str, Image]
    origins: Mapping[At, tuple[int, ...]]
    anchors: dict[str, int] = field(default_factory=dict)

    @cached_property
    def words(self) -> Mapping[str, str]:
        return self.layout.words.get(self.report.language, {})

    def blocks(self, parts: tuple[LayoutPart, ...], scopes: tuple[_Scope, ...]) -> Iterator[Block]:
        for part in parts:
            yield from self.block(part, scopes)

    def block(self, part: LayoutPart, scopes: tuple[_Scope, ...]) -> Iterator[Block]:
        match part:
            case SectionPart():
                yield from self.section(part, scopes)
            case ProsePart():
                found = self.find(part.path, scopes)
                if found and isinstance(found.value, Prose):
                    yield from located(found.value.blocks, found.at)
            case ListPart():
                yield from self.list(part, scopes)
            case FieldsPart():
                rows = (self.field(row.label, row.value, scopes) for row in part.rows)
                fields = tuple(row for row in rows if row)
                yield from [Fields(fields)] if fields else []
            case EntriesPart():
                yield from self.entries(part, scopes)
            case TablePart():
                yield from self.table(part, scopes)
            case EachPart():
                for inner in self.each(part.path, scopes):
                    yield from self.blocks(part.blocks, (inner, *scopes))
            case FigurePart():
                yield from self.figure(part, scopes)
            case ContentsPart():
                yield Contents(self.line(part.title, scopes), part.depth)
            case BreakPart():
                yield PageBreak()
            case _:
                assert_never(part)

    def section(self, part: SectionPart, scopes: tuple[_Scope, ...]) -> Iterator[Block]:
        title = self.line(part.title, scopes)
        blocks = tuple(self.blocks(part.blocks, scopes))
        if blocks and title:
            yield Section(title, blocks, self.anchor(title), self.place(part.title, scopes))
        else:
            yield from blocks

    def anchor(self, title: str) -> str:
        """A name for a section, unique in the document and the same at every run."""
        base = _slug(title) or "section"
        name, count = base, self.anchors.get(base, 0)
        while name in self.anchors:
            count += 1
            name = f"{base}-{count + 1}"
        self.anchors[base] = count
        self.anchors.setdefault(name, 0)
        return name

    def list(self, part: ListPart, scopes: tuple[_Scope, ...]) -> Iterator[Block]:
        items = []
        for inner in self.each(part.path, scopes):
            children = self.pieces(part.item, (inner, *scopes)) if part.item else self.shown(inner)
            if children:
                items.append(Item((Paragraph(children, inner.at),), inner.at))
        found = self.find(part.path, scopes)
        if items:
            yield BulletList(tuple(items), part.columns, found.at if found else None)
        else:
            yield from self.none(part.path, part.none, scopes)

    def entries(self, part: EntriesPart, scopes: tuple[_Scope, ...]) -> Iterator[Block]:
        items = [item for inner in self.each(part.path, scopes) if (item := self.entry(part, inner, scopes))]
        found = self.find(part.path, scopes)
        if items:
            yield BulletList(tuple(items), at=found.at if found else None)
        else:
            yield from self.none(part.path, part.none, scopes)

    def entry(self, part: EntriesPart, inner: _Scope, outer: tuple[_Scope, ...]) -> Item | None:
        scopes = (inner, *outer)
        lead = self.pieces(part.lead, scopes)
        url = self.find(part.link, scopes) if part.link else None
        if lead and url and isinstance(url.value, str) and url.value:
            lead = (Link(lead, url.value),)
        head: tuple[Inline, ...] = (Strong(lead),) if lead else ()
        head += self.pieces(part.details, scopes)
        text = self.find(part.text, scopes) if part.text else None
        blocks = located(text.value.blocks, text.at) if text and isinstance(text.value, Prose) else ()
        if head and blocks and isinstance(blocks[0], Paragraph):
            first = Paragraph((*head, Text(part.separator), *blocks[0].children), inner.at)
            blocks = (first, *blocks[1:])
        elif head:
            blocks = (Paragraph(head, inner.at), *blocks)
        notes = (self.pieces((piece,), scopes) for piece in part.notes)
        blocks += tuple(Paragraph(note, inner.at) for note in notes if note)
        return Item(blocks, inner.at) if blocks else None

    def none(self, path: FieldPath, template: Template, scopes: tuple[_Scope, ...]) -> Iterator[Block]:
        """What is said where the dataset says `none` in place of a list."""
        said = "government" in self.report.given and not self.report.government
        if template and said and path.keys == ("government",):
            yield Paragraph((Text(self.line(template, scopes)),), ("government",))

    def table(self, part: TablePart, scopes: tuple[_Scope, ...]) -> Iterator[Block]:
        if not part.columns:
            found = self.find(part.path, scopes)
            if found and isinstance(found.value, Grid) and found.value.columns:
                yield self.grid(found.value, found.at)
            return
        columns = tuple(Column(self.line(column.title, scopes), column.align) for column in part.columns)
        rows = tuple(
            tuple(Cell(self.pieces(column.value, (inner, *scopes)), inner.at) for column in part.columns)
            for inner in self.each(part.path, scopes)
        )
        found = self.find(part.path, scopes)
        if rows and found:
            yield Table(columns, rows, self.line(part.caption, scopes), found.at)

    def grid(self, grid: Grid, at: At) -> Table:
        """A table of the dataset's own; a column whose cells are all numbers or money is aligned right."""
        cells = [[line(cell) for cell in row] for row in grid.rows]
        columns = []
        for index, title in enumerate(grid.columns):
            given = [row[index] for row in cells if row[index]]
            numeric = bool(given) and all(_NUMERIC.fullmatch(cell) for cell in given)
            columns.append(Column(line(title), "right" if numeric else "left"))
        rows = tuple(
            tuple(
                Cell((Text(cell),) if cell else (), (*self.entry_at((*at, "rows"), number), position))
                for position, cell in enumerate(row)
            )
            for number, row in enumerate(cells)
        )
        return Table(tuple(columns), rows, line(grid.caption), at)

    def figure(self, part: FigurePart, scopes: tuple[_Scope, ...]) -> Iterator[Block]:
        found = self.find(part.path, scopes)
        for index, picture in enumerate(self.report.figures):
            if found and picture.id == found.value and picture.id in self.images:
                alt = "" if picture.decorative else line(picture.alt)
                yield Figure(
                    self.images[picture.id], alt, line(picture.caption), self.entry_at(("figures",), index)
                )

    def field(self, label: Template, value: Pieces, scopes: tuple[_Scope, ...]) -> Field | None:
        children = self.pieces(value, scopes)
        at = next(filter(None, (self.place(piece, scopes) for piece in value)), None)
        return Field(self.line(label, scopes), (Paragraph(children, at),), at) if children else None

    def each(self, path: FieldPath, scopes: tuple[_Scope, ...]) -> Iterator[_Scope]:
        found = self.find(path, scopes)
        if found and isinstance(found.value, tuple) and found.shape.item:
            for index, value in enumerate(found.value):
                yield _Scope(value, found.shape.item, self.entry_at(found.at, index), index + 1)

    def entry_at(self, at: At, index: int) -> At:
        """The file's path of an entry of a list."""
        places = self.origins.get(at)
        return (*at, places[index] if places else index)

    def find(self, path: FieldPath, scopes: tuple[_Scope, ...]) -> _Found | None:
        """What a path leads to, tried from the innermost scope outwards as the layout's check did."""
        keys = path.keys
        for scope in scopes:
            value, shape = scope.value, scope.shape
            for key in keys:
                inner = shape.keys().get(key)
                if inner is None:
                    break
                value, shape = getattr(value, "version" if key == "schema" else key), inner
            else:
                return _Found(value, shape, (*scope.at, *keys))
        return None

    def place(self, template: Template, scopes: tuple[_Scope, ...]) -> At | None:
        """The path of the first value of the dataset in a template."""
        found = (self.find(part, scopes) for part in template if isinstance(part, FieldPath))
        return next((each.at for each in found if each), None)

    def line(self, template: Template, scopes: tuple[_Scope, ...]) -> str:
        children = self.pieces((template,), scopes)
        return plain(children)

    def pieces(self, pieces: Pieces, scopes: tuple[_Scope, ...]) -> tuple[Inline, ...]:
        """The templates one behind the other, without those that have an empty path in them."""
        children: list[Inline] = []
        for template in pieces:
            if len(template) == 1 and isinstance(template[0], FieldPath):
                children += self.value(template[0], scopes)
                continue
            parts = [
                self.value(part, scopes) if isinstance(part, FieldPath) else (Text(part),)
                for part in template
            ]
            if all(parts):
                children.extend(child for part in parts for child in part)
        return joined(children)

    def value(self, path: FieldPath, scopes: tuple[_Scope, ...]) -> tuple[Inline, ...]:
        if path.keys[0] == "words":
            word = self.words.get(".".join(path.keys[1:]), "")
            return (Text(word),) if word else ()
        found = self.find(path, scopes)
        if found is None and path.keys == ("number",):
            return (Text(str(next((scope.number for scope in scopes if scope.number), 0))),)
        return self.shown(found) if found else ()

    def shown(self, found: _Found | _Scope) -> tuple[Inline, ...]:
        """A value on one line; addresses as links."""
        text = line(_in_words(found.value, self.report.language))
        if found.shape.kind == "choice":
            text = choice(text, self.report.language)
        if not text:
            return ()
        if isinstance(found.value, Website) and found.value.url:
            return (Link((Text(text),), found.value.url),)
        if found.shape.kind == "url":
            return (Link((Text(text),), text),)
        if found.shape.kind == "email" and "@" in text:
            return (Link((Text(text),), f"mailto:{text}"),)
        return (Text(text),)


@lru_cache(maxsize=256)  # a layout's own titles are those of every report
def _slug(title: str) -> str:
    return _APART.sub("-", title.casefold()).strip("-")[:60]


def compose(
    report: Report,
    layout: Layout,
    images: Mapping[str, Image],
    origins: Mapping[At, tuple[int, ...]] | None = None,
) -> Document:
    """Set a report by a layout.

    `images` are the pictures of its figures by their ids; `origins` says for lists from which entries were left out, by their
    path in the file, where each of the others stands there, so that nodes carry the file's paths.
    """
    composer = _Composer(report, layout, images, origins or {})
    root = (_Scope(report, ROOT),)
    blocks = tuple(composer.blocks(layout.blocks, root))
    return Document(
        title=composer.line(layout.title, root),
        group=line(report.group.name),
        period=period_in_words(report.period, report.language) if report.period else "",
        language=report.language,
        page_of=composer.words.get("page_of", "{page} / {pages}"),
        blocks=blocks,
        author=line(report.contact.lead_officer.name),
        created=_created(report),
        group_at=("group", "name"),
        period_at=("period",),
    )


def _created(report: Report) -> str:
    """The report's own date: when it was sent, or the last day it covers."""
    if report.submitted:
        return report.submitted.end.isoformat()
    return report.period.end.isoformat() if report.period else ""


def _in_words(value: object, language: str) -> str:
    match value:
        case str():
            return value
        case Date():
            return in_words(value, language)
        case Period():
            return period_in_words(value, language)
        case bool():
            return ""
        case Model():
            return value.line(language)
        case tuple():
            return ", ".join(filter(None, (_in_words(inner, language) for inner in value)))
        case None:
            return ""
        case _:
            return str(value)
