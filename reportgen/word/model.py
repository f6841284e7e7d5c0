"""What the reader makes of a Word file: its paragraphs and tables, and what stands beside them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "title",
    "subtitle",
    "period",
    "heading",
    "paragraph",
    "item",
    "numbered",
    "continuation",
    "quotation",
    "attribution",
    "caption",
    "credit",
    "note",
    "contents",
]
"""What a paragraph is.

`numbered` is an item of a numbered list, `continuation` a further paragraph of an item, and `attribution` whose words a quotation
holds. A `credit` says whose a picture is, and a `note` stands below a table.
"""


LINE_BREAK = "a line break inside a paragraph"
"""The `other` of a run that stands for a forced line break."""


PLACEHOLDER = "a place to type in, that nobody has filled in,"
"""The kind of an aside with the words of a form that say what belongs in a place."""


NOTE = "\ue003"
"""The text of a run that stands for a note: a character of the private area, which no dataset can hold."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words with one formatting. `url` is the address that they link to, `language` a BCP 47 tag, empty for the text's own.

    `other` names formatting that says something and that neither is bold nor italic, such as `underlined`. The run of a note has
    the words of that as its `note`, and `NOTE` as its text.
    """

    text: str
    bold: bool = False
    italic: bool = False
    url: str = ""
    language: str = ""
    other: frozenset[str] = frozenset()
    note: "tuple[Run, ...]" = ()

    def has_format_of(self, run: "Run") -> bool:
        """Tells whether both runs look alike and are words, so that they can be one."""
        return not (self.note or run.note) and (
            self.bold,
            self.italic,
            self.url,
            self.language,
            self.other,
        ) == (
            run.bold,
            run.italic,
            run.url,
            run.language,
            run.other,
        )


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a paragraph: its alternative text, and its file with a digest, both empty where the file is not there."""

    alt: str
    digest: str
    content: bytes = field(default=b"", repr=False, compare=False)
    is_decorative: bool = False


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """A paragraph. `level` is that of a heading from 1, or the depth of a list from 0; `style` is its style's name.

    `start` is the number from which the list of a numbered item counts. Items with the same `numbering` go on counting, but
    the first one with another `restart` begins anew. `bookmarks` and `comments` are the names and the ids of those that begin
    in it. `asides` are what stands beside its words and shows, such as text boxes.
    """

    kind: Kind
    level: int
    runs: tuple[Run, ...]
    style: str = ""
    start: int = 1
    numbering: str = ""
    restart: str = ""
    bookmarks: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    asides: "tuple[Aside, ...]" = ()

    @property
    def text(self) -> str:
        """The words without their formatting and notes."""
        return "".join(run.text for run in self.runs if not run.note)


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table: the blocks in each cell of each row."""

    rows: "tuple[tuple[tuple[WordBlock, ...], ...], ...]"


WordBlock: TypeAlias = WordParagraph | WordTable


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, and the words that it is about."""

    id: str
    author: str
    text: str
    quoted: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """Something that stands beside the text: what it is, in words, and what it says."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class WordFile:
    """A Word file as it is read: the text, comments, and what stands beside the text.

    `headers` and `footers` are the words of the running heads and feet. `changes` counts the tracked changes, which are accepted
    or rejected here. `notes` are the words of footnotes and endnotes, in the order of their numbers in the text. `missing` names
    what the text needs and the file does not hold: its styles, its numbering.
    """

    blocks: tuple[WordBlock, ...]
    comments: tuple[Comment, ...] = ()
    asides: tuple[Aside, ...] = ()
    headers: tuple[str, ...] = ()
    footers: tuple[str, ...] = ()
    changes: int = 0
    missing: tuple[str, ...] = ()
    notes: tuple[tuple[Run, ...], ...] = ()


def without_note_marks(text: str) -> str:
    """Returns words without the characters that stand for notes."""
    return text.replace(NOTE, "")


def paragraphs_of(blocks: tuple[WordBlock, ...]) -> Iterator[WordParagraph]:
    """Yields the paragraphs of some blocks, those in tables too, in reading order."""
    for block in blocks:
        if isinstance(block, WordParagraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from paragraphs_of(cell)
