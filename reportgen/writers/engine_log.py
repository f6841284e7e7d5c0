"""Turns WeasyPrint's log into coded faults: WeasyPrint 70 itself never fails, whatever is missing or wrong."""

import contextlib
import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, assert_never

from reportgen.codes import GLYPH, PICTURE
from reportgen.document import (
    Beside,
    Block,
    BulletList,
    Contents,
    Cover,
    Document,
    Fields,
    Figure,
    Image,
    NumberedList,
    PageBreak,
    Panels,
    Paragraph,
    Quotation,
    Section,
    Table,
    note_lines,
    plain_text,
)
from reportgen.findings import At, Code, Fault, Problem, Severity
from reportgen.images.errors import UnusableFile
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
"""The name of the logger for refused addresses; the first argument of a record is the address as it was asked for."""

_POSITION = " at %d:%d"
"""The format in which the engine names a line and a column of a style sheet."""


class Refused(Exception):
    """An address was not opened, and the refusal has been logged."""


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """A theme's own style sheet, and the number of our lines before it in the sheet that the engine reads."""

    text: str
    lines_before: int

    def path_of_position(self, line: int, column: int) -> At:
        """Returns the path of a position in the sheet that the engine reads; empty where it is in our lines."""
        if not self.text or line <= self.lines_before:
            return ()
        return (STYLE, line - self.lines_before, column)

    def path_of_words(self, words: str) -> At:
        """Returns the path of the first occurrence of some words in the theme's sheet; empty without one."""
        before, occurrence, _ = self.text.partition(words)
        return (STYLE, before.count("\n") + 1, len(before) - before.rfind("\n")) if occurrence else ()


class _RecordCollector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextlib.contextmanager
def collect_records() -> Iterator[list[logging.LogRecord]]:
    """Collects what WeasyPrint logs at WARNING and above in a `with` block; nothing of it is printed."""
    logger = logging.getLogger("weasyprint")
    level, propagate, collector = logger.level, logger.propagate, _RecordCollector()
    logger.addHandler(collector)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield collector.records
    finally:
        logger.removeHandler(collector)
        logger.setLevel(level)
        logger.propagate = propagate


def parse_records(
    records: Iterable[logging.LogRecord],
    document: Document,
    pictures: Mapping[str, Image],
    style_sheet: StyleSheet,
) -> tuple[Fault, ...]:
    """Returns records as faults with paths in the dataset or the style sheet, without repetitions.

    `pictures` are the document's by their addresses.
    """
    faults = (fault for record in records for fault in _parse_record(record, document, pictures, style_sheet))
    return tuple(dict.fromkeys(faults))


def parse_style_records(records: Iterable[logging.LogRecord], style_sheet: StyleSheet) -> tuple[Fault, ...]:
    """Returns what was logged while a style sheet was read as faults; a fault without a line is one of the whole sheet."""
    faults = (fault for record in records if (fault := _parse_message(record, style_sheet)))
    whole_sheet: At = (STYLE,) if style_sheet.text else ()
    return tuple(
        dict.fromkeys(
            fault if fault.problem.at else replace(fault, problem=replace(fault.problem, at=whole_sheet))
            for fault in faults
        )
    )


def too_deep() -> Fault:
    """Returns the fault of a document whose parts are nested deeper than Python can recurse."""
    return Fault(ENGINE, Problem((), "lists or sections are nested too deep to be laid out"))


def _parse_record(
    record: logging.LogRecord, document: Document, pictures: Mapping[str, Image], style_sheet: StyleSheet
) -> Iterator[Fault]:
    message, arguments = record.getMessage(), _arguments(record)
    if message.startswith("Using fontTools instead"):
        yield Fault(SUBSETTER, Problem((), "HarfBuzz's font subsetter is not installed"))
    elif message.startswith(".notdef glyph"):
        yield from _missing_glyph(str(arguments[0]), document)
    elif arguments and arguments[0] in pictures:
        unusable = next((cause for cause in _causes(record) if isinstance(cause, UnusableFile)), None)
        reason = str(unusable or "the picture cannot be read")
        yield from _broken_picture(pictures[str(arguments[0])], reason, document)
    elif fault := _parse_message(record, style_sheet):
        yield fault


def _parse_message(record: logging.LogRecord, style_sheet: StyleSheet) -> Fault | None:
    """Returns the engine's message as a fault, at the line of the style sheet that it names.

    A refused address has a record of its own, so that the engine's record of the consequence is skipped.
    """
    arguments, message_format = _arguments(record), str(record.msg)
    if any(isinstance(cause, Refused) for cause in _causes(record)):
        return None
    before, position, after = message_format.partition(_POSITION)
    if position:
        first = before.count("%")
        at = style_sheet.path_of_position(*arguments[first : first + 2])
        if at:
            message = (before + after) % (*arguments[:first], *arguments[first + 2 :])
            return Fault(ENGINE, Problem(at, _shorten(message)))
    at = style_sheet.path_of_words(str(arguments[0])) if record.name == REFUSALS else ()
    return Fault(ENGINE, Problem(at, _shorten(record.getMessage())))


def _arguments(record: logging.LogRecord) -> tuple[Any, ...]:
    return record.args if isinstance(record.args, tuple) else ()


def _causes(record: logging.LogRecord) -> Iterator[BaseException]:
    """Yields the exceptions of a fetcher behind those of a record: the engine wraps them in its own."""
    for argument in _arguments(record):
        if isinstance(argument, BaseException) and argument.__context__ is not None:
            yield argument.__context__


def _shorten(message: str) -> str:
    """Returns an engine's message on one line without its full stop; some messages quote a whole picture."""
    line = " ".join(message.split()).rstrip(".")
    return line if len(line) <= LONGEST_MESSAGE else f"{line[: LONGEST_MESSAGE - 1]}…"


def _missing_glyph(character: str, document: Document) -> Iterator[Fault]:
    message = f"the font has no character `{character}` (U+{ord(character):04X})"
    paths = [
        at for words, at in words_and_pictures(document) if isinstance(words, str) and character in words
    ]
    for at in paths or [None]:
        yield Fault(GLYPH, Problem(at or (), message, "write it in words"))


def _broken_picture(image: Image, reason: str, document: Document) -> Iterator[Fault]:
    paths = [at for content, at in words_and_pictures(document) if content == image]
    for at in paths or [None]:
        yield Fault(PICTURE, Problem(at or (), reason, "save it anew, as PNG or JPEG"))


def words_and_pictures(document: Document) -> Iterator[tuple[str | Image, At | None]]:
    """Yields every text and picture in reading order, each with the path of the nearest node around it that has one."""
    yield from ((words, None) for words in (document.title, document.group, document.period))
    yield from _block_contents(document.blocks, None)
    for lines in note_lines(document).values():
        yield from ((line.words, line.at) for line in lines)


def _block_contents(blocks: Iterable[Block], outer: At | None) -> Iterator[tuple[str | Image, At | None]]:
    for block in blocks:
        at = (
            None if isinstance(block, Beside | Cover | Fields | Contents | PageBreak) else block.at
        ) or outer
        match block:
            case Paragraph():
                yield plain_text(block.children), at
            case BulletList() | NumberedList():
                for item in block.items:
                    yield from _block_contents(item.blocks, item.at or at)
            case Quotation():
                yield from _block_contents(block.blocks, at)
                yield plain_text(block.attribution), at
            case Fields():
                for field in block.fields:
                    yield field.label, field.at or at
                    yield from _block_contents(field.value, field.at or at)
            case Table():
                yield block.caption, at
                yield from ((column.title, at) for column in block.columns)
                yield from ((plain_text(cell.children), cell.at or at) for row in block.rows for cell in row)
                yield plain_text(block.note), at
            case Figure():
                yield from ((block.caption, at), (block.credit, at), (block.image, at))
            case Beside() | Cover():
                below = block.blocks if isinstance(block, Beside) else ()
                yield from _block_contents(filter(None, (block.figure, *below)), at)
            case Panels():
                yield from _panel_contents(block, at)
            case Section():
                yield block.title, at
                yield block.chapter.about if block.chapter else "", at
                yield from _block_contents(block.blocks, at)
            case Contents():
                yield block.title, at
            case PageBreak():
                pass
            case _:
                assert_never(block)


def _panel_contents(panels: Panels, outer: At | None) -> Iterator[tuple[str | Image, At | None]]:
    for panel in panels.panels:
        at = panel.at or outer
        yield from ((plain_text(words), at) for _, words in panel.paragraphs())
        yield from _block_contents(panel.blocks, at)
