"""Renders the list of contents."""

from collections.abc import Container, Sequence
from html import escape

from reportgen.document import Contents, Heading, outline
from reportgen.writers._html.context import BlockContext
from reportgen.writers._html.elements import element, on_lines
from reportgen.writers.contents_breaks import ContentsBreaks, contents_breaks


def contents(node: Contents, context: BlockContext) -> str:
    """Returns the document's sections as nested lists of links."""
    heading_id = next(context.ids)
    headings = list(enumerate(outline(context.document.blocks, node.depth)))
    breaks = contents_breaks(node, context.document, context.medium.text_area)
    kept = frozenset[int]() if breaks.is_whole or breaks.is_tight else breaks.kept
    entries = _list(headings, 1, context, kept) if headings else ""
    parts = (context.heading(node.title, heading_id), entries)
    return element("nav", on_lines(parts), {"class": _class_name(breaks), "aria-labelledby": heading_id})


def _class_name(breaks: ContentsBreaks) -> str:
    if breaks.is_whole:
        return "contents"
    return "contents tight" if breaks.is_tight else "contents long"


def _list(
    headings: Sequence[tuple[int, Heading]], level: int, context: BlockContext, kept: Container[int]
) -> str:
    """Returns a list of the headings of one level, each with its number and with the list of the headings below it."""
    starts = [index for index, (_, heading) in enumerate(headings) if heading.level == level]
    ends = [*starts[1:], len(headings)]
    entries = (
        _entry(headings[start:end], level, context, kept) for start, end in zip(starts, ends, strict=True)
    )
    return element("ul", on_lines(entries), {"role": None if context.medium.paged else "list"})


def _entry(
    headings: Sequence[tuple[int, Heading]], level: int, context: BlockContext, kept: Container[int]
) -> str:
    """Returns the first heading with the list of the others below it.

    In the engine, a link that is a box of its own loses its target; on pages the box is therefore a span.
    """
    (number, first), *below = headings
    line = element("a", escape(first.title), {"href": f"#{first.anchor}"})
    if context.medium.paged:
        page_number = element("span", "", {"class": "page", "data-of": f"#{first.anchor}"})
        line = element("span", element("span", line) + page_number, {"class": "line"})
    content = line + (on_lines([_list(below, level + 1, context, kept)]) if below else "")
    language = context.lang(first.language) if level == 1 else None
    return element("li", content, {"class": "kept" if number in kept else None, "lang": language})
