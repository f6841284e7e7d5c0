"""What WeasyPrint only logs, as faults: it never fails by itself, whatever is missing or wrong (measured, 70.0)."""

import contextlib
import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, assert_never

from reportgen.codes import GLYPH, PICTURE
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
from reportgen.images.unusable import Unusable
from reportgen.writers import STYLE

ENGINE = Code(
    "RG901",
    "complaint of the PDF engine",
    Severity.ERROR,
    "WeasyPrint, which lays out the PDF, reported that it left something out or did not understand something: a rule"
    " in the layout's `style.css`, say, or an address that it may not open. The PDF would lack it without a word.",
)
SUBSETTER = Code(
    "RG906",
    "font subsetter missing",
    Severity.WARNING,
    "HarfBuzz's subsetting library is not installed. The PDF is whole, but took longer to make, and its bytes differ"
    " from those made elsewhere. `reportgen doctor` says how to install it.",
)
CODES = (ENGINE, SUBSETTER)
"""What the PDF writer may report."""

LONGEST_MESSAGE = 300

REFUSALS = "weasyprint.refused"
"""The name of the log in which a refused address is taken down, as it was asked for."""

_POSITION = " at %d:%d"
"""How the engine says where in a style sheet something stands."""


class Refused(Exception):
    """An address was not opened, which has been logged."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A theme's own style sheet, and how many lines of ours stand before it in what the engine reads."""

    text: str
    before: int

    def place(self, line: int, column: int) -> At:
        """The path of a place in what the engine reads; empty where it is in lines of ours."""
        return (STYLE, line - self.before, column) if self.text and line > self.before else ()

    def place_of(self, words: str) -> At:
        """The path of some words of the sheet; empty where it has no such words."""
        before, found, _ = self.text.partition(words)
        return (STYLE, before.count("\n") + 1, len(before) - before.rfind("\n")) if found else ()


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
    records: Iterable[logging.LogRecord], document: Document, pictures: Mapping[str, Image], sheet: Sheet
) -> tuple[Fault, ...]:
    """Records as faults at their places in the dataset or the style sheet, each once.

    `pictures` are the document's by their address.
    """
    found = (fault for record in records for fault in _faults(record, document, pictures, sheet))
    return tuple(dict.fromkeys(found))


def faults_of_sheet(records: Iterable[logging.LogRecord], sheet: Sheet) -> tuple[Fault, ...]:
    """What was logged while a style sheet was read, as faults of it: whatever has no line of its own is at its first."""
    found = (fault for record in records if (fault := _complaint(record, sheet)))
    whole: At = (STYLE,) if sheet.text else ()
    return tuple(
        dict.fromkeys(
            fault if fault.problem.at else replace(fault, problem=replace(fault.problem, at=whole))
            for fault in found
        )
    )


def too_deep() -> Fault:
    """The fault of a document whose parts are nested deeper than Python follows."""
    return Fault(ENGINE, Problem((), "lists or sections are nested too deep to be laid out"))


def _faults(
    record: logging.LogRecord, document: Document, pictures: Mapping[str, Image], sheet: Sheet
) -> Iterator[Fault]:
    message, arguments = record.getMessage(), _arguments(record)
    if message.startswith("Using fontTools instead"):
        yield Fault(SUBSETTER, Problem((), "HarfBuzz's font subsetter is not installed"))
    elif message.startswith(".notdef glyph"):
        yield from _without_glyph(str(arguments[0]), document)
    elif arguments and arguments[0] in pictures:
        unusable = next((cause for cause in _causes(record) if isinstance(cause, Unusable)), None)
        reason = str(unusable or "the picture cannot be read")
        yield from _without_picture(pictures[str(arguments[0])], reason, document)
    elif fault := _complaint(record, sheet):
        yield fault


def _complaint(record: logging.LogRecord, sheet: Sheet) -> Fault | None:
    """What the engine says, at the line of the style sheet that it names.

    A refusal has been reported in a record of its own: the engine's report of its consequence is left out.
    """
    arguments, text = _arguments(record), str(record.msg)
    if any(isinstance(cause, Refused) for cause in _causes(record)):
        return None
    before, found, after = text.partition(_POSITION)
    if found:
        first = before.count("%")
        at = sheet.place(*arguments[first : first + 2])
        if at:
            message = (before + after) % (*arguments[:first], *arguments[first + 2 :])
            return Fault(ENGINE, Problem(at, _one_line(message)))
    at = sheet.place_of(str(arguments[0])) if record.name == REFUSALS else ()
    return Fault(ENGINE, Problem(at, _one_line(record.getMessage())))


def _arguments(record: logging.LogRecord) -> tuple[Any, ...]:
    return record.args if isinstance(record.args, tuple) else ()


def _causes(record: logging.LogRecord) -> Iterator[BaseException]:
    """The exceptions behind those that a record tells of: the engine wraps what a fetcher raises in one of its own."""
    for argument in _arguments(record):
        if isinstance(argument, BaseException) and argument.__context__ is not None:
            yield argument.__context__


def _one_line(message: str) -> str:
    """An engine's message in the form of ours; some quote a whole picture."""
    line = " ".join(message.split()).rstrip(".")
    return line if len(line) <= LONGEST_MESSAGE else f"{line[: LONGEST_MESSAGE - 1]}…"


def _without_glyph(character: str, document: Document) -> Iterator[Fault]:
    message = f"the font has no character `{character}` (U+{ord(character):04X})"
    places = [at for words, at in leaves(document) if isinstance(words, str) and character in words]
    for at in places or [None]:
        yield Fault(GLYPH, Problem(at or (), message, "write it in words"))


def _without_picture(image: Image, reason: str, document: Document) -> Iterator[Fault]:
    places = [at for leaf, at in leaves(document) if leaf == image]
    for at in places or [None]:
        yield Fault(PICTURE, Problem(at or (), reason, "save it anew, as PNG or JPEG"))


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
                yield block.chapter.about if block.chapter else "", at
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
