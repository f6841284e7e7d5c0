"""The structure of a web page: what a browser would fetch or a reader would miss (WCAG 2.2; HTML Living Standard)."""

import re
from collections.abc import Iterator
from typing import Any

from reportgen.startup.patterns import lazy_pattern
from reportgen.verify.navigation import find_skipped_levels
from reportgen.verify.strings import collapse_whitespace, quote

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ACTIVE_ELEMENTS = {
    "script": "runs a program",
    "iframe": "shows another page",
    "frame": "shows another page",
    "object": "shows something from elsewhere",
    "embed": "shows something from elsewhere",
    "applet": "runs a program",
    "base": "sends its links elsewhere",
    "form": "asks for what is then sent somewhere",
    "input": "shows words that are no text of the page",
    "select": "shows words that are no text of the page",
    "template": "holds words that a browser may show in the place of others",
    "noscript": "holds words that only some browsers show",
    "frameset": "shows other pages",
    "audio": "plays something",
    "video": "plays something",
}
_SOURCE_ATTRIBUTES = ("src", "srcset", "poster", "background", "data", "xlink:href")
_DRAWN = frozenset(
    {"image", "use", "feimage", "mpath", "pattern", "lineargradient", "radialgradient", "textpath"}
)
_FETCHING_CSS = lazy_pattern(r"""url\(\s*["']?\s*(?!data:|#)|@import\b|image-set\(""", re.IGNORECASE)


def find_problems(root: Any) -> Iterator[str]:
    """Yields everything that is wrong with a page whatever its dataset says."""
    yield from _fetching_elements(root)
    yield from _missing_policy(root)
    yield from _missing_metadata(root)
    yield from _heading_problems(root)
    for number, picture in enumerate(root.iter("img"), 1):
        if picture.get("alt") is None:
            yield f"picture {number} has no `alt`"
    yield from _table_problems(root)


def _fetching_elements(root: Any) -> Iterator[str]:
    for element in root.iter():
        if not isinstance(element.tag, str):  # a comment
            continue
        if element.tag in _ACTIVE_ELEMENTS:
            yield f"a `{element.tag}` {_ACTIVE_ELEMENTS[element.tag]}"
        if element.tag == "link" and element.get("href"):
            yield f"a `link` fetches {quote(element.get('href'))}"
        if element.tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh":
            yield "a `meta` sends the reader to another page"
        for name, value in element.attrib.items():
            yield from _fetching_attribute(element, str(name), str(value))
        if element.tag == "style" and _FETCHING_CSS.search(element.text or ""):
            yield "the style sheet fetches something from elsewhere"


def _fetching_attribute(element: Any, name: str, value: str) -> Iterator[str]:
    if (name in _SOURCE_ATTRIBUTES and not value.strip().lower().startswith("data:")) or (
        name == "href" and element.tag in _DRAWN and not value.strip().lower().startswith(("data:", "#"))
    ):
        yield f"the `{element.tag}` fetches {quote(value)}"
    elif name == "ping":
        yield f"the `{element.tag}` tells {quote(value)} when it is followed"
    elif name == "style" and _FETCHING_CSS.search(value):
        yield f"the style of a `{element.tag}` fetches something from elsewhere"
    elif name.startswith("on"):
        yield f"a `{element.tag}` runs a program (`{name}`)"


def _missing_policy(root: Any) -> Iterator[str]:
    """Yields a problem where no policy keeps the browser from fetching what others put into the page."""
    policies = (
        meta.get("content") or ""
        for meta in root.iter("meta")
        if (meta.get("http-equiv") or "").lower() == "content-security-policy"
    )
    if not any("default-src 'none'" in policy for policy in policies):
        yield "no Content-Security-Policy says `default-src 'none'`"


def _missing_metadata(root: Any) -> Iterator[str]:
    if not (root.get("lang") or "").strip():
        yield "the page says no language (`lang`)"
    if not collapse_whitespace(root.findtext("head/title") or ""):
        yield "the page has no title"


def _heading_problems(root: Any) -> Iterator[str]:
    count = len(list(root.iter("h1")))
    if count != 1:
        yield f"the page has {count or 'no'} main heading{'s' if count else ''} (`h1`), and should have one"
    headings = root.iter(*_HEADINGS)
    yield from find_skipped_levels((int(heading.tag[1]), "".join(heading.itertext())) for heading in headings)


def _table_problems(root: Any) -> Iterator[str]:
    for table in root.iter("table"):
        header_cells = list(table.iter("th"))
        if not header_cells:
            text = quote(" ".join(table.itertext()), 40)
            yield f"the table that begins {text} has no heads (`th`)"
        for cell in header_cells:
            if cell.get("scope") not in {"row", "col", "rowgroup", "colgroup"}:
                text = quote("".join(cell.itertext()))
                yield f"the head {text} of a table does not say what it heads (`scope`)"
