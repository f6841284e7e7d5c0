"""The medium that a document is rendered for, and the context of each block in it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import count

from reportgen.document import Document, Image, outline
from reportgen.findings import At
from reportgen.writers._html.elements import Attributes, element
from reportgen.writers.page_breaks import TextArea


@dataclass(frozen=True, slots=True)
class Medium:
    """Pages or a screen, and a function that returns the address of an image.

    `room` is the largest width and height of a picture on a page, and `logo_room` of a logo, in CSS pixels. On a screen a picture
    is larger by the factor `scale`, and the style sheet fits it and the logo where the screen has less room. `text_area` is
    the room for text on a page, or on a page that a reader prints.
    """

    paged: bool
    source: Callable[[Image], str]
    text_area: TextArea
    room: tuple[float, float] = (0, 0)
    logo_room: tuple[float, float] = (0, 0)
    scale: float = 1


@dataclass(frozen=True, slots=True)
class BlockContext:
    """The surroundings of a block: its document and medium, the rank of a heading there, and the id of the heading above.

    `ids` yields ids that are no section's anchor. `notes` are all notes so far, each with the ids of its number in
    the text and of its words in the list of notes.
    """

    document: Document
    medium: Medium
    ids: Iterator[str]
    rank: int
    heading_id: str
    notes: list[tuple[str, str]] = field(default_factory=list)

    def add_note(self) -> tuple[int, str, str]:
        """Adds a note, and returns its number and the ids of its number and its words."""
        self.notes.append((next(self.ids), next(self.ids)))
        return len(self.notes), *self.notes[-1]

    def lang(self, language: str) -> str | None:
        """Returns the value of a `lang` attribute, or None for the document's own language."""
        return None if language in ("", self.document.language) else language

    def data_at(self, at: At | None) -> str | None:
        """Returns the value of a `data-at` attribute, a dataset path; None on pages."""
        return None if at is None or self.medium.paged else ".".join(map(str, at))

    def heading(self, title: str, name: str) -> str:
        """Returns a heading of the context's rank with an id; HTML has six ranks."""
        return element(f"h{min(self.rank, 6)}", escape(title), {"id": name})


def start_attributes(start: int, context: BlockContext) -> Attributes:
    """Returns the attribute for the first number of a list; the PDF's engine does not read `start`."""
    if start == 1:
        return {}
    if context.medium.paged:
        return {"style": f"counter-reset: list-item {start - 1}"}
    return {"start": start}


def unused_ids(document: Document) -> Iterator[str]:
    """Returns an endless supply of ids that are no section's anchor."""
    anchors = {heading.anchor for heading in outline(document.blocks)}
    return (f"part-{number}" for number in count(1) if f"part-{number}" not in anchors)
