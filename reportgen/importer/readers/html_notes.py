"""Footnotes of a web page: links that lead to the words of a note, as this program, Word, LibreOffice and pandoc write them."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from reportgen.startup.patterns import lazy_pattern

_REFERENCE = lazy_pattern(r"#(?:_(?:ftn|edn)\d+|sd(?:foot|end)note\d+sym|fn:?-?\d+)")
_BACK = lazy_pattern(r"#(?:_(?:ftn|edn)ref\d+|sd(?:foot|end)note\d+anc|fnref:?-?\d+)")
_OWN_ELEMENT = lazy_pattern(r"(?:ftn|edn|sdfootnote|sdendnote)\d+")


@dataclass(frozen=True, slots=True)
class PageNotes:
    """The links to notes, each with the element that holds the words of its note; `unread` are those that no line has had yet."""

    references: dict[Any, Any] = field(default_factory=dict)
    unread: dict[Any, None] = field(default_factory=dict)
    lists: AbstractSet[Any] = frozenset()

    def is_list(self, element: Any) -> bool:
        """Tells whether an element shows nothing but notes, whose words stand where they belong."""
        return element in self.lists


def leads_back(link: Any) -> bool:
    """Tells whether a link leads from a note to its place in the text."""
    return link.get("role") == "doc-backlink" or _BACK.fullmatch(link.get("href") or "") is not None


def find_notes(body: Any) -> PageNotes:
    """Finds the notes of a page. The second link to one note is no link to a note, so that its words come once."""
    targets: dict[str, Any] = {}
    for element in body.iter():
        if isinstance(element.tag, str):
            for name in filter(None, (element.get("id"), element.get("name"))):
                targets.setdefault(name, element)
    references: dict[Any, Any] = {}
    taken: dict[Any, None] = {}
    for link in body.iter("a"):
        href = link.get("href") or ""
        if href[:1] != "#" or not (link.get("role") == "doc-noteref" or _REFERENCE.fullmatch(href)):
            continue
        words = _words_of_note(targets.get(href[1:]))
        if words is not None and words not in taken and words not in link.iterancestors():
            references[link] = words
            taken[words] = None
    lists = {
        section
        for section in body.iter("section", "div")
        if section.get("role") == "doc-endnotes" and all(item in taken for item in section.iter("li"))
    }
    return PageNotes(references, taken, lists.union(taken))


def _words_of_note(target: Any) -> Any:
    """Returns the element with all words of a note; that which a link leads to may be the number before them."""
    if target is None or target.tag != "a":
        return target
    around = [
        ancestor for ancestor in target.iterancestors() if _OWN_ELEMENT.fullmatch(ancestor.get("id") or "")
    ]
    return around[0] if around else next(target.iterancestors("p", "li", "div"), None)
