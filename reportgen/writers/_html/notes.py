"""Renders the list of a report's notes, which stands at its end."""

from collections.abc import Iterator, Sequence

from reportgen.document import Line, notes_title
from reportgen.writers._html.context import BlockContext, start_attributes
from reportgen.writers._html.elements import element, on_lines
from reportgen.writers._html.inlines import inlines

_BACK = {"en-GB": "Back to the text", "cy-GB": "Yn ôl i'r testun"}


def notes(lines: Sequence[Line], before: int, language: str, context: BlockContext) -> str:
    """Returns notes under a heading of the context's rank: the lines in the order of the numbers that were rendered.

    They count on from those `before`.
    """
    heading_id = next(context.ids)
    heading = context.heading(notes_title(language), heading_id)
    entries = on_lines(_entries(lines, before, language, context))
    numbered = element("ol", entries, start_attributes(before + 1, context))
    attributes = {"class": "notes", "role": "doc-endnotes", "aria-labelledby": heading_id}
    return element("section", on_lines([heading, numbered]), attributes)


def _entries(lines: Sequence[Line], before: int, language: str, context: BlockContext) -> Iterator[str]:
    ids = context.notes[before : before + len(lines)]
    for line, (number_id, words_id) in zip(lines, ids, strict=True):
        words = inlines(line.children, context)
        if context.medium.paged:
            yield element("li", element("aside", words, {"id": words_id}))
        else:
            label = _BACK.get(language, _BACK["en-GB"])
            back = element("a", "↑", {"href": f"#{number_id}", "role": "doc-backlink", "aria-label": label})
            yield element("li", f"{words}{back}", {"id": words_id, "data-at": context.data_at(line.at)})
