"""Links of a web page to its own headings."""

from collections.abc import Iterator
from typing import Any

from reportgen.document import heading_slug

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def name_headings(body: Any) -> None:
    """Lets links that lead to the id of a heading, or of the section that it begins, lead to the words of the heading."""
    slugs: dict[str, str] = {}
    for heading in body.iter(*_HEADINGS):
        for name in _names(heading):
            slugs.setdefault(name, heading_slug("".join(heading.itertext())))
    for link in body.iter("a"):
        if slug := slugs.get((link.get("href") or "").removeprefix("#")):
            link.set("href", f"#{slug}")


def _names(heading: Any) -> Iterator[str]:
    """Yields the ids of a heading, of what is in it, and of the section whose first element it is."""
    for element in heading.iter():
        yield from filter(None, (element.get("id"), element.get("name")))
    outer = heading.getparent()
    if outer is not None and outer.index(heading) == 0:
        yield from filter(None, (outer.get("id"),))
