"""Parses a web page, however it is written, and reads its text."""

from collections.abc import Container, Iterator
from typing import Any

from reportgen.extract import UnreadableFile
from reportgen.verify._html.hiding import find_hiding
from reportgen.verify._html.notes import find_notes
from reportgen.verify._html.parsing import parse_html
from reportgen.verify.model import FileText
from reportgen.verify.strings import collapse_whitespace, drop_consecutive_duplicates

_INLINE_ELEMENTS = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
})  # fmt: skip
"""Elements that stand within a line; all others begin one and end one."""

_HIDDEN_ELEMENTS = frozenset({"script", "style", "template", "noscript", "head", "title"})


def parse_page(content: bytes) -> Any:
    """Returns the root element of a page. Raises UnreadableFile where it is none."""
    if b"\0" in content or b"<html" not in content[:10_000].lower():
        raise UnreadableFile("it is no Word file, PDF or web page")
    root = parse_html(content.decode("utf-8", "replace").removeprefix("\ufeff"))
    if root is None or root.find("body") is None:
        raise UnreadableFile("it is no web page that can be read")
    return root


def read_text(root: Any) -> FileText:
    """Reads the text of a page: the lines of its body, its alternative texts, and the addresses outside it."""
    alternative_texts = (collapse_whitespace(picture.get("alt", "")) for picture in root.iter("img"))
    notes = find_notes(root)
    links = (link for link in root.iter("a") if link not in notes.links)
    addresses = (str(link.get("href", "")) for link in (*links, *notes.links))
    outside = drop_consecutive_duplicates(address for address in addresses if not address.startswith("#"))
    unsaid = notes.signs.union(notes.lists)
    return FileText(
        tuple(_lines(root.find("body"), unsaid)),
        tuple(filter(None, alternative_texts)),
        outside,
        titles=(collapse_whitespace(root.findtext("head/title") or ""),),
        hiding=find_hiding(root),
        notes=tuple(line for section in notes.lists for line in _lines(section, notes.signs)),
    )


def _lines(element: Any, unsaid: Container[Any]) -> Iterator[str]:
    """Yields the text of an element: a line for each paragraph, heading, cell and the like that has some."""
    pieces: list[str] = []
    for piece in (*_pieces(element, unsaid), None):
        if piece is not None:
            pieces.append(piece)
            continue
        line = collapse_whitespace("".join(pieces))
        pieces = []
        if line:
            yield line


def _pieces(element: Any, unsaid: Container[Any]) -> Iterator[str | None]:
    """Yields the text of an element piece by piece, and None where a line begins or ends.

    What is `unsaid` is left out.
    """
    if not isinstance(element.tag, str) or element.tag in _HIDDEN_ELEMENTS or element in unsaid:
        return
    is_block = element.tag not in _INLINE_ELEMENTS
    if is_block:
        yield None
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield " "
        else:
            yield from _pieces(child, unsaid)
        yield child.tail or ""
    if is_block:
        yield None
