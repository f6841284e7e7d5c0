"""Words inside a line: emphasis, languages and links."""

from collections.abc import Iterable
from html import escape
from typing import assert_never

from reportgen.document import Emphasis, Inline, LanguageRun, Link, Strong, Text
from reportgen.writers._html.markup import BlockContext, element


def inlines(children: Iterable[Inline], place: BlockContext, *, linked: bool = False) -> str:
    """Words as markup. A link inside a link is its words alone: HTML has no such thing."""
    return "".join(_inline(child, place, linked=linked) for child in children)


def _inline(child: Inline, place: BlockContext, *, linked: bool) -> str:
    match child:
        case Text():
            return escape(child.content)
        case Emphasis():
            return element("em", inlines(child.children, place, linked=linked))
        case Strong():
            return element("strong", inlines(child.children, place, linked=linked))
        case LanguageRun():
            return element("span", inlines(child.children, place, linked=linked), {"lang": child.language})
        case Link():
            words = inlines(child.children, place, linked=True)
            return words if linked else element("a", words, {"href": child.url})
        case _:
            assert_never(child)
