"""The lines, tables and pictures of composed documents, with the values in them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from reportgen.compose.levels import within_levels
from reportgen.compose.tracing import CLOSE, NUMBER_END, OPEN, Marks, Slot
from reportgen.document import (
    SECTION_LEVELS,
    Beside,
    Block,
    BulletList,
    Contents,
    Cover,
    Emphasis,
    Fields,
    Figure,
    Footnote,
    Highlight,
    Inline,
    LanguageRun,
    Link,
    NumberedList,
    PageBreak,
    Panels,
    Paragraph,
    Quotation,
    Section,
    Strong,
    Table,
    Text,
)
from reportgen.findings import At
from reportgen.pull.added import bare_address, without_no_breaks
from reportgen.pull.lines import Filled, Line, LineKind, PictureLine, Piece, TableLines
from reportgen.startup.patterns import lazy_pattern
from reportgen.word.inlines import merge_runs
from reportgen.word.model import NOTE, Run

_MARK = lazy_pattern(f"{OPEN}(?P<number>\\d+){NUMBER_END}|{CLOSE}")
_PLAIN = Run("")


def runs_of(children: Iterable[Inline], outer: Run = _PLAIN) -> Iterator[Run]:
    """Yields the runs of inlines. Of a link inside a link, the outer one counts, as in a Word file."""
    for child in children:
        match child:
            case Text():
                yield replace(outer, text=child.content)
            case Strong():
                yield from runs_of(child.children, replace(outer, bold=True))
            case Emphasis():
                yield from runs_of(child.children, replace(outer, italic=True))
            case Link():
                yield from runs_of(child.children, replace(outer, url=outer.url or bare_address(child.url)))
            case LanguageRun():
                yield from runs_of(child.children, replace(outer, language=child.language))
            case Highlight():
                yield from runs_of(child.children, outer)
            case Footnote():
                yield Run(NOTE, note=tuple(runs_of(child.children)))
            case _:
                assert_never(child)


def line_of(
    kind: LineKind, level: int, children: Iterable[Inline], marks: Marks, at: At | None = None
) -> Line:
    """Returns a line of composed inlines, with the places of the values that are marked in them."""
    runs: list[Run] = []
    filled: list[Filled] = []
    open_slots: list[tuple[int, int]] = []
    position = 0
    for run in runs_of(children):
        run = replace(run, text=without_no_breaks(run.text))  # noqa: PLW2901
        if run.note:
            words = (replace(word, text=without_no_breaks(word.text)) for word in run.note)
            run = replace(run, note=merge_runs(words))  # noqa: PLW2901
        kept = []
        before = 0
        for mark in _MARK.finditer(run.text):
            kept.append(run.text[before : mark.start()])
            position += mark.start() - before
            before = mark.end()
            if mark["number"]:
                open_slots.append((position, int(mark["number"])))
            else:
                start, number = open_slots.pop()
                filled.append(Filled(start, position, marks.slots[number]))
        kept.append(run.text[before:])
        position += len(run.text) - before
        runs.append(replace(run, text="".join(kept)))
    return Line(
        kind, level, merge_runs(runs), filled=tuple(sorted(filled, key=lambda slot: slot.start)), at=at
    )


def pieces_of(
    blocks: Iterable[Block], marks: Marks, depth: int = 0, *, level: int = SECTION_LEVELS
) -> Iterator[Piece]:
    """Yields the lines, tables and pictures of composed blocks.

    `depth` is that of the list around them, `level` that of the section: the sections among them are made by headings in texts.
    """
    for block in within_levels(blocks, SECTION_LEVELS - level):
        match block:
            case Paragraph():
                yield line_of(
                    "paragraph" if depth == 0 else "continuation",
                    max(depth - 1, 0),
                    block.children,
                    marks,
                    block.at,
                )
            case BulletList() | NumberedList():
                yield from _list_pieces(block, marks, depth)
            case Quotation():
                yield from _quotation_pieces(block, marks, depth)
            case Fields():
                yield TableLines(tuple(_fields_rows(block, marks)))
            case Table():
                yield from _table_pieces(block, marks)
            case Figure():
                yield from _figure_pieces(block, marks)
            case Beside() | Cover():
                yield from _figure_pieces(block.figure, marks) if block.figure else ()
                inner = block.blocks if isinstance(block, Beside) else ()
                yield from pieces_of(inner, marks, depth, level=level)
            case Panels():
                yield from _panels_pieces(block, marks, depth)
            case Section():
                yield line_of("subheading", level + 1, (Text(block.title),), marks, block.at)
                yield from pieces_of(block.blocks, marks, depth, level=level + 1)
            case Contents() | PageBreak():
                pass
            case _:
                assert_never(block)


def _fields_rows(block: Fields, marks: Marks) -> Iterator[tuple[tuple[Line, ...], ...]]:
    for row in block.fields:
        label = line_of("paragraph", 0, (Text(row.label),), marks)
        values = (line_of("paragraph", 0, value.children, marks, value.at or row.at) for value in row.value)
        yield (label,), tuple(values)


def _table_pieces(block: Table, marks: Marks) -> Iterator[Piece]:
    if block.caption:
        yield line_of("caption", 0, (Text(block.caption),), marks, block.at)
    yield TableLines(tuple(_table_rows(block, marks)))
    if block.note:
        yield line_of("note", 0, block.note, marks, block.at)


def _panels_pieces(block: Panels, marks: Marks, depth: int) -> Iterator[Piece]:
    for panel in block.panels:
        for _, words in panel.paragraphs():
            yield line_of("paragraph", 0, words, marks, panel.at or block.at)
        yield from pieces_of(panel.blocks, marks, depth)


def _quotation_pieces(block: Quotation, marks: Marks, depth: int) -> Iterator[Piece]:
    for inner in block.blocks:
        if isinstance(inner, Paragraph):
            yield line_of("quotation", depth, inner.children, marks, inner.at or block.at)
        else:
            yield from pieces_of((inner,), marks, depth)
    if block.attribution:
        yield line_of("attribution", depth, block.attribution, marks, block.at)


def _list_pieces(block: BulletList | NumberedList, marks: Marks, depth: int) -> Iterator[Piece]:
    for index, item in enumerate(block.items):
        is_first = True
        for piece in pieces_of(item.blocks, marks, depth + 1):
            if is_first and isinstance(piece, Line) and piece.kind == "continuation" and piece.level == depth:
                is_numbered = isinstance(block, NumberedList)
                number = block.start + index if isinstance(block, NumberedList) else 0
                in_columns = isinstance(block, BulletList) and block.columns > 1 and depth == 0
                yield replace(
                    piece,
                    kind="numbered" if is_numbered else "item",
                    number=number,
                    in_columns=in_columns,
                    at=piece.at or item.at or block.at,
                )
                is_first = False
            else:
                yield piece


def _table_rows(table: Table, marks: Marks) -> Iterator[tuple[tuple[Line, ...], ...]]:
    yield tuple(
        (line_of("paragraph", 0, (Text(column.title),), marks),) if column.title else ()
        for column in table.columns
    )
    for row in table.rows:
        yield tuple(
            (line_of("paragraph", 0, cell.children, marks, cell.at),) if cell.children else () for cell in row
        )


def _figure_pieces(figure: Figure, marks: Marks) -> Iterator[Piece]:
    yield PictureLine(figure.alt, at=figure.at)
    texts: tuple[tuple[LineKind, str, str], ...] = (
        ("caption", "caption", figure.caption),
        ("credit", "credit", figure.credit),
    )
    for kind, key, words in texts:
        if words:
            children = marks.around(Slot((*(figure.at or ()), key)), (Text(words),))
            yield line_of(kind, 0, children, marks, figure.at)
