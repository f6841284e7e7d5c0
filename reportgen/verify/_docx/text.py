"""What a Word file shows, as all of the program reads it: lines, alternative texts, addresses of links, running heads."""

from collections.abc import Iterator
from itertools import chain

from reportgen.startup.patterns import lazy_pattern
from reportgen.verify._docx.hiding import find_hiding
from reportgen.verify._docx.pages import empty_last_page
from reportgen.verify.model import FileText
from reportgen.verify.strings import collapse_whitespace, drop_consecutive_duplicates, quote
from reportgen.word import Aside, WordFile, WordParagraph, paragraphs_of
from reportgen.word.package import Package

_PAGE_NUMBER = lazy_pattern(r"\t+\s*\d*\s*$")
_HIDDEN = "hidden text"


def read_text(file: WordFile, package: Package) -> FileText:
    """Returns the text of a Word file, without the page numbers in its table of contents.

    Text boxes are lines, too: people read them. What is hidden is no line, and is told.
    """
    paragraphs = list(paragraphs_of(file.blocks))
    shown = {id(aside) for paragraph in paragraphs for aside in paragraph.asides}
    others = (_said(aside) for aside in file.asides if id(aside) not in shown and aside.kind != _HIDDEN)
    pictures = (picture for paragraph in paragraphs for picture in paragraph.pictures)
    runs = chain(chain.from_iterable(paragraph.runs for paragraph in paragraphs), *file.notes)
    return FileText(
        _lines(chain(chain.from_iterable(map(_words, paragraphs)), others)),
        _lines(picture.alt for picture in pictures),
        drop_consecutive_duplicates(run.url for run in runs if run.url and not run.url.startswith("#")),
        _lines(file.headers),
        page_footers=_lines(file.footers),
        titles=(collapse_whitespace(_title(package)),),
        hiding=(
            *(f"{_HIDDEN} says {quote(aside.text)}" for aside in file.asides if aside.kind == _HIDDEN),
            *dict.fromkeys(find_hiding(package)),
        ),
        empty_pages=tuple(empty_last_page(package.document)),
        notes=_lines("".join(run.text for run in note) for note in file.notes),
    )


def _lines(texts: Iterator[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, map(collapse_whitespace, texts)))


def _words(paragraph: WordParagraph) -> Iterator[str]:
    """Yields the line of a paragraph, and those of what stands beside it."""
    text = paragraph.text
    yield _PAGE_NUMBER.sub("", text) if paragraph.kind == "contents" else text
    yield from map(_said, paragraph.asides)


def _said(aside: Aside) -> str:
    """Returns the words of what stands beside a text; what has none shows all the same."""
    return aside.text or f"({aside.kind} without words)"


def _title(package: Package) -> str:
    root = package.root("docProps/core.xml")
    return "" if root is None else root.findtext("{http://purl.org/dc/elements/1.1/}title") or ""
