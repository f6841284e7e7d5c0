"""What WeasyPrint only logs, as faults: it never fails by itself, whatever is missing or wrong (measured, 70.0)."""

import contextlib
import logging
from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from reportgen.document import (
    Block,
    BulletList,
    Cell,
    Contents,
    Document,
    Fields,
    Figure,
    Image,
    NumberedList,
    PageBreak,
    Paragraph,
    Section,
    Table,
    plain,
)
from reportgen.findings import At, Code, Fault, Problem, Severity

ENGINE = Code(
    "RG901",
    "pdf-engine",
    Severity.ERROR,
    "WeasyPrint, which lays out the PDF, reported that it left something out or did not understand something: a rule"
    " in the layout's `style.css`, say, or an address that it may not open. The PDF would lack it without a word.",
)
GLYPH = Code(
    "RG902",
    "character-not-in-font",
    Severity.ERROR,
    "The font that ships with reportgen has no picture of a character, so that the PDF would show an empty box.",
)
PICTURE = Code(
    "RG903",
    "picture-not-in-pdf",
    Severity.ERROR,
    "A picture could not be read, so that the PDF would show nothing in its place.",
)
SUBSETTER = Code(
    "RG904",
    "font-subsetter-missing",
    Severity.WARNING,
    "HarfBuzz's subsetting library is not installed. The PDF is whole, but took longer to make, and its bytes differ"
    " from those made elsewhere. `reportgen doctor` says how to install it.",
)
CODES = (ENGINE, GLYPH, PICTURE, SUBSETTER)
"""What the PDF writer may report."""

Leaf = tuple[str | Image, At | None]
"""Words or a picture, with the path of the nearest node around them that has one."""


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextlib.contextmanager
def collected() -> Iterator[list[logging.LogRecord]]:
    """The records of WARNING and above that WeasyPrint logs while it lasts; none of them is printed."""
    log = logging.getLogger("weasyprint")
    level, propagate, handler = log.level, log.propagate, _Collector()
    log.addHandler(handler)
    log.setLevel(logging.WARNING)
    log.propagate = False
    try:
        yield handler.records
    finally:
        log.removeHandler(handler)
        log.setLevel(level)
        log.propagate = propagate


def faults(
    records: Iterable[logging.LogRecord], document: Document, pictures: Mapping[str, Image]
) -> tuple[Fault, ...]:
    """Records as faults at their places in the dataset, each once; `pictures` are the document's by their address."""
    found = (fault for record in records for fault in _faults(record, document, pictures))
    return tuple(dict.fromkeys(found))


def too_deep() -> Fault:
    """The fault of a document whose parts are nested deeper than Python follows."""
    return Fault(ENGINE, Problem((), "lists or sections are nested too deep to be laid out"))


def _faults(
    record: logging.LogRecord, document: Document, pictures: Mapping[str, Image]
) -> Iterator[Fault]:
    """A refusal has been reported in its own record: the engine's report of its consequence is left out."""
    message, arguments = record.getMessage(), record.args if isinstance(record.args, tuple) else ()
    if "Refused: " in message:
        return
    if message.startswith("Using fontTools instead"):
        yield Fault(SUBSETTER, Problem((), "HarfBuzz's font subsetter is not installed"))
    elif message.startswith(".notdef glyph"):
        yield from _without_glyph(str(arguments[0]), document)
    elif arguments and arguments[0] in pictures:
        yield from _without_picture(pictures[str(arguments[0])], document)
    else:
        yield Fault(ENGINE, Problem((), " ".join(message.split()).rstrip(".")))


def _without_glyph(character: str, document: Document) -> Iterator[Fault]:
    message = f"the font has no character `{character}` (U+{ord(character):04X})"
    for words, at in leaves(document):
        if isinstance(words, str) and character in words:
            yield Fault(GLYPH, Problem(at or (), message, "write it in words"))


def _without_picture(image: Image, document: Document) -> Iterator[Fault]:
    places = [at for leaf, at in leaves(document) if leaf is image or leaf == image] or [None]
    for at in places:
        message = f"the picture cannot be read as {image.media_type}"
        yield Fault(PICTURE, Problem(at or (), message, "save it anew, as PNG or JPEG"))


def leaves(document: Document) -> Iterator[Leaf]:
    """Every stretch of words and every picture, in reading order."""
    yield from ((words, None) for words in (document.title, document.group, document.period))
    yield from _within(document.blocks, None)


def _within(blocks: Iterable[Block], outer: At | None) -> Iterator[Leaf]:
    for block in blocks:
        at = (None if isinstance(block, Fields | Contents | PageBreak) else block.at) or outer
        match block:
            case Paragraph():
                yield plain(block.children), at
            case BulletList() | NumberedList():
                for item in block.items:
                    yield from _within(item.blocks, item.at or at)
            case Fields():
                for field in block.fields:
                    yield field.label, field.at or at
                    yield from _within(field.value, field.at or at)
            case Table():
                yield from _of_table(block, at)
            case Figure():
                yield block.caption, at
                yield block.image, at
            case Section():
                yield block.title, at
                yield from _within(block.blocks, at)
            case Contents():
                yield block.title, at
            case PageBreak():
                pass
            case _:
                assert_never(block)


def _of_table(table: Table, at: At | None) -> Iterator[Leaf]:
    yield table.caption, at
    yield from ((column.title, at) for column in table.columns)
    cells: Iterable[Cell] = (cell for row in table.rows for cell in row)
    yield from ((plain(cell.children), cell.at or at) for cell in cells)
