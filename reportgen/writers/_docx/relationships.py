"""What a body refers to outside itself: links, pictures, lists of their own numbering, bookmarks, and faults.

The one thing of the Word writer that changes while it works. Everything in it is numbered in the order of the text,
so that the same document always gets the same numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.document import Image
from reportgen.findings import At, Code, Fault, Problem
from reportgen.writers._docx.page import Page
from reportgen.writers._docx.style_names import COUNT_LEVELS, LIST_LEVELS, STYLES, key
from reportgen.writers._docx.template import Template
from reportgen.writers._docx.xml import restart

EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}
"""The pictures that Word holds, with the endings of their files."""


@dataclass(slots=True)
class Relationships:
    """The accounts of one document being written.

    `pages` are the pages of anchors where they are known. `links` maps addresses and `images` pictures to the ids of
    relationships, `nums` collects the markup of restarted lists; `used` are the names of styles, `styles` their ids by node and
    level.
    """

    template: Template
    page: Page
    pages: Mapping[str, int]
    links: dict[str, str] = field(default_factory=dict)
    images: dict[Image, str] = field(default_factory=dict)
    nums: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    pictures: int = 0
    bookmarks: int = 0
    used: set[str] = field(default_factory=set)
    styles: dict[tuple[str, int], str] = field(default_factory=dict)

    def style(self, node: str, level: int = 1) -> str:
        """The id of a node's style, for lists at a level from 1; empty for the default paragraph style."""
        if (node, level) not in self.styles:
            name = STYLES[node]
            name = f"{name} {min(level, LIST_LEVELS)}" if level > 1 else name
            self.used.add(name)
            found = self.template.ids[key(name)]
            self.styles[node, level] = "" if found == self.template.default else found
        return self.styles[node, level]

    def lacking(self) -> list[str]:
        """The styles that the document uses and its reference document lacks, by name."""
        missing = self.template.missing
        return sorted(name for name in self.used if key(name) in missing) if missing else []

    def link(self, url: str) -> str:
        """The relationship to an address."""
        return self.links.setdefault(url, f"link{len(self.links) + 1}")

    def image(self, image: Image) -> str:
        """The relationship to a picture; the same picture is kept once."""
        return self.images.setdefault(image, f"image{len(self.images) + 1}")

    def picture(self) -> int:
        """The number of the next picture in the text."""
        self.pictures += 1
        return self.pictures

    def bookmark(self) -> int:
        """The number of the next bookmark."""
        self.bookmarks += 1
        return self.bookmarks

    def numbered_list(self, depth: int, start: int) -> tuple[int, int]:
        """The number and level of a new list that counts from `start`; `depth` counts from 1."""
        abstract, level = self.template.numbers[min(depth, COUNT_LEVELS) - 1]
        number = self.template.next_number + len(self.nums)
        self.nums.append(restart(number, abstract, level, start))
        return number, level

    def fault(self, code: Code, at: At | None, message: str, hint: str) -> None:
        """Take down what could not be written as asked."""
        self.faults.append(Fault(code, Problem(at or (), message, hint)))
