"""Reads text fields, which hold a small subset of CommonMark, into blocks of the document.

Text may have paragraphs, bullet and numbered lists, quotations, bold, italic, links and runs in another language; long texts have
headings, too. Whatever else Markdown would make of it is a fault, because a writer could only lose it.
"""

from collections.abc import Iterable
from dataclasses import replace

from reportgen.document import Block, BulletList, Item, NumberedList, Paragraph, Quotation, Section
from reportgen.findings import At, Fault, Problem
from reportgen.prose.bare_links import with_links
from reportgen.prose.codes import CODES, MARKUP, MAX_MARKUP, REFERENCE
from reportgen.prose.passages import CLOSING_MARKS, Passage, Prose, Reference, fold_spacing, merge_texts
from reportgen.prose.plain import MARKUP_CHARACTER, is_plain, read_plain
from reportgen.prose.spacing import without_breaks
from reportgen.source.characters import occurrences

__all__ = [
    "CLOSING_MARKS",
    "CODES",
    "REFERENCE",
    "Passage",
    "Prose",
    "Reference",
    "fold_spacing",
    "merge_texts",
    "occurrences",
    "parse",
    "with_links",
    "with_path",
    "without_breaks",
]


def parse(source: str, *, headings: bool = False) -> Prose:
    """Reads a text field, which may have `headings`; never raises, whatever is in it."""
    if is_plain(source):
        return read_plain(source)
    if len(MARKUP_CHARACTER.findall(source)) > MAX_MARKUP:
        message = "there is more markup in this text than a report can need"
        problem = Problem((), message, "divide the text into sections")
        return replace(read_plain(source), faults=(Fault(MARKUP, problem),))
    from reportgen.prose.read import read_markdown

    return read_markdown(source, headings=headings)


def with_path(blocks: Iterable[Block], at: At) -> tuple[Block, ...]:
    """Returns the blocks of a text field as they are shown, with the field's path on each.

    Bare addresses are links, and lines do not end inside postcodes and the like.
    """
    return tuple(_with_path(block, at) for block in blocks)


def _with_path(block: Block, at: At) -> Block:
    match block:
        case Paragraph():
            return Paragraph(with_links(block.children), at)
        case BulletList() | NumberedList():
            items = tuple(Item(with_path(item.blocks, at), at) for item in block.items)
            return replace(block, items=items, at=at)
        case Quotation() | Section():
            return replace(block, blocks=with_path(block.blocks, at), at=at)
        case _:
            raise TypeError(block)
