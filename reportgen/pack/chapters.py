"""A report's document as a chapter of a pack: what is unique in one report is made unique among several."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import dropwhile
from typing import assert_never

from reportgen.document import (
    Beside,
    Block,
    BulletList,
    Cell,
    Chapter,
    Contents,
    Cover,
    Document,
    Field,
    Fields,
    Figure,
    Item,
    NumberedList,
    PageBreak,
    Panels,
    Paragraph,
    Quotation,
    Section,
    Table,
    map_references,
    outline,
)
from reportgen.findings import At


def chapter_section(document: Document, name: str, title: str) -> Section:
    """A document under a heading. Its name is its anchor, stands before those of its sections, and begins all its paths."""
    adds_period = document.period and document.period not in document.title
    about = f"{document.title}, {document.period}" if adds_period else document.title
    chapter = Chapter(about, document.group, document.period, document.language)
    at = (name, "group", "name") if title == document.group else None
    blocks = _with_references(tuple(_Renamer(name).blocks(document.blocks)), name)
    # a page break behind the report's own contents would now leave an empty page
    begun = tuple(dropwhile(lambda block: isinstance(block, PageBreak), blocks))
    return Section(title, begun, name, at, chapter)


def _with_references(blocks: tuple[Block, ...], name: str) -> tuple[Block, ...]:
    """Returns the renamed blocks of a chapter, whose references stay in it; one to a section that went has its words alone."""
    anchors = {heading.anchor for heading in outline(blocks)}

    def target(anchor: str) -> str:
        return f"{name}.{anchor}" if f"{name}.{anchor}" in anchors else ""

    return map_references(blocks, target)


@dataclass(frozen=True, slots=True)
class _Renamer:
    """Puts the name of a chapter before the paths and anchors of blocks."""

    name: str

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Blocks without lists of contents: the pack's own names all reports."""
        for block in blocks:
            renamed = self.block(block)
            if renamed is not None:
                yield renamed

    def block(self, block: Block) -> Block | None:
        match block:
            case Paragraph():
                return self.paragraph(block)
            case BulletList() | NumberedList():
                items = tuple(self.item(item) for item in block.items)
                return replace(block, items=items, at=self.at(block.at))
            case Quotation():
                return replace(block, blocks=tuple(self.blocks(block.blocks)), at=self.at(block.at))
            case Fields():
                return Fields(tuple(self.field(field) for field in block.fields))
            case Table():
                rows = tuple(tuple(self.cell(cell) for cell in row) for row in block.rows)
                return replace(block, rows=rows, at=self.at(block.at))
            case Figure():
                return replace(block, at=self.at(block.at))
            case Beside():
                figure = replace(block.figure, at=self.at(block.figure.at))
                return Beside(figure, tuple(self.blocks(block.blocks)))
            case Cover():
                return self.block(block.figure) if block.figure else None
            case Panels():
                panels = (
                    replace(panel, blocks=tuple(self.blocks(panel.blocks)), at=self.at(panel.at))
                    for panel in block.panels
                )
                return replace(block, panels=tuple(panels), at=self.at(block.at))
            case Section():
                inner, anchor = tuple(self.blocks(block.blocks)), f"{self.name}.{block.anchor}"
                is_emptied = block.blocks and not inner
                return (
                    None if is_emptied else replace(block, blocks=inner, anchor=anchor, at=self.at(block.at))
                )
            case PageBreak():
                return block
            case Contents():
                return None
            case _:
                assert_never(block)

    def paragraph(self, paragraph: Paragraph) -> Paragraph:
        return replace(paragraph, at=self.at(paragraph.at))

    def item(self, item: Item) -> Item:
        return Item(tuple(self.blocks(item.blocks)), self.at(item.at))

    def field(self, field: Field) -> Field:
        return Field(field.label, tuple(map(self.paragraph, field.value)), self.at(field.at))

    def cell(self, cell: Cell) -> Cell:
        return Cell(cell.children, self.at(cell.at))

    def at(self, at: At | None) -> At | None:
        return None if at is None else (self.name, *at)
