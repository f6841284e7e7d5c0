"""What a body refers to outside itself: links, pictures, numbering instances and styles; and the faults met on the way.

`Relationships` is the one thing of the Word writer that changes while it works. It numbers everything in the order of the
text, so that the same document always gets the same numbers.
"""

from collections import Counter
from dataclasses import dataclass, field

from reportgen.document import Image
from reportgen.findings import At, Code, Fault, Problem
from reportgen.writers._docx.page import PageGeometry
from reportgen.writers._docx.style_names import LIST_STYLE_LEVELS, NUMBERING_LEVELS, STYLES, style_key
from reportgen.writers._docx.template import Template
from reportgen.writers._docx.xml import numbering_instance

EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}
"""The media types of pictures that Word holds, with the extensions of their files."""


@dataclass(slots=True)
class Relationships:
    """Collects what the body of one document refers to outside itself.

    `links` maps addresses and `images` pictures to the ids of relationships, `note_links` the addresses in notes to those of
    their part; `numbering_instances` are the markup of restarted lists. `notes` are the runs of notes by their ids.
    """

    template: Template
    page: PageGeometry
    links: dict[str, str] = field(default_factory=dict)
    note_links: dict[str, str] = field(default_factory=dict)
    images: dict[Image, str] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)
    numbering_instances: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    picture_count: int = 0
    bookmark_count: int = 0
    used_styles: set[str] = field(default_factory=set)
    _note_ids: dict[tuple[str, int], int] = field(default_factory=dict)
    _note_counts: Counter[str] = field(default_factory=Counter)

    def style_id(self, node: str, level: int = 1) -> str:
        """Returns the id of a node's style, for lists at a level from 1; empty for the default paragraph style."""
        name = STYLES[node]
        if level > 1:
            name = f"{name} {min(level, LIST_STYLE_LEVELS)}"
        self.used_styles.add(name)
        style_id = self.template.style_ids[style_key(name)]
        return "" if style_id == self.template.default_style_id else style_id

    def missing_styles(self) -> list[str]:
        """Returns the names of the styles that the document uses and its reference document lacks."""
        return sorted(name for name in self.used_styles if style_key(name) in self.template.missing_styles)

    def link_id(self, url: str) -> str:
        """Returns the id of the relationship to an address."""
        return self.links.setdefault(url, f"link{len(self.links) + 1}")

    def begin_body(self) -> None:
        """Begins the body of a document. In a further one, a note that an earlier one has, too, keeps its id."""
        self._note_counts.clear()

    def add_note(self, runs: str) -> int:
        """Adds a note and returns its id."""
        self._note_counts[runs] += 1
        number = self._note_ids.setdefault((runs, self._note_counts[runs]), len(self.notes) + 1)
        self.notes.setdefault(number, runs)
        return number

    def image_id(self, image: Image) -> str:
        """Returns the id of the relationship to a picture; equal pictures share one."""
        return self.images.setdefault(image, f"image{len(self.images) + 1}")

    def next_picture_number(self) -> int:
        """Returns the number of the next picture in the text."""
        self.picture_count += 1
        return self.picture_count

    def next_bookmark_number(self) -> int:
        """Returns the number of the next bookmark."""
        self.bookmark_count += 1
        return self.bookmark_count

    def add_numbering_instance(self, depth: int, start: int) -> tuple[int, int]:
        """Adds a list that counts from `start`, at a depth from 1, and returns its numbering instance and level."""
        definition, level = self.template.numbered_levels[min(depth, NUMBERING_LEVELS) - 1]
        number = self.template.next_instance + len(self.numbering_instances)
        self.numbering_instances.append(numbering_instance(number, definition, level, start))
        return number, level

    def numbering_rule(self, number: int) -> str:
        """Returns what a numbering instance does, which is equal for lists that count alike."""
        return self.numbering_instances[number - self.template.next_instance].partition(">")[2]

    def add_fault(self, code: Code, at: At | None, message: str, hint: str) -> None:
        """Records what could not be written as asked."""
        self.faults.append(Fault(code, Problem(at or (), message, hint)))
