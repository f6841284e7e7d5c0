"""Where in the document and for what a block is rendered, and how an element is written."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import count

from reportgen.document import Document, Image, outline
from reportgen.findings import At

Attributes = Mapping[str, str | int | None]


@dataclass(frozen=True, slots=True)
class Medium:
    """How the words are dressed: for pages or for screens, and the address under which an image is to be had.

    `room` is what a picture may take on a page, and `logo_room` a logo, in CSS pixels; screens fit them themselves.
    """

    paged: bool
    source: Callable[[Image], str]
    room: tuple[float, float] = (0, 0)
    logo_room: tuple[float, float] = (0, 0)


@dataclass(frozen=True, slots=True)
class BlockContext:
    """Where a block stands: its document and dress, the rank of a heading there, and the id of the one above."""

    document: Document
    dress: Medium
    ids: Iterator[str]
    rank: int
    under: str

    def tongue(self, language: str) -> str | None:
        """A language as `lang` bears it; none where it is the document's own."""
        return None if language in ("", self.document.language) else language


def element(name: str, content: str, attributes: Attributes | None = None) -> str:
    """An element around content that is markup already; an attribute whose value is None is left out."""
    return f"<{name}{attributes_of(attributes or {})}>{content}</{name}>"


def attributes_of(attributes: Attributes) -> str:
    """Attributes as they stand in a tag, each after a blank."""
    return "".join(
        f' {name}="{escape(str(value))}"' for name, value in attributes.items() if value is not None
    )


def lines(parts: Iterable[str]) -> str:
    """Markup between tags, each part on a line of its own; parts that are empty are left out."""
    return "\n" + "".join(f"{part}\n" for part in parts if part)


def path(at: At | None, place: BlockContext) -> str | None:
    """The dataset path of a node as `data-at` bears it."""
    return None if at is None or place.dress.paged else ".".join(map(str, at))


def unused_ids(document: Document) -> Iterator[str]:
    """Ids for the writer's own use that are no section's anchor."""
    taken = {heading.anchor for heading in outline(document.blocks)}
    return (f"part-{number}" for number in count(1) if f"part-{number}" not in taken)


def heading(title: str, name: str, place: BlockContext) -> str:
    """A heading of the rank that its place asks for; HTML has six."""
    return element(f"h{min(place.rank, 6)}", escape(title), {"id": name})
