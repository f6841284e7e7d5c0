"""The common measure of a Word file and a document: lines with their formatting, tables and pictures, in reading order."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias, assert_never

from reportgen.compose.tracing import CLOSE, NUMBER_END, OPEN, Marks, Slot
from reportgen.document import (
    Block,
    BulletList,
    Contents,
    Emphasis,
    Fields,
    Figure,
    Highlight,
    Inline,
    LanguageRun,
    Link,
    NumberedList,
    PageBreak,
    Paragraph,
    Section,
    Strong,
    Table,
    Text,
)
from reportgen.findings import At
from reportgen.word.inlines import merge_runs
from reportgen.word.model import Run

LineKind: TypeAlias = Literal[
    "title", "subtitle", "period", "heading", "paragraph", "item", "numbered", "continuation", "caption"
]
_SPACING = re.compile(r"[ \t\n]+")
_MARK = re.compile(f"{OPEN}(?P<number>\\d+){NUMBER_END}|{CLOSE}")


@dataclass(frozen=True, slots=True)
class Filled:
    """Where in a line a value stands, and which."""

    start: int
    end: int
    slot: Slot


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. `level` is that of a heading from 1, or the depth of a list from 0; a numbered item has its `number`.

    Of a line that is composed, `filled` says where values stand in it and `at` is the path of the whole; a line of a Word file
    has the names of its bookmarks as `anchors`, and the ids of its `comments`. `in_columns` tells a list that is set in columns.
    """

    kind: LineKind
    level: int
    runs: tuple[Run, ...]
    number: int = 0
    filled: tuple[Filled, ...] = field(default=(), compare=False)
    at: At | None = field(default=None, compare=False)
    anchors: tuple[str, ...] = field(default=(), compare=False)
    comments: tuple[str, ...] = field(default=(), compare=False)
    in_columns: bool = field(default=False, compare=False)

    @property
    def text(self) -> str:
        """The words without their formatting."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class TableLines:
    """A table: the lines in each cell of each row."""

    rows: tuple[tuple[tuple[Line, ...], ...], ...]

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(line.text for row in self.rows for cell in row for line in cell)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of all cells."""
        return tuple(line for row in self.rows for cell in row for line in cell)


@dataclass(frozen=True, slots=True)
class PictureLine:
    """A picture with its alternative text; one that is composed has the path of its figure."""

    alt: str
    digest: str = field(default="", compare=False)
    at: At | None = field(default=None, compare=False)

    @property
    def text(self) -> str:
        """Its alternative text."""
        return self.alt


Piece: TypeAlias = Line | TableLines | PictureLine


def fold_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Returns runs with single spaces inside and none around them."""
    folded: list[Run] = []
    ends_in_space = True
    for run in runs:
        text = _SPACING.sub(" ", run.text)
        if ends_in_space:
            text = text.removeprefix(" ")
        if text:
            ends_in_space = text.endswith(" ")
            folded.append(replace(run, text=text))
    while folded and not folded[-1].text.rstrip(" "):
        folded.pop()
    if folded:
        folded[-1] = replace(folded[-1], text=folded[-1].text.rstrip(" "))
    return merge_runs(folded)


def cut_runs(runs: Iterable[Run], start: int, end: int) -> tuple[Run, ...]:
    """Returns the runs of the characters from one offset to another."""
    pieces, position = [], 0
    for run in runs:
        first, last = max(start - position, 0), min(end - position, len(run.text))
        if first < last:
            pieces.append(replace(run, text=run.text[first:last]))
        position += len(run.text)
    return tuple(pieces)


def formatted(runs: Iterable[Run]) -> list[tuple[str, Run | None]]:
    """Returns each character with its formatting; a space looks the same in any."""
    characters: list[tuple[str, Run | None]] = []
    for run in runs:
        plain = replace(run, text="")
        characters += [(character, None if character.isspace() else plain) for character in run.text]
    return characters


def look_alike(first: Iterable[Run], second: Iterable[Run]) -> bool:
    """Tells whether runs say the same words with the same formatting."""
    return formatted(first) == formatted(second)


_PLAIN = Run("")
_HOST_ALONE = re.compile(r"https?://[^/?#]+/", re.IGNORECASE)


def bare_address(url: str) -> str:
    """Returns the address of a site without the slash behind its name, which LibreOffice adds."""
    return url.removesuffix("/") if _HOST_ALONE.fullmatch(url) else url


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


def pieces_of(blocks: Iterable[Block], marks: Marks, depth: int = 0) -> Iterator[Piece]:
    """Yields the lines, tables and pictures of composed blocks that hold no sections; `depth` is that of the list around them."""
    for block in blocks:
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
            case Fields():
                rows = (
                    (
                        (line_of("paragraph", 0, (Text(row.label),), marks),),
                        tuple(
                            line_of("paragraph", 0, value.children, marks, value.at or row.at)
                            for value in row.value
                        ),
                    )
                    for row in block.fields
                )
                yield TableLines(tuple(rows))
            case Table():
                if block.caption:
                    yield line_of("caption", 0, (Text(block.caption),), marks, block.at)
                yield TableLines(tuple(_table_rows(block, marks)))
            case Figure():
                yield PictureLine(block.alt, at=block.at)
                if block.caption:
                    yield line_of("caption", 0, _figure_caption(block, marks), marks, block.at)
            case Contents() | PageBreak():
                pass
            case Section():
                raise TypeError(block)
            case _:
                assert_never(block)


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


def _figure_caption(figure: Figure, marks: Marks) -> tuple[Inline, ...]:
    return marks.around(Slot((*(figure.at or ()), "caption")), (Text(figure.caption),))
