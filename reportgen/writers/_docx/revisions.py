"""Two reports as one body with recorded changes: accepted it reads as the new report, rejected as the old one.

A paragraph that is new or gone has its mark at its end, too, so that nothing of it stays: its place is then taken by the next
paragraph. Where none follows in the same section, cell or document, an empty one does, since Word keeps the properties of a
section in its last paragraph, and no cell is without one.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, zip_longest
from typing import cast

from reportgen.alignment import likeness
from reportgen.document import Document
from reportgen.startup.patterns import lazy_pattern
from reportgen.writers._docx.block_elements import ParagraphMarkup, TableMarkup, TableRow
from reportgen.writers._docx.relationships import Relationships
from reportgen.writers._docx.section_breaks import BodyItem
from reportgen.writers._docx.tracked_runs import (
    Kind,
    Tracker,
    begins_new,
    revised_runs,
    text,
    whole_runs,
    without_fields,
    words,
)


@dataclass(frozen=True, slots=True)
class Changes:
    """What has become of an old document, as recorded changes in a new one."""

    old: Document
    tracker: Tracker

    def merged(
        self, old: Sequence[BodyItem], new: Sequence[BodyItem], relationships: Relationships
    ) -> list[BodyItem]:
        """Returns the items of both bodies in order."""
        merged = _Merger(self.tracker, relationships).merge(old, new)
        if not any(map(_is_changed_end_of_field, merged)):
            return merged
        return [
            replace(item, runs=without_fields(item.runs)) if isinstance(item, ParagraphMarkup) else item
            for item in merged
        ]


@dataclass(frozen=True, slots=True)
class _Merger:
    """Merges the items of a body, or the paragraphs of a cell, with those of another."""

    tracker: Tracker
    relationships: Relationships

    def merge(self, old: Sequence[BodyItem], new: Sequence[BodyItem]) -> list[BodyItem]:
        merged: list[BodyItem] = []
        for i, j in reversed(self.tracker.aligner.pairs(old, new, _key, _item_likeness)):
            if i is not None and j is not None:
                merged.append(self._revised(old[i], new[j], merged[-1] if merged else None))
            elif j is not None:
                merged += self._whole(new[j], "ins")
            elif i is not None:
                merged += self._whole(old[i], "del")
        return list(self._with_gaps(merged[::-1]))

    def _revised(self, old: BodyItem, new: BodyItem, following: BodyItem | None) -> BodyItem:
        if isinstance(old, ParagraphMarkup) and isinstance(new, ParagraphMarkup):
            is_before_new = isinstance(following, ParagraphMarkup) and begins_new(following.runs)
            return self._paragraph(old, new, is_before_new=is_before_new)
        if isinstance(old, TableMarkup) and isinstance(new, TableMarkup):
            return replace(new, rows=tuple(self._rows(old.rows, new.rows)))
        return new

    def _whole(self, item: BodyItem, kind: Kind) -> Iterator[BodyItem]:
        """Yields an item that is on one side alone; of breaks, those of the new report count."""
        if isinstance(item, ParagraphMarkup):
            yield self._whole_paragraph(item, kind)
        elif isinstance(item, TableMarkup):
            yield replace(item, rows=tuple(self._whole_row(row, kind) for row in item.rows))
        elif kind == "ins":
            yield item

    def _paragraph(
        self, old: ParagraphMarkup, new: ParagraphMarkup, *, is_before_new: bool = False
    ) -> ParagraphMarkup:
        change = ""
        if self._properties(old) != self._properties(new):
            attributes = self.tracker.attributes()
            change = f"<w:pPrChange {attributes}><w:pPr>{old.own_properties()}</w:pPr></w:pPrChange>"
        runs = revised_runs(old.runs, new.runs, self.tracker, ends_in_old=is_before_new)
        return replace(new, runs=runs, properties_change=change)

    def _properties(self, paragraph: ParagraphMarkup) -> str:
        """Returns a paragraph's own properties, with what its numbering does in place of the numbering's number."""
        return _NUMBERING.sub(
            lambda number: self.relationships.numbering_rule(int(number[1])), paragraph.own_properties()
        )

    def _whole_paragraph(self, paragraph: ParagraphMarkup, kind: Kind) -> ParagraphMarkup:
        runs = whole_runs(paragraph.runs, kind, self.tracker)
        at = paragraph.at if kind == "ins" else None
        return replace(paragraph, runs=runs, at=at, end_mark=self.tracker.mark(kind))

    def _whole_row(self, row: TableRow, kind: Kind) -> TableRow:
        """Returns a row that is on one side alone. The end of a cell goes with its row."""
        mark = self.tracker.mark(kind)
        cells = []
        for cell in row.cells:
            *paragraphs, last = (self._whole_paragraph(paragraph, kind) for paragraph in cell)
            cells.append((*paragraphs, replace(last, end_mark="")))
        return replace(row, cells=tuple(cells), mark=mark)

    def _rows(self, old: Sequence[TableRow], new: Sequence[TableRow]) -> Iterator[TableRow]:
        for i, j in self.tracker.aligner.pairs(old, new, _row_key, _row_likeness):
            if i is not None and j is not None:
                yield replace(new[j], cells=tuple(self._cells(old[i], new[j])))
            elif j is not None:
                yield self._whole_row(new[j], "ins")
            elif i is not None:
                yield self._whole_row(old[i], "del")

    def _cells(self, old: TableRow, new: TableRow) -> Iterator[tuple[ParagraphMarkup, ...]]:
        for old_cell, new_cell in zip(old.cells, new.cells, strict=True):
            if len(old_cell) == len(new_cell) == 1:
                yield (self._paragraph(old_cell[0], new_cell[0]),)
            else:
                yield cast("tuple[ParagraphMarkup, ...]", tuple(self.merge(old_cell, new_cell)))

    def _with_gaps(self, items: Sequence[BodyItem]) -> Iterator[BodyItem]:
        """Yields the items, with an empty paragraph after each that is new or gone and has no paragraph behind it."""
        for item, following in zip_longest(items, items[1:]):
            yield item
            if (
                isinstance(item, ParagraphMarkup)
                and item.end_mark
                and not isinstance(following, ParagraphMarkup)
            ):
                yield ParagraphMarkup(self.relationships.style_id("Table gap"), "")


def _is_changed_end_of_field(item: BodyItem) -> bool:
    """Returns whether the contents begin or end in a paragraph that may be rejected: they are then written without a field."""
    return isinstance(item, ParagraphMarkup) and bool(item.end_mark) and "<w:fldChar " in item.runs


_NUMBERING = lazy_pattern('<w:numId w:val="([0-9]+)"/>')
_PARAGRAPH_OF_PART = lazy_pattern("(<w:p>(?:<w:pPr>.*?</w:pPr>)?)(.*)(?=</w:p>)", re.DOTALL)


def revised_part(old: str, new: str, tracker: Tracker) -> str:
    """Returns a header or footer, which is one paragraph, with what has changed in it as recorded changes."""
    old_paragraph, new_paragraph = _PARAGRAPH_OF_PART.search(old), _PARAGRAPH_OF_PART.search(new)
    if old_paragraph is None or new_paragraph is None:
        return new
    runs = revised_runs(old_paragraph[2], new_paragraph[2], tracker)
    return new[: new_paragraph.start(2)] + runs + new[new_paragraph.end() :]


def _key(item: BodyItem) -> object:
    """Returns what is equal where nothing has changed that a reader sees."""
    match item:
        case ParagraphMarkup():
            return item.style_id, text(item.runs)
        case TableMarkup():
            return len(item.widths), tuple(map(_row_key, item.rows))
        case _:
            return item


def _item_likeness(old: BodyItem, new: BodyItem) -> float:
    if isinstance(old, ParagraphMarkup) and isinstance(new, ParagraphMarkup):
        return _paragraph_likeness(old, new)
    if isinstance(old, TableMarkup) and isinstance(new, TableMarkup) and len(old.widths) == len(new.widths):
        return likeness(_table_words(old), _table_words(new))
    return 0.0


def _paragraph_likeness(old: ParagraphMarkup, new: ParagraphMarkup) -> float:
    """Returns how alike paragraphs of one style are. Those that say a value at the same path, outside lists, always are."""
    if text(old.runs) == text(new.runs):
        return 1.0
    if old.style_id != new.style_id:
        return 0.0
    if old.at and old.at == new.at and not any(isinstance(step, int) for step in old.at):
        return max(0.5, likeness(words(old.runs), words(new.runs)))
    return likeness(words(old.runs), words(new.runs))


def _row_key(row: TableRow) -> object:
    return tuple(tuple(text(paragraph.runs) for paragraph in cell) for cell in row.cells)


def _row_likeness(old: TableRow, new: TableRow) -> float:
    """Returns how alike two rows are. Those with the same first cell, which heads them, always are."""
    if old.is_header != new.is_header:
        return 0.0
    is_same_head = _row_key(old)[0] == _row_key(new)[0]  # type: ignore[index]
    return max(0.5 if is_same_head else 0.0, likeness(_row_words(old), _row_words(new)))


def _row_words(row: TableRow) -> Counter[str]:
    return sum((words(paragraph.runs) for paragraph in chain.from_iterable(row.cells)), Counter[str]())


def _table_words(table: TableMarkup) -> Counter[str]:
    return sum(map(_row_words, table.rows), Counter[str]())
