"""What every reader makes of a file: one list of lines and tables, whatever the format was."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from reportgen.word import Run

Kind: TypeAlias = Literal[
    "title", "group", "period", "heading", "paragraph", "item", "numbered", "continuation", "quotation", "attribution",
    "caption", "credit", "note",
]  # fmt: skip
"""What a line is: `numbered` is an item of a numbered list, `continuation` a further paragraph of an item.

An `attribution` says whose words a quotation holds, a `credit` whose a picture is; a `note` stands below a table.
"""


PanelRole: TypeAlias = Literal["", "card", "figure", "callout", "details", "note", "text"]
"""What a line is in a card, a figure of the year or a callout; the first three are their titles."""

LINE_BREAK = "\t"
"""Stands for a line break inside a paragraph and for the gap between columns; where neither matters, it is a space."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, a heading or an item of a list.

    `level` is that of a heading from 1 (0 where none is known), or the depth of a list from 0. `start` is the number that an
    item of a numbered list has, as far as it is known. `number` is the line of the file that it stands on, 1 where it has none.
    """

    kind: Kind
    runs: tuple[Run, ...]
    level: int = 0
    start: int = 1
    number: int = 1
    role: PanelRole = ""

    @property
    def text(self) -> str:
        """The words without their formatting and notes."""
        return "".join(run.text for run in self.runs if not run.note)

    def cut(self, start: int, end: int | None = None) -> "Line":
        """Returns the line with its characters from `start` to `end` alone, without spaces around them.

        Notes stay with the characters before them, one at the start of the line with the first.
        """
        text = self.text
        end = len(text) if end is None else end
        noted = range(start + 1 if start else 0, end + 1)
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        runs, position = [], 0
        for run in self.runs:
            if run.note:
                runs += [run] if position in noted else []
                continue
            piece = run.text[max(start - position, 0) : max(end - position, 0)]
            if piece:
                runs.append(replace(run, text=piece))
            position += len(run.text)
        return replace(self, runs=tuple(runs))

    def is_bold(self) -> bool:
        """Tells whether all of its words are bold."""
        return all(run.bold for run in self.runs if run.text.strip() and not run.note)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the lines in each cell of each row, what stands above it, and the note below it. No row is without cells.

    `chart` is the kind of the chart above it and the columns drawn; empty where there is none, and without columns if all are.
    """

    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    caption: str = ""
    number: int = 1
    note: Line | None = None
    chart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PictureBlock(Grid):
    """A picture, which stands where tables do: it has a caption and no cells. Its content is empty where that is elsewhere."""

    alt: str = ""
    credit: str = ""
    content: bytes = field(default=b"", repr=False)
    is_decorative: bool = False


Block: TypeAlias = Line | Grid


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that is not taken over: what it is, in words, and what it says."""

    what: str
    text: str
    number: int = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it was read. `text` is that of a file whose lines can be shown; `carries` says that it carries a dataset."""

    blocks: tuple[Block, ...]
    left_out: tuple[LeftOut, ...] = ()
    text: str = ""
    carries: bool = False


def plain_line(kind: Kind, text: str, level: int = 0, number: int = 1) -> Line:
    """Returns a line without formatting."""
    return Line(kind, (Run(text),) if text else (), level, number=number)


def lines_of(blocks: tuple[Block, ...] | list[Block]) -> Iterator[Line]:
    """Yields the lines of some blocks, those in tables too, in reading order."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            yield from (line for row in block.rows for cell in row for line in cell)


def note_words(runs: Iterable[Run]) -> Iterator[str]:
    """Yields the words of each note among runs."""
    return ("".join(word.text for word in run.note) for run in runs if run.note)


def cell_text(cell: tuple[Line, ...]) -> str:
    """Returns the words of a cell on one line."""
    return " ".join(" ".join(line.text for line in cell).split())


def bold_line(line: Line) -> Line:
    """Returns a heading as a paragraph in bold."""
    return replace(line, kind="paragraph", level=0, runs=tuple(replace(run, bold=True) for run in line.runs))
