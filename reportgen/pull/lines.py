"""The common measure of a Word file and a document: lines with their formatting, tables and pictures, in reading order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from reportgen.compose.tracing import Slot
from reportgen.document import heading_key
from reportgen.findings import At
from reportgen.prose import CLOSING_MARKS
from reportgen.pull.added import bare_address, without_own_links
from reportgen.startup.patterns import lazy_pattern
from reportgen.word.inlines import merge_runs
from reportgen.word.model import LINE_BREAK, NOTE, Run

LineKind: TypeAlias = Literal[
    "title",
    "subtitle",
    "period",
    "heading",
    "subheading",
    "paragraph",
    "item",
    "numbered",
    "continuation",
    "quotation",
    "attribution",
    "caption",
    "credit",
    "note",
]
"""What a line is: a `subheading` is a heading that stands in a text."""

QUOTED: tuple[LineKind, ...] = ("quotation", "attribution")
_PLAIN = Run("")
_SPACING = lazy_pattern(r"[ \t\n]+")


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
        """The words without their formatting, with a `NOTE` for each note."""
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
        if run.note:  # stands apart from the words around it
            folded.append(run)
            continue
        text = _SPACING.sub(" ", run.text)
        if ends_in_space:
            text = text.removeprefix(" ")
        if text:
            ends_in_space = text.endswith(" ")
            folded.append(replace(run, text=text))
        elif folded and LINE_BREAK in run.other:  # behind a space, in whose place it stands
            folded[-1] = replace(folded[-1], text=folded[-1].text.rstrip(" "))
            folded.append(replace(run, text=" "))
    while folded and not folded[-1].text.rstrip(" "):
        folded.pop()
    if folded:
        folded[-1] = replace(folded[-1], text=folded[-1].text.rstrip(" "))
    return merge_runs(_attached_notes(folded))


def _attached_notes(runs: Sequence[Run]) -> Iterator[Run]:
    """Yields runs in which the space before a note stands behind it, as composing sets it; the words of notes are folded, too."""
    space: Run | None = None
    for index, run in enumerate(runs, 1):
        if run.note:
            yield replace(run, note=fold_runs(run.note))
            continue
        if space and not run.text.startswith((" ", *CLOSING_MARKS)):
            yield space
        words = run.text.rstrip(" ") if any(after.note for after in runs[index : index + 1]) else run.text
        space = replace(run, text=" ") if words != run.text else None
        yield replace(run, text=words)


def without_line_breaks(piece: Piece) -> Piece:
    """Returns a line as it is without the line breaks inside it: they are told, and its words can be read all the same."""
    if not isinstance(piece, Line):
        return piece
    return replace(piece, runs=merge_runs(replace(run, other=run.other - {LINE_BREAK}) for run in piece.runs))


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
    """Returns each character with its formatting; a space looks the same in any, and a bare address with and without its link.

    References to one heading look the same however it is written.
    """
    characters: list[tuple[str, Run | None]] = []
    for run in without_own_links(runs):
        url = f"#{heading_key(run.url)}" if run.url.startswith("#") else bare_address(run.url)
        if run.note:
            note = tuple(replace(look or _PLAIN, text=character) for character, look in formatted(run.note))
            characters.append((NOTE, Run(NOTE, note=note)))
            continue
        plain = replace(run, text="", url=url)
        is_break = LINE_BREAK in run.other
        characters += [
            (character, None if character.isspace() and not is_break else plain) for character in run.text
        ]
    return characters


def look_alike(first: Iterable[Run], second: Iterable[Run]) -> bool:
    """Tells whether runs say the same words with the same formatting."""
    return formatted(first) == formatted(second)
