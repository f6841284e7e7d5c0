"""A web page as a tree, however it is written, and the words that it says."""

from collections.abc import Iterator
from typing import Any

from reportgen.document import LINK_SCHEMES
from reportgen.extract import UnreadableFile
from reportgen.verify.model import Said, in_a_row, one_line

_WITHIN = frozenset(
    {
        *(
            "a",
            "abbr",
            "b",
            "bdi",
            "bdo",
            "cite",
            "code",
            "data",
            "del",
            "dfn",
            "em",
            "font",
            "i",
            "img",
            "ins",
            "kbd",
        ),
        *("mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"),
    }
)
"""Elements that stand within a line; all others begin one and end one."""

_UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "title"})


def opened(content: bytes) -> Any:
    """The root element of a page. Raises Unreadable where it is none."""
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


def said(root: Any) -> Said:
    """What a page says: the words of its body, its pictures, and the addresses outside it."""
    pictures = (one_line(each.get("alt", "")) for each in root.iter("img"))
    addresses = (str(each.get("href", "")) for each in root.iter("a"))
    outside = in_a_row(address for address in addresses if not address.startswith("#"))
    return Said(tuple(lines(root.find("body"))), tuple(filter(None, pictures)), outside)


def lines(element: Any) -> Iterator[str]:
    """The words of an element, a line for each paragraph, heading, cell and the like that has some."""
    line: list[str] = []
    for part in _parts(element):
        if part is None:
            words, line = one_line("".join(line)), []
            yield from filter(None, [words])
        else:
            line.append(part)
    yield from filter(None, [one_line("".join(line))])


def _parts(element: Any) -> Iterator[str | None]:
    """The words of an element piece by piece, and None where a line begins or ends."""
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return
    yield from _bound(element)
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield " "
        else:
            yield from _parts(child)
        yield child.tail or ""
    yield from _bound(element)


def _bound(element: Any) -> Iterator[None]:
    if element.tag not in _WITHIN:
        yield None


def fit(address: str) -> bool:
    """Whether an address is one that a link of a report can lead to."""
    return address.lower().startswith(LINK_SCHEMES)
