"""Words inside a line: emphasis, languages and links."""

from collections.abc import Iterable
from html import escape
from typing import assert_never

from reportgen.document import Emphasis, Inline, Link, Span, Strong, Text
from reportgen.writers._html.place import Place, element

"""What a link may begin with."""


def inlines(children: Iterable[Inline], place: Place, link: Link | None = None) -> str:
    return "".join(_inline(child, place, link) for child in children)


def _inline(child: Inline, place: Place, link: Link | None) -> str:
    """Words; those inside a link are given it. A link inside a link is its words alone: HTML has no such thing."""
    match child:
        case Text():
            words = escape(child.content)
            return _anchor(words, link) if link and place.dress.paged else words
        case Emphasis():
            return element("em", inlines(child.children, place, link))
        case Strong():
            return element("strong", inlines(child.children, place, link))
        case Span():
            return element("span", inlines(child.children, place, link), {"lang": child.language})
        case Link():
            words = inlines(child.children, place, link or child)
            return words if link or place.dress.paged else _anchor(words, child)
        case _:
            assert_never(child)


def _anchor(words: str, link: Link) -> str:
    return element("a", words, {"href": link.url})
