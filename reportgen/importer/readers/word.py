"""Reads a Word file with the reader that all of the program shares."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from reportgen.importer.blocks import (
    LINE_BREAK,
    Block,
    Grid,
    Kind,
    LeftOut,
    Line,
    PanelRole,
    PictureBlock,
    Reading,
    lines_of,
    note_words,
)
from reportgen.word import (
    NOTE,
    PLACEHOLDER,
    Run,
    WordBlock,
    WordFile,
    WordParagraph,
    WordTable,
    paragraphs_of,
    read_word_file,
)

_KINDS: dict[str, Kind] = {"subtitle": "group"}
"""Our names for kinds of paragraphs, where they are not those of the reader."""

_ROLES: dict[str, PanelRole] = {
    "card title": "card",
    "card details": "details",
    "card text": "text",
    "key figure label": "details",
    "key figure note": "note",
    "key figure": "figure",
    "callout title": "callout",
}
"""What lines are in panels, by how the names of their styles begin."""

_BREAKS = frozenset({"a line break inside a paragraph"})


def read(content: bytes) -> Reading:
    """Reads a Word file, with its tracked changes accepted. Raises UnreadableFile."""
    file = read_word_file(content)
    blocks = tuple(_blocks(file.blocks))
    return Reading(blocks, (*_left_out(file), *_lost_notes(file, blocks)))


def _blocks(blocks: Iterable[WordBlock]) -> Iterator[Block]:
    numbers: dict[tuple[str, int], int] = {}
    for block in blocks:
        if isinstance(block, WordTable):
            rows = tuple(tuple(tuple(_cell_lines(cell)) for cell in row) for row in block.rows if row)
            if any(cell for row in rows for cell in row):
                yield Grid(rows)
        elif block.kind != "contents" and block.text.strip():
            yield _line(block, numbers)
        yield from _pictures(block)


def _pictures(block: WordBlock) -> Iterator[PictureBlock]:
    """Yields the pictures in a paragraph, or in the cells of a table, as blocks behind it."""
    for paragraph in paragraphs_of((block,)):
        for picture in paragraph.pictures:
            alt, content = " ".join(picture.alt.split()), picture.content
            yield PictureBlock((), alt=alt, content=content, is_decorative=picture.is_decorative)


def _cell_lines(cell: tuple[WordBlock, ...]) -> Iterator[Line]:
    """Yields the lines of a cell, those of tables inside it too."""
    numbers: dict[tuple[str, int], int] = {}
    return (_line(paragraph, numbers) for paragraph in paragraphs_of(cell) if paragraph.text.strip())


def _line(paragraph: WordParagraph, numbers: dict[tuple[str, int], int]) -> Line:
    """Returns a paragraph as a line; items of a numbered list count on from those before them."""
    key = (paragraph.numbering, paragraph.level)
    start = 1
    if paragraph.kind == "numbered":
        start = numbers[key] = numbers.get(key, paragraph.start - 1) + 1
    kind: Kind = _KINDS.get(paragraph.kind) or paragraph.kind  # type: ignore[assignment]  # the others are the same
    role: PanelRole = next((role for style, role in _ROLES.items() if paragraph.style.startswith(style)), "")
    return Line(kind, tuple(_plain_runs(paragraph)), paragraph.level, start, role=role).cut(0)


def _plain_runs(paragraph: WordParagraph) -> Iterator[Run]:
    """Yields the runs of a paragraph with the formatting that a report can have."""
    for run in paragraph.runs:
        yield replace(run, text=LINE_BREAK if run.other & _BREAKS else run.text, other=frozenset())


def _left_out(file: WordFile) -> Iterator[LeftOut]:
    """Yields what stands beside the text: running heads, notes, boxes, comments, the list of contents."""
    for what, texts in (("running head", file.headers), ("running foot", file.footers)):
        yield from (LeftOut(what, text) for text in dict.fromkeys(texts) if text)
    contents = [paragraph.text for paragraph in paragraphs_of(file.blocks) if paragraph.kind == "contents"]
    if any(text.strip() for text in contents):
        yield LeftOut("list of contents", " ".join(" ".join(contents).split()))
    yield from (LeftOut(aside.kind, aside.text) for aside in file.asides if aside.kind != PLACEHOLDER)
    yield from (LeftOut("comment", comment.text) for comment in file.comments)


def _lost_notes(file: WordFile, blocks: Iterable[Block]) -> Iterator[LeftOut]:
    """Yields the notes that are in none of the lines, such as those of text boxes."""
    lost = Counter(note_words(Run(NOTE, note=note) for note in file.notes))
    lost.subtract(words for line in lines_of([*blocks]) for words in note_words(line.runs))
    yield from (LeftOut("note", words) for words in (+lost).elements())
