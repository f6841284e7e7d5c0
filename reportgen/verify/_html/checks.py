"""What a browser would fetch or a reader miss in a web page (WCAG 2.2; HTML Living Standard), and links that lead nowhere."""

import re
from collections.abc import Iterator
from typing import Any

from reportgen.verify._html.page import fit
from reportgen.verify.model import one_line, quoted, skips

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_FETCHING = {
    "script": "runs a program",
    "iframe": "shows another page",
    "frame": "shows another page",
    "object": "shows something from elsewhere",
    "embed": "shows something from elsewhere",
    "applet": "runs a program",
    "base": "sends its links elsewhere",
    "form": "asks for what is then sent somewhere",
}
_SOURCES = ("src", "srcset", "poster", "background", "data", "xlink:href")
_URL = re.compile(r"""url\(\s*["']?\s*(?!data:|#)|@import\b|image-set\(""", re.IGNORECASE)
_POLICY = "content-security-policy"


def problems(root: Any) -> Iterator[str]:
    """Everything that is wrong with a page whatever its dataset says."""
    yield from _fetches(root)
    yield from _unguarded(root)
    yield from _unnamed(root)
    yield from _headings(root)
    yield from (
        f"picture {number} has no `alt`"
        for number, each in enumerate(root.iter("img"), 1)
        if each.get("alt") is None
    )
    yield from _tables(root)


def links(root: Any) -> Iterator[str]:
    """Links and labels that lead nowhere, or to an address that is none for readers."""
    ids = {each.get("id") for each in root.iter() if each.get("id")}
    for link in root.iter("a", "area"):
        address, words = link.get("href"), quoted("".join(link.itertext()))
        if address is None:
            continue
        if address.startswith("#"):
            if address[1:] not in ids:
                yield f"the link {words} leads to `{address}`, which is not on the page"
        elif not fit(address):
            yield f"the link {words} leads to {quoted(address)}, which is not http, https or mailto"
    for element in root.iter():
        for name in (element.get("aria-labelledby") or "").split():
            if name not in ids:
                yield f"a {element.tag} is labelled by `{name}`, which is not on the page"


def count(root: Any) -> int:
    """How many links there are."""
    return sum(1 for each in root.iter("a") if each.get("href") is not None)


def _fetches(root: Any) -> Iterator[str]:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in _FETCHING:
            yield f"a `{element.tag}` {_FETCHING[element.tag]}"
        if element.tag == "link" and element.get("href"):
            yield f"a `link` fetches {quoted(element.get('href'))}"
        if element.tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh":
            yield "a `meta` sends the reader to another page"
        for name, value in element.attrib.items():
            yield from _fetched(element, str(name), str(value))
        if element.tag == "style" and _URL.search(element.text or ""):
            yield "the style sheet fetches something from elsewhere"


def _fetched(element: Any, name: str, value: str) -> Iterator[str]:
    if name in _SOURCES and not value.strip().lower().startswith("data:"):
        yield f"the `{element.tag}` fetches {quoted(value)}"
    elif name == "style" and _URL.search(value):
        yield f"the style of a `{element.tag}` fetches something from elsewhere"
    elif name.startswith("on"):
        yield f"a `{element.tag}` runs a program (`{name}`)"


def _unguarded(root: Any) -> Iterator[str]:
    """Without a policy that forbids it, what others put into the page may be fetched."""
    policies = (
        each.get("content") or ""
        for each in root.iter("meta")
        if (each.get("http-equiv") or "").lower() == _POLICY
    )
    if not any("default-src 'none'" in policy for policy in policies):
        yield "no Content-Security-Policy says `default-src 'none'`"


def _unnamed(root: Any) -> Iterator[str]:
    if not (root.get("lang") or "").strip():
        yield "the page says no language (`lang`)"
    if not one_line(root.findtext("head/title") or ""):
        yield "the page has no title"


def _headings(root: Any) -> Iterator[str]:
    first = list(root.iter("h1"))
    if len(first) != 1:
        yield f"the page has {len(first) or 'no'} main heading{'' if len(first) < 2 else 's'} (`h1`), and should have one"
    yield from skips((int(each.tag[1]), "".join(each.itertext())) for each in root.iter(*_HEADINGS))


def _tables(root: Any) -> Iterator[str]:
    for table in root.iter("table"):
        heads = list(table.iter("th"))
        words = quoted(" ".join(table.itertext()), 40)
        if not heads:
            yield f"the table that begins {words} has no heads (`th`)"
        yield from (
            f"the head {quoted(''.join(head.itertext()))} of a table does not say what it heads (`scope`)"
            for head in heads
            if head.get("scope") not in {"row", "col", "rowgroup", "colgroup"}
        )
