"""Words inside a paragraph, as runs."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import assert_never

from reportgen.document import Emphasis, Inline, LanguageRun, Link, Strong, Text
from reportgen.writers._docx.relationships import Relationships
from reportgen.writers._docx.xml import external_link, run


@dataclass(frozen=True, slots=True)
class _Look:
    """What surrounds some words; a run has one character style, so that combinations are styles too."""

    emphasis: bool = False
    strong: bool = False
    link: bool = False
    language: str = ""

    @property
    def node(self) -> str:
        """The node under which STYLES names the combination; empty for plain words."""
        if not (self.strong or self.emphasis or self.link):
            return ""
        names = (
            "Strong" if self.strong else "",
            "Emphasis" if self.emphasis else "",
            "Link" if self.link else "",
        )
        return " in ".join(filter(None, names))


_PLAIN = _Look()


def runs(children: Iterable[Inline], ledger: Relationships) -> str:
    """The runs of some inlines."""
    return _runs(children, ledger, _PLAIN)


def _runs(children: Iterable[Inline], ledger: Relationships, look: _Look) -> str:
    return "".join(_inline(child, ledger, look) for child in children)


def _inline(child: Inline, ledger: Relationships, look: _Look) -> str:
    match child:
        case Text():
            node = look.node
            style = ledger.style(node) if node else ""
            return run(child.content, style, look.language) if child.content else ""
        case Emphasis():
            return _runs(child.children, ledger, replace(look, emphasis=True))
        case Strong():
            return _runs(child.children, ledger, replace(look, strong=True))
        case LanguageRun():
            return _runs(child.children, ledger, replace(look, language=child.language))
        case Link():
            words = _runs(child.children, ledger, replace(look, link=True))
            # A link inside a link cannot be: the outer one leads.
            return words if look.link or not words else external_link(ledger.link(child.url), words)
        case _:
            assert_never(child)
