"""Renders the words of a line: emphasis, languages and links."""

from collections.abc import Iterable
from html import escape
from typing import assert_never

from reportgen.document import Emphasis, Footnote, Highlight, Inline, LanguageRun, Link, Strong, Text
from reportgen.writers._html.context import BlockContext
from reportgen.writers._html.elements import element


def inlines(children: Iterable[Inline], context: BlockContext, *, in_link: bool = False) -> str:
    """Returns words as markup. HTML has no links inside links, so the inner link becomes its words alone."""
    return "".join(_inline(child, context, in_link=in_link) for child in children)


def _inline(child: Inline, context: BlockContext, *, in_link: bool) -> str:
    match child:
        case Text():
            return escape(child.content)
        case Emphasis():
            return element("em", inlines(child.children, context, in_link=in_link))
        case Strong():
            return element("strong", inlines(child.children, context, in_link=in_link))
        case LanguageRun():
            return element(
                "span", inlines(child.children, context, in_link=in_link), {"lang": child.language}
            )
        case Highlight():
            return element("mark", inlines(child.children, context, in_link=in_link))
        case Footnote():
            return _note_number(context, in_link=in_link)
        case Link():
            words = inlines(child.children, context, in_link=True)
            return words if in_link else element("a", words, {"href": child.url})
        case _:
            assert_never(child)


def _note_number(context: BlockContext, *, in_link: bool) -> str:
    """Returns the number of the next note, with a link to its words."""
    number, number_id, words_id = context.add_note()
    if in_link:
        return element("sup", str(number), {"id": number_id, "aria-details": words_id})
    link = element("a", str(number), {"href": f"#{words_id}", "id": number_id, "role": "doc-noteref"})
    return element("sup", link)
