"""Finds the notes of a web page: the lists of them, and what counts them, which is no word of the report."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reportgen.document import NOTES_TITLES

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class PageNotes:
    """The `lists` of notes with the `links` in them, and the `signs`: numbers of notes, links back, and titles of lists."""

    lists: tuple[Any, ...]
    links: dict[Any, None]
    signs: frozenset[Any]


def find_notes(root: Any) -> PageNotes:
    """Finds the notes of a page. A number that is not the next one, or is not raised, is a word like any other."""
    lists = tuple(_lists(root))
    links = {link: None for section in lists for link in section.iter("a")}
    titles = (next(section.iter(*_HEADINGS), None) for section in lists)
    signs = (
        *(title for title in titles if title is not None and _words(title) in NOTES_TITLES),
        *(
            link
            for link in links
            if link.get("role") == "doc-backlink" and link.text == "↑" and not len(link)
        ),
        *_numbers(root),
    )
    return PageNotes(lists, links, frozenset(signs))


def _lists(root: Any) -> Iterator[Any]:
    """Yields the lists of notes; one inside another is a part of that."""
    inside: set[Any] = set()
    for section in root.iter("section"):
        if section.get("role") == "doc-endnotes" and section not in inside:
            inside.update(section.iter("section"))
            yield section


def _numbers(root: Any) -> Iterator[Any]:
    """Yields the numbers of notes in the text, which count from 1."""
    count = 0
    for link in root.iter("a"):
        is_number = link.get("role") == "doc-noteref" and link.getparent().tag == "sup"
        if is_number and link.text == str(count + 1) and not len(link):
            count += 1
            yield link


def _words(element: Any) -> str:
    return "".join(element.itertext()).strip()
