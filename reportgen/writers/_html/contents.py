"""Renders the list of contents."""

from collections.abc import Sequence
from html import escape

from reportgen.document import Contents, Heading, outline
from reportgen.writers._html.context import BlockContext
from reportgen.writers._html.elements import element, on_lines
from reportgen.writers.page_breaks import is_contents_whole


def contents(node: Contents, context: BlockContext) -> str:
    """Returns the document's sections as nested lists of links."""
    heading_id = next(context.ids)
    headings = list(outline(context.document.blocks, node.depth))
    parts = (context.heading(node.title, heading_id), _list(headings, 1, context) if headings else "")
    is_whole = is_contents_whole(node, context.document, context.medium.text_area)
    class_name = "contents" if is_whole else "contents long"
    return element("nav", on_lines(parts), {"class": class_name, "aria-labelledby": heading_id})


def _list(headings: Sequence[Heading], level: int, context: BlockContext) -> str:
    """Returns a list of the headings of one level, each with the list of the headings below it."""
    starts = [index for index, heading in enumerate(headings) if heading.level == level]
    ends = [*starts[1:], len(headings)]
    entries = (_entry(headings[start:end], level, context) for start, end in zip(starts, ends, strict=True))
    return element("ul", on_lines(entries), {"role": None if context.medium.paged else "list"})


def _entry(headings: Sequence[Heading], level: int, context: BlockContext) -> str:
    """Returns the first heading with the list of the others below it.

    In the engine, a link that is a box of its own loses its target; on pages the box is therefore a span.
    """
    first, *below = headings
    line = element("a", escape(first.title), {"href": f"#{first.anchor}"})
    if context.medium.paged:
        page_number = element("span", "", {"class": "page", "data-of": f"#{first.anchor}"})
        line = element("span", element("span", line) + page_number, {"class": "line"})
    content = line + (on_lines([_list(below, level + 1, context)]) if below else "")
    return element("li", content, {"lang": context.lang(first.language) if level == 1 else None})
