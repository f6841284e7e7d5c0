"""Reads Word files: the one reader for all that looks into a file that somebody has edited.

It gives the paragraphs and tables that Word shows, with styles and numbering resolved, formatting, links, pictures, comments and
bookmarks, and with tracked changes accepted or rejected. Files come from anywhere: their size, depth and number of paragraphs are
limited, and nothing that they refer to is opened.
"""

from collections.abc import Iterator
from typing import Any

from reportgen.extract import UnreadableFile
from reportgen.word.body import MAX_PARAGRAPHS, StoryReader, is_dropped
from reportgen.word.model import (
    NOTE,
    PLACEHOLDER,
    Aside,
    Comment,
    Picture,
    Run,
    WordBlock,
    WordFile,
    WordParagraph,
    WordTable,
    paragraphs_of,
    without_note_marks,
)
from reportgen.word.notes import NoteReader
from reportgen.word.package import Package, W, open_package
from reportgen.word.references import with_references
from reportgen.word.styles import Styles

__all__ = [
    "NOTE",
    "PLACEHOLDER",
    "Aside",
    "Comment",
    "Picture",
    "Run",
    "WordBlock",
    "WordFile",
    "WordParagraph",
    "WordTable",
    "holds_macros",
    "paragraphs_of",
    "read_package",
    "read_word_file",
    "without_note_marks",
]

_CHANGES = ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "cellIns", "cellDel")


def read_word_file(content: bytes, *, rejects: bool = False) -> WordFile:
    """Reads a Word file; `rejects` says that its tracked changes are rejected. Raises UnreadableFile."""
    package = open_package(content)
    _refuse_dangers(package)
    return read_package(package, rejects=rejects)


def read_package(
    package: Package, *, rejects: bool = False, max_paragraphs: int = MAX_PARAGRAPHS
) -> WordFile:
    """Reads a Word file whose package is open, whatever else that holds. Raises UnreadableFile."""
    body = package.document.find(f"{W}body")
    if body is None:
        raise UnreadableFile("it is packed like a Word file, but holds no text")
    styles = Styles(package)
    notes = NoteReader(package, styles, rejects=rejects)
    reader = StoryReader(package, package.main_part, styles, rejects, max_paragraphs, notes)
    try:
        blocks = with_references(reader.read(body))
        asides = [*reader.inlines.asides, *notes.asides]
        comments = tuple(_comments(package, styles, reader.inlines.quotations, asides))
        headers, footers = (
            tuple(_heads(package, styles, name, asides, rejects=rejects)) for name in ("header", "footer")
        )
        asides += _unread(package, rejects=rejects)
    except RecursionError as error:
        raise UnreadableFile("what is in it stands too deep in each other") from error
    changes = sum(1 for _ in package.document.iter(*(f"{W}{name}" for name in _CHANGES)))
    missing = tuple(_missing_parts(package))
    return WordFile(
        blocks, comments, tuple(asides), headers, footers, changes, missing, tuple(notes.read_notes)
    )


def _missing_parts(package: Package) -> Iterator[str]:
    """Yields what the text refers to though the file does not hold it, as one that was damaged or forged does."""
    for name, tags in (("styles", (f"{W}pStyle", f"{W}rStyle")), ("numbering", (f"{W}numPr",))):
        has_part = any(True for _ in _stories(package, name))
        roots = [package.document, *(root for _, root in _stories(package, "styles"))]
        if not has_part and any(next(root.iter(*tags), None) is not None for root in roots):
            yield name


def holds_macros(package: Package) -> bool:
    """Tells whether a Word file holds programs."""
    return any(name.lower().endswith("vbaproject.bin") for name in package.names)


def _refuse_dangers(package: Package) -> None:
    """Raises UnreadableFile for what no report has, and what others put into Word files to do harm."""
    if holds_macros(package):
        raise UnreadableFile("it holds macros; save it as a Word document without macros (.docx)")
    for name in package.names:
        root = package.root(name) if name.endswith((".xml", ".rels")) else None
        if root is not None and root.getroottree().docinfo.internalDTD is not None:
            raise UnreadableFile(f"its part {name} defines entities, which no Word file needs")


def _stories(package: Package, name: str) -> Iterator[tuple[str, Any]]:
    for part in dict.fromkeys(package.related_parts(name)):
        root = package.root(part)
        if root is not None:
            yield part, root


def _comments(
    package: Package, styles: Styles, quotations: dict[str, list[str]], asides: list[Aside]
) -> Iterator[Comment]:
    for part, root in _stories(package, "comments"):
        for element in root.iterchildren(f"{W}comment"):
            comment_id = element.get(f"{W}id", "")
            text = _words(StoryReader(package, part, styles), element, asides)
            quoted = " ".join("".join(quotations.get(comment_id, ())).split())
            yield Comment(comment_id, element.get(f"{W}author", ""), text, quoted)


def _heads(
    package: Package, styles: Styles, name: str, asides: list[Aside], *, rejects: bool
) -> Iterator[str]:
    for part, root in _stories(package, name):
        yield _words(StoryReader(package, part, styles, rejects), root, asides)


def _words(reader: StoryReader, story: Any, asides: list[Aside]) -> str:
    """Returns the words of a story on one line; what stands beside them is gathered with the rest."""
    blocks = reader.read(story)
    asides += reader.inlines.asides
    return " ".join(" ".join(paragraph.text for paragraph in paragraphs_of(blocks)).split())


def _unread(package: Package, *, rejects: bool) -> Iterator[Aside]:
    """Yields the words that this reader has passed over though they may show, such as those in elements that it does not know."""
    stories = [(package.main_part, package.document)]
    for name in ("header", "footer", "comments"):
        stories += _stories(package, name)
    for _, root in stories:
        texts: dict[Any, list[str]] = {}
        for element in package.unread_words(root):
            if not is_dropped(element, rejects=rejects):
                paragraph = next(element.iterancestors(f"{W}p"), root)
                texts.setdefault(paragraph, []).append(element.text or "")
        yield from (Aside("words", "".join(pieces)) for pieces in texts.values())
