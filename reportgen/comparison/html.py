"""A comparison as a web page: one file without scripts, whose changes do not rely on colours."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from reportgen.comparison.model import Comparison, Difference, Kind, Piece
from reportgen.comparison.text import copied, sentence, summary
from reportgen.document import Document
from reportgen.theme import Theme
from reportgen.writers.html import page
from reportgen.writers.style import screen

_STYLE = """
ins { background: #e3f4e1; color: #10440d; text-decoration: underline; }
del { background: #fbe6e6; color: #7a1212; text-decoration: line-through; }
ins::before, ins::after, del::before, del::after {
  clip-path: inset(100%); height: 1px; overflow: hidden; position: absolute; white-space: nowrap; width: 1px;
}
ins::before { content: " [new: "; }
del::before { content: " [gone: "; }
ins::after, del::after { content: " end] "; }
.differences { list-style: none; padding-left: 0; }
.differences > li { border-top: 1px solid #b1b4b6; padding: 0.5em 0; }
.words { margin: 0.3em 0 0 1.5em; white-space: pre-wrap; }
.kind { font-weight: bold; }
"""
"""The hidden words are for those who hear the page: screen readers pass over `ins` and `del`, or read them by name only."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_HEAD = (
    f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
)
_LANGUAGE = "en-GB"
_LABELLED = frozenset({Kind.ADDED, Kind.DROPPED, Kind.CHANGED})
"""The kinds of which the sentence names the value alone."""


def to_html(comparison: Comparison) -> bytes:
    """Returns the differences of each part under a heading, then the texts that were copied."""
    old, new = comparison.old, comparison.new
    title = f"From {old.title()} to {new.title()}"
    document = Document("What has changed", title, "", _LANGUAGE, "", ())
    content = [
        f"<main>\n<h1>What has changed</h1>\n<p>{escape(title)}: {escape(summary(comparison))}.</p>",
        "<p>Words that are new are <ins>underlined</ins>, words that are gone are <del>struck through</del>.</p>",
        *_parts(comparison),
        "</main>\n",
    ]
    return page(document, _HEAD, screen(Theme()) + _STYLE, "\n".join(content)).encode()


def _parts(comparison: Comparison) -> Iterator[str]:
    language = comparison.new.language
    for part, differences in groupby(comparison.differences, key=lambda difference: difference.names[0]):
        items = (_item(difference, language) for difference in differences)
        yield _section(part, items)
    if comparison.unchanged:
        items = (f"<li>{escape(copied(difference))}</li>" for difference in comparison.unchanged)
        yield _section("Copied unchanged", items)


def _section(title: str, items: Iterable[str]) -> str:
    content = "\n".join(items)
    return f'<h2>{escape(title)}</h2>\n<ul class="differences">\n{content}\n</ul>'


def _item(difference: Difference, language: str) -> str:
    kind = difference.kind.value.capitalize()
    label = f'<span class="kind">{kind}:</span> ' if difference.kind in _LABELLED else ""
    head = label + escape(sentence(difference))
    pieces = difference.pieces
    if difference.kind is Kind.ADDED:
        pieces = (Piece("new", difference.new),)
    elif difference.kind is Kind.DROPPED:
        pieces = (Piece("gone", difference.old),)
    elif difference.kind is Kind.CHANGED and not pieces:
        pieces = (Piece("gone", difference.old), Piece("same", " "), Piece("new", difference.new))
    foreign = "" if language == _LANGUAGE else f' lang="{escape(language)}"'
    words = "".join(map(_words, pieces))
    paragraph = f'<p class="words"{foreign}>{words}</p>' if words else ""
    return f"<li>{head}{paragraph}</li>"


_ELEMENTS = {"new": "ins", "gone": "del"}


def _words(piece: Piece) -> str:
    """Returns a piece as markup, with its line break behind it."""
    name = _ELEMENTS.get(piece.kind)
    text, end = piece.text.rstrip("\n"), "\n" * piece.text.endswith("\n")
    return f"<{name}>{escape(text)}</{name}>{end}" if name and text else escape(piece.text)
