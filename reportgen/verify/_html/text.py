"""Parses a web page, however it is written, and reads its text."""

from collections.abc import Iterator
from typing import Any

from reportgen.document import NOTES_TITLES
from reportgen.extract import UnreadableFile
from reportgen.verify._html.hiding import find_hiding
from reportgen.verify.model import FileText
from reportgen.verify.strings import collapse_whitespace, drop_consecutive_duplicates

_INLINE_ELEMENTS = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
})  # fmt: skip
"""Elements that stand within a line; all others begin one and end one."""

_HIDDEN_ELEMENTS = frozenset({"script", "style", "template", "noscript", "head", "title"})

_NOTES, _NUMBER, _BACK = "doc-endnotes", "doc-noteref", ("doc-backlink", "↑")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def parse_page(content: bytes) -> Any:
    """Returns the root element of a page. Raises UnreadableFile where it is none."""
    from lxml import etree

    if b"\0" in content or b"<html" not in content[:10_000].lower():
        raise UnreadableFile("it is no Word file, PDF or web page")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile("it is no web page that can be read") from error
    if root is None or root.find("body") is None:
        raise UnreadableFile("it is no web page that can be read")
    return root


def read_text(root: Any) -> FileText:
    """Reads the text of a page: the lines of its body, its alternative texts, and the addresses outside it."""
    alternative_texts = (collapse_whitespace(picture.get("alt", "")) for picture in root.iter("img"))
    notes = [notes for notes in root.iter("section") if notes.get("role") == _NOTES]
    links_in_notes = [link for section in notes for link in section.iter("a")]
    links = [link for link in root.iter("a") if link not in links_in_notes]
    addresses = (str(link.get("href", "")) for link in (*links, *links_in_notes))
    outside = drop_consecutive_duplicates(address for address in addresses if not address.startswith("#"))
    return FileText(
        tuple(_lines(root.find("body"))),
        tuple(filter(None, alternative_texts)),
        outside,
        titles=(collapse_whitespace(root.findtext("head/title") or ""),),
        hiding=find_hiding(root),
        notes=tuple(line for section in notes for line in _lines(section, in_notes=True)),
    )


def _lines(element: Any, *, in_notes: bool = False) -> Iterator[str]:
    """Yields the text of an element: a line for each paragraph, heading, cell and the like that has some."""
    pieces: list[str] = []
    for piece in (*_pieces(element, in_notes=in_notes), None):
        if piece is not None:
            pieces.append(piece)
            continue
        line = collapse_whitespace("".join(pieces))
        pieces = []
        if line:
            yield line


def _pieces(element: Any, *, in_notes: bool = False) -> Iterator[str | None]:
    """Yields the text of an element piece by piece, and None where a line begins or ends.

    Numbers of notes, the links back from notes and the title above them are no words of the report.
    """
    if not isinstance(element.tag, str) or element.tag in _HIDDEN_ELEMENTS:
        return
    role, words = element.get("role", ""), "".join(element.itertext()).strip() if element.get("role") else ""
    if (role == _NOTES and not in_notes) or (role == _NUMBER and words.isdecimal()) or (role, words) == _BACK:
        return
    if in_notes and element.tag in _HEADINGS and "".join(element.itertext()).strip() in NOTES_TITLES:
        return
    is_block = element.tag not in _INLINE_ELEMENTS
    if is_block:
        yield None
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield " "
        else:
            yield from _pieces(child, in_notes=in_notes)
        yield child.tail or ""
    if is_block:
        yield None
