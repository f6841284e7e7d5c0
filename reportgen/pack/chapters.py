"""A report's document as a chapter of a pack: what is unique in a report is made unique among several."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import dropwhile
from typing import assert_never

from reportgen.document import (
    Block,
    BulletList,
    Cell,
    Chapter,
    Contents,
    Document,
    Field,
    Fields,
    Figure,
    Item,
    NumberedList,
    PageBreak,
    Paragraph,
    Section,
    Table,
)
from reportgen.findings import At


def chapter(document: Document, name: str, title: str) -> Section:
    """A document under a heading. `name` is its anchor, stands before those of its sections, and begins all its paths."""
    told = document.period and document.period not in document.title
    about = f"{document.title}, {document.period}" if told else document.title
    head = Chapter(about, document.group, document.period, document.language)
    at = (name, "group", "name") if title == document.group else None
    return Section(title, _Moving(name).begun(document.blocks), name, at, head)


@dataclass(frozen=True, slots=True)
class _Moving:
    """Moves blocks into the chapter of a name."""

    name: str

    def begun(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """Blocks from the first that says something: a page break after the contents would leave an empty page."""
        return tuple(dropwhile(lambda block: isinstance(block, PageBreak), self.blocks(blocks)))

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Blocks without lists of contents: those of the pack tell of all reports."""
        for block in blocks:
            moved = self.block(block)
            if moved is not None:
                yield moved

    def block(self, block: Block) -> Block | None:
        match block:
            case Paragraph():
                return self.paragraph(block)
            case BulletList() | NumberedList():
                items = tuple(self.item(item) for item in block.items)
                return replace(block, items=items, at=self.at(block.at))
            case Fields():
                return Fields(tuple(self.field(field) for field in block.fields))
            case Table():
                rows = tuple(tuple(self.cell(cell) for cell in row) for row in block.rows)
                return replace(block, rows=rows, at=self.at(block.at))
            case Figure():
                return replace(block, at=self.at(block.at))
            case Section():
                inner, anchor = tuple(self.blocks(block.blocks)), f"{self.name}.{block.anchor}"
                gone = block.blocks and not inner
                return None if gone else replace(block, blocks=inner, anchor=anchor, at=self.at(block.at))
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
