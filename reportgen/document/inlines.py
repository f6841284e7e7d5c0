"""The words of a line: plain, stressed, linked, in another language."""

from dataclasses import dataclass
from typing import TypeAlias

from reportgen.startup.patterns import lazy_pattern

LINK_SCHEMES = ("http://", "https://", "mailto:")
"""The address of a link begins with one of these."""

_LINE_BREAK_OR_CONTROL = lazy_pattern(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Text:
    """Plain characters on one line.

    Raises ValueError on a line break or a control character: Word would break the line where PDF shows a space.
    """

    content: str

    def __post_init__(self) -> None:
        if not self.content.isprintable() and _LINE_BREAK_OR_CONTROL.search(self.content):
            raise ValueError(f"a line break or control character in {self.content!r}")


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed words, in italics."""

    children: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Strong:
    """Important words, in bold."""

    children: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Link:
    """Words that link to an http, https or mailto address, or to a section of the document.

    The `url` of such a reference is `#` and the anchor of the section; in a text that no document shows yet, `#` and the slug
    of a heading. Raises ValueError for any other address.
    """

    children: "tuple[Inline, ...]"
    url: str

    def __post_init__(self) -> None:
        if not self.anchor and not self.url.lower().startswith(LINK_SCHEMES):
            raise ValueError(f"a link to {self.url!r}, which is not http, https or mailto")

    @property
    def anchor(self) -> str:
        """The anchor of the section that a reference leads to; empty for a link to an address."""
        return self.url[1:] if self.url.startswith("#") else ""


@dataclass(frozen=True, slots=True)
class LanguageRun:
    """Words in another language than the document's; `language` is a BCP 47 tag (`cy-GB`)."""

    children: "tuple[Inline, ...]"
    language: str


@dataclass(frozen=True, slots=True)
class Highlight:
    """Words that are no part of the report, such as the mark of an error in a draft."""

    children: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note on the words before it: `children` are its own words, which stand apart from the line.

    Notes count from 1, through all reports of a pack, in reading order. No note holds another.
    """

    children: "tuple[Inline, ...]"


Inline: TypeAlias = Text | Emphasis | Strong | Link | LanguageRun | Highlight | Footnote
