"""Inlines as entries and tables need them: in bold, or without the comma in front."""

from collections.abc import Iterator

from reportgen.document import Inline, Strong, Text
from reportgen.prose import merge_texts


def in_bold(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Returns inlines in bold, once however much of them was bold before."""
    is_bold = all(isinstance(inline, Strong) for inline in inlines)
    return inlines if is_bold else (Strong(tuple(_without_bold(inlines))),)


def _without_bold(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    for inline in inlines:
        yield from inline.children if isinstance(inline, Strong) else (inline,)


def without_comma(details: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Returns the details of an entry that has no lead for them to stand behind."""
    match details:
        case (Text() as first, *others):
            return merge_texts((Text(first.content.lstrip(", ")), *others))
        case _:
            return details
