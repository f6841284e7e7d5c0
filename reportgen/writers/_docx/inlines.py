"""The text inside a paragraph, as runs."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import assert_never

from reportgen.document import Emphasis, Footnote, Highlight, Inline, LanguageRun, Link, Strong, Text
from reportgen.writers._docx.relationships import Relationships
from reportgen.writers._docx.xml import bookmark_name, external_link, internal_link, note_reference, run


@dataclass(frozen=True, slots=True)
class _RunFormat:
    """The inlines around some text. A run has one character style, so each combination of them is a style too."""

    emphasis: bool = False
    strong: bool = False
    link: bool = False
    language: str = ""
    highlight: bool = False

    @property
    def node(self) -> str:
        """The combination as STYLES names it; empty for plain text."""
        names = (
            "Strong" if self.strong else "",
            "Emphasis" if self.emphasis else "",
            "Link" if self.link else "",
        )
        return " in ".join(filter(None, names))


_PLAIN = _RunFormat()
_FIRST_OF_TWO_FIGURES = 10


def inline_runs(children: Iterable[Inline], relationships: Relationships, around: _RunFormat = _PLAIN) -> str:
    """Returns the runs of some inlines. The number of a note stands apart from that of the next one: 4 5, not 45."""
    return "".join(
        _note(child, relationships, is_before_another=isinstance(following, Footnote))
        if isinstance(child, Footnote)
        else _inline(child, relationships, around)
        for child, following in pairwise((*children, None))
        if child is not None
    )


def _inline(child: Inline, relationships: Relationships, around: _RunFormat) -> str:
    match child:
        case Text():
            style_id = relationships.style_id(around.node) if around.node else ""
            if not child.content:
                return ""
            return run(child.content, style_id, around.language, highlight=around.highlight)
        case Emphasis():
            return inline_runs(child.children, relationships, replace(around, emphasis=True))
        case Strong():
            return inline_runs(child.children, relationships, replace(around, strong=True))
        case LanguageRun():
            return inline_runs(child.children, relationships, replace(around, language=child.language))
        case Highlight():
            return inline_runs(child.children, relationships, replace(around, highlight=True))
        case Footnote():
            return _note(child, relationships, is_before_another=False)
        case Link():
            runs = inline_runs(child.children, relationships, replace(around, link=True))
            if around.link or not runs:  # Word has no link inside a link: the outer one counts.
                return runs
            if child.anchor:
                return internal_link(bookmark_name(child.anchor), runs)
            return external_link(relationships.link_id(child.url), runs)
        case _:
            assert_never(child)


def _note(note: Footnote, relationships: Relationships, *, is_before_another: bool) -> str:
    """Returns the reference to a note, whose words go into a part of their own with links of its own."""
    in_notes = replace(relationships, links=relationships.note_links)
    number = relationships.add_note(inline_runs(note.children, in_notes))
    relationships.style_id("Footnote text")
    # The space is behind every figure of the number, and would take 10 apart.
    is_apart = is_before_another and number < _FIRST_OF_TWO_FIGURES
    return note_reference(number, relationships.style_id("Footnote"), is_apart=is_apart)
