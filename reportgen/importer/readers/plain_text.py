"""Reads plain text: a line for each paragraph, or paragraphs that were broken into lines of a width."""

import re
from collections.abc import Iterable, Iterator, Sequence

from reportgen.extract import UnreadableFile
from reportgen.importer.blocks import Line, Reading, plain_line
from reportgen.importer.words import form_words

_BULLET = re.compile(r"(?P<indent>[ \t]*)(?:[-–—•·*▪◦‣●§+]|o(?=[ \t]))[ \t\u00a0]+(?P<words>\S.*)")
_NUMBER = re.compile(r"(?P<indent>[ \t]*)(?P<number>\d{1,3})[.)][ \t\u00a0]+(?P<words>\S.*)")
_MARKDOWN_HEADING = re.compile(r"(?P<marks>#{1,6})[ \t]+(?P<words>\S.*?)[ \t]*#*")
_COLUMN_GAP = re.compile(r"[ \u00a0]{3,}|\t+")
"""Finds what stands between columns; it stays as a tab."""

_INDENT_OF_A_LEVEL = 2
_MIN_WIDTH, _MAX_WIDTH = 50, 130
"""How wide text is that was broken into lines by a program."""

_FULL = 0.75
"""A line that is shorter than this share of the width ends its paragraph."""

_FEW, _SHARE = 4, 0.3
"""How many lines, and which share of them, are full in a text that was broken."""

MAX_LINES = 20_000
"""The most lines that are read."""


def read(content: bytes) -> Reading:
    """Reads a text file. Raises UnreadableFile where it is none."""
    text = decode(content)
    lines = text.splitlines()
    if len(lines) > MAX_LINES:
        raise UnreadableFile(f"it has more than {MAX_LINES} lines")
    return Reading(tuple(read_lines(enumerate(lines, 1), wrapping_width(lines))), text=text)


def decode(content: bytes) -> str:
    """Returns the text of a file: in Unicode, or in the encoding of older Windows programs. Raises UnreadableFile."""
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    for name in (encoding, "cp1252"):
        try:
            text = content.decode(name)
        except UnicodeError:
            continue
        if any(ord(character) < 32 and character not in "\t\n\r\f\v" for character in text):
            break
        return text
    raise UnreadableFile("it is no text, Word file, OpenDocument text, web page or PDF")


def read_lines(numbered: Iterable[tuple[int, str]], width: int) -> Iterator[Line]:
    """Yields the lines of a text, those of one paragraph joined where a program broke them at a width, if that is above 0."""
    pieces: list[str] = []
    first = 1
    for number, text in numbered:
        begins = _begins_line(text)
        goes_on = pieces and width and len(pieces[-1].rstrip()) >= width * _FULL and not begins
        if not text.strip() or not goes_on:
            yield from _line(pieces, first)
            pieces, first = [], number
        if text.strip():
            pieces.append(text)
    yield from _line(pieces, first)


def _begins_line(text: str) -> bool:
    """Tells whether a line cannot go on in the paragraph before it: an item, a heading of the form, a label."""
    if _BULLET.fullmatch(text) or _NUMBER.fullmatch(text) or _MARKDOWN_HEADING.fullmatch(text):
        return True
    words = form_words()
    label, colon, _ = text.partition(":")
    return bool(words.part(text) or (colon and words.field(label)))


def wrapping_width(lines: Sequence[str]) -> int:
    """Returns the width to which a program broke a text; 0 where each paragraph stands on one line.

    In a text that was broken, most lines are nearly as long as the longest.
    """
    lengths = [len(line.rstrip()) for line in lines if line.strip()]
    width = max(lengths, default=0)
    full = sum(1 for length in lengths if length >= width * _FULL)
    is_broken = _MIN_WIDTH <= width <= _MAX_WIDTH and full >= _FEW and full >= len(lengths) * _SHARE
    return width if is_broken else 0


def _line(pieces: list[str], number: int) -> Iterator[Line]:
    """Yields the line that some lines of the file make."""
    if not pieces:
        return
    text = " ".join([pieces[0].rstrip(), *(piece.strip() for piece in pieces[1:])])
    if match := _MARKDOWN_HEADING.fullmatch(text):
        yield plain_line("heading", match["words"], len(match["marks"]), number)
    elif match := _BULLET.fullmatch(text):
        yield plain_line("item", match["words"].strip(), _level(match["indent"]), number)
    elif match := _NUMBER.fullmatch(text):
        line = plain_line("numbered", match["words"].strip(), _level(match["indent"]), number)
        yield Line(line.kind, line.runs, line.level, int(match["number"]), number)
    else:
        yield plain_line("paragraph", _COLUMN_GAP.sub("\t", text).strip(), 0, number)


def _level(indent: str) -> int:
    return len(indent.expandtabs(4)) // _INDENT_OF_A_LEVEL
