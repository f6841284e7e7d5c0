"""The list of contents."""

from collections.abc import Sequence
from html import escape

from reportgen.document import Contents, Heading, outline
from reportgen.writers._html.markup import BlockContext, element, heading, lines


def contents(node: Contents, place: BlockContext) -> str:
    """The document's sections as nested lists of links."""
    name = next(place.ids)
    entries = list(outline(place.document.blocks, node.depth))
    parts = (heading(node.title, name, place), _entries(entries, 1, place) if entries else "")
    return element("nav", lines(parts), {"class": "contents", "aria-labelledby": name})


def _entries(headings: Sequence[Heading], level: int, place: BlockContext) -> str:
    """A list of the headings of one level, each with the list of those below it."""
    starts = [number for number, entry in enumerate(headings) if entry.level == level]
    ends = [*starts[1:], len(headings)]
    parts = (_entry(headings[start:end], level, place) for start, end in zip(starts, ends, strict=True))
    return element("ul", lines(parts), {"role": None if place.dress.paged else "list"})


def _entry(headings: Sequence[Heading], level: int, place: BlockContext) -> str:
    """A line of the contents. A link loses its target in the engine when it is a box of its own: hence the span."""
    first, *below = headings
    language = place.tongue(first.language) if level == 1 else None
    line = element("a", escape(first.title), {"href": f"#{first.anchor}"})
    if place.dress.paged:
        number = element("span", "", {"class": "page", "data-of": f"#{first.anchor}"})
        line = element("span", element("span", line) + number, {"class": "line"})
    inner = line + (lines([_entries(below, level + 1, place)]) if below else "")
    return element("li", inner, {"lang": language})
