"""The lines, tables and pictures of a Word file, in the measure of composed documents."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from reportgen.pull.added import bare_address, with_renewed_links, without_no_breaks
from reportgen.pull.lines import Line, LineKind, PictureLine, Piece, TableLines, fold_runs
from reportgen.source.characters import without_unprintable, without_word_marks
from reportgen.word import Run, WordBlock, WordParagraph, WordTable


def pieces_of_word(
    blocks: Iterable[WordBlock], language: Callable[[Run], str], addresses: frozenset[str] = frozenset()
) -> Iterator[Piece]:
    """Yields what stands in a Word file; empty paragraphs and the list of contents are left out.

    A picture in that list is not, since Word makes it of words alone: somebody has put it there. `language` says
    which language of some words differs from the report's own. `addresses` are those that stood bare in the text.
    """
    numbers = _Numbers()
    follows_item = False
    for block in blocks:
        if isinstance(block, WordTable):
            yield TableLines(
                tuple(
                    tuple(tuple(_cell_lines(cell, language, addresses)) for cell in row) for row in block.rows
                )
            )
            continue
        if block.kind == "contents":
            yield from _pictures(block)
        else:
            runs = clean_runs(block.runs, language, addresses)
            yield from _paragraph(block, runs, numbers, follows_item=follows_item)
        if block.text.strip() and block.kind not in _BELOW_ITEMS:
            follows_item = block.kind in {"item", "numbered", "continuation"}


WITHOUT_NOTES = frozenset({"title", "subtitle", "period", "heading", "caption", "credit", "note"})
"""The kinds of paragraphs whose notes are told and left out: no value of theirs can hold one."""

_BELOW_ITEMS = {"quotation", "attribution", "caption", "credit", "note"}
"""What may stand in an entry of a list, before a further paragraph of it."""


def _paragraph(
    paragraph: WordParagraph, runs: tuple[Run, ...], numbers: "_Numbers", *, follows_item: bool
) -> Iterator[Piece]:
    yield from _pictures(paragraph)
    if paragraph.kind in WITHOUT_NOTES:
        runs = tuple(run for run in runs if not run.note)
    if not runs:
        return
    kind: LineKind = "paragraph" if paragraph.kind == "contents" else paragraph.kind
    if kind == "continuation" and not follows_item:
        kind = "paragraph"
    level = paragraph.level if kind in _LEVELLED else 0
    yield Line(
        kind,
        level,
        runs,
        numbers.of(paragraph) if kind == "numbered" else 0,
        anchors=paragraph.bookmarks,
        comments=paragraph.comments,
        in_columns=paragraph.style == "list columns",
    )


def _pictures(paragraph: WordParagraph) -> Iterator[PictureLine]:
    return (
        PictureLine(" ".join(without_unprintable(picture.alt).split()), picture.digest)
        for picture in paragraph.pictures
    )


_LEVELLED = {"heading", "item", "numbered", "continuation", "quotation", "attribution"}


def clean_runs(
    runs: Iterable[Run], language: Callable[[Run], str], addresses: frozenset[str] = frozenset()
) -> tuple[Run, ...]:
    """Returns the runs of a Word file as a document would have them."""
    cleaned = (
        replace(
            run,
            text=run.text if run.note else _words(run.text),
            language=language(run),
            url=bare_address(run.url),
            note=clean_runs(run.note, language, addresses),
        )
        for run in runs
    )
    return tuple(with_renewed_links(fold_runs(cleaned), addresses))


def _words(text: str) -> str:
    return without_no_breaks(without_unprintable(without_word_marks(text)))


def _cell_lines(
    cell: Iterable[WordBlock], language: Callable[[Run], str], addresses: frozenset[str]
) -> Iterator[Line]:
    for piece in pieces_of_word(cell, language, addresses):
        match piece:
            case Line():
                is_plain = piece.kind in {"item", "numbered", "heading"}
                yield piece if is_plain else replace(piece, kind="paragraph", level=0)
            case TableLines():
                yield from (replace(line, kind="caption") for line in piece.lines)
            case PictureLine():
                yield Line("caption", 0, (Run(piece.alt or "picture", other=frozenset({"a picture"})),))


class _Numbers:
    """Counts the items of numbered lists as Word does."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, int]] = Counter()
        self._restarts: set[tuple[str, int]] = set()

    def of(self, paragraph: WordParagraph) -> int:
        """Returns the number of the next item of a list."""
        key, restart = (paragraph.numbering, paragraph.level), (paragraph.restart, paragraph.level)
        begins_anew = bool(paragraph.restart) and restart not in self._restarts
        self._restarts.add(restart)
        if key in self._counts and not begins_anew:
            self._counts[key] += 1
        else:
            self._counts[key] = paragraph.start
        for other in [other for other in self._counts if other[0] == key[0] and other[1] > key[1]]:
            del self._counts[other]
        return self._counts[key]
