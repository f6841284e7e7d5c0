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
.unseen {
  clip-path: inset(50%); height: 1px; overflow: hidden; position: absolute; user-select: none; white-space: nowrap;
  width: 1px;
}
.differences { list-style: none; padding-left: 0; }
.differences > li { border-top: 1px solid #b1b4b6; padding: 0.5em 0; }
.words { margin: 0.2em 0 0 1.5em; white-space: pre-wrap; }
.kind { font-weight: bold; }
"""
"""The unseen words are for those who hear the page: many screen readers pass over `ins` and `del`."""

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
    paragraphs = (
        f'<p class="words"{foreign}>{"".join(map(_words, line))}</p>' for line in _lines_of_pieces(pieces)
    )
    return f"<li>{head}{''.join(paragraphs)}</li>"


def _lines_of_pieces(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Yields the pieces of each line. Where nothing of a line stays, what is gone and what is new stand on lines of their own."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *others = piece.text.split("\n")
        lines[-1].append(Piece(piece.kind, first))
        lines += ([Piece(piece.kind, text)] for text in others)
    for line in lines:
        shown = [piece for piece in line if piece.text]
        stays = any(piece.kind == "same" and piece.text.strip() for piece in shown)
        yield from [shown] if stays else ([piece] for piece in shown if piece.text.strip())


_ELEMENTS = {"new": ("ins", "new:"), "gone": ("del", "gone:")}
"""The elements of changed words, and the words before them that are heard and not seen."""


def _words(piece: Piece) -> str:
    """Returns a piece as markup."""
    if piece.kind == "same":
        return escape(piece.text)
    element, label = _ELEMENTS[piece.kind]
    return f'<{element}><span class="unseen">{label} </span>{escape(piece.text)}</{element}>'
