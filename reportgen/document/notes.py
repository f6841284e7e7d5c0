"""Notes of a report: those in a line, and the title under which HTML and PDF list them."""

from collections.abc import Iterable, Iterator

from reportgen.document.inlines import Footnote, Inline, Text

_TITLES = {"en-GB": "Notes", "cy-GB": "Nodiadau"}
NOTES_TITLES = frozenset(_TITLES.values())
"""The titles of lists of notes."""


def footnotes(children: Iterable[Inline]) -> Iterator[Footnote]:
    """Yields the notes in a line, in their order."""
    for child in children:
        if isinstance(child, Footnote):
            yield child
        elif not isinstance(child, Text):
            yield from footnotes(child.children)


def notes_title(language: str) -> str:
    """Returns the title of a list of notes. It is no line of the report: Word sets notes at the foot of pages, without one."""
    return _TITLES.get(language, _TITLES["en-GB"])
