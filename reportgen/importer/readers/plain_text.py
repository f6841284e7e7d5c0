"""Reads plain text: a line for each paragraph, or paragraphs that were broken into lines of a width."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from reportgen.extract import UnreadableFile
from reportgen.importer.blocks import Line, Reading, plain_line
from reportgen.importer.words import form_words
from reportgen.startup.patterns import lazy_pattern

_BULLET = lazy_pattern(r"[ \t]*(?:[-–—•·*▪◦‣●§+]|o(?=[ \t]))[ \t\u00a0]+(?P<words>\S.*)")
_NUMBER = lazy_pattern(r"[ \t]*(?P<number>\d{1,3})[.)][ \t\u00a0]+(?P<words>\S.*)")
_DATASET = tuple(re.compile(rf"^{key}[ \t]*:", re.MULTILINE) for key in ("schema", "form"))
_MARKDOWN_HEADING = lazy_pattern(r"(?P<marks>#{1,6})[ \t]+(?P<words>\S.*?)[ \t]*#*")
_COLUMN_GAP = lazy_pattern(r"[ \u00a0]{3,}|\t+")
"""Finds what stands between columns; it stays as a tab."""

_MIN_WIDTH, _MAX_WIDTH = 50, 130
"""How wide text is that was broken into lines by a program."""

_FULL = 0.75
"""A line that is shorter than this share of the width ends its paragraph."""

_FEW = 3
"""How many lines are full at least in a text that was broken."""

MAX_LINES = 20_000
"""The most lines that are read."""


def read(content: bytes) -> Reading:
    """Reads a text file. Raises UnreadableFile where it is none."""
    text = decode(content)
    if all(pattern.search(text) for pattern in _DATASET):
        raise UnreadableFile("it is a dataset already; reportgen rollover begins the next year with it")
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
    indents: list[int] = []
    for number, pieces in _paragraphs(numbered, width):
        line = _line(pieces, number)
        if line.kind not in {"item", "numbered"}:
            indents.clear()
            yield line
            continue
        indent = _indent(pieces[0])
        while indents and indents[-1] > indent:
            indents.pop()
        if not indents or indents[-1] < indent:
            indents.append(indent)
        yield replace(line, level=len(indents) - 1)


def _paragraphs(numbered: Iterable[tuple[int, str]], width: int) -> Iterator[tuple[int, list[str]]]:
    """Yields the lines of the file that make one paragraph, with the number of the first."""
    pieces: list[str] = []
    first = 1
    for number, text in numbered:
        if pieces and not (text.strip() and _goes_on(pieces, text, width)):
            yield first, pieces
            pieces = []
        if text.strip():
            first = first if pieces else number
            pieces.append(text)
    if pieces:
        yield first, pieces


def _goes_on(pieces: list[str], text: str, width: int) -> bool:
    """Tells whether a line goes on in the paragraph of the lines before it."""
    if _begins_line(text):
        return False
    last = pieces[-1].rstrip()
    is_inside_item = _is_item(pieces[0]) and _indent(text) > _indent(pieces[0])
    return is_inside_item or last.endswith(",") or bool(width and len(last) >= width * _FULL)


def _is_item(text: str) -> bool:
    return bool(_BULLET.fullmatch(text) or _NUMBER.fullmatch(text))


def _indent(text: str) -> int:
    expanded = text.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())


def _begins_line(text: str) -> bool:
    """Tells whether a line cannot go on in the paragraph before it: an item, a heading, a label of the form."""
    if _is_item(text) or _MARKDOWN_HEADING.fullmatch(text):
        return True
    words = form_words()
    label, colon, _ = text.partition(":")
    return bool(words.part(text) or (colon and words.field(label)))


def wrapping_width(lines: Sequence[str]) -> int:
    """Returns the width to which a program broke a text; 0 where each paragraph stands on one line.

    In a text that was broken, most lines below which a paragraph goes on are nearly as long as the longest of all.
    """
    width = max((len(line.rstrip()) for line in lines), default=0)
    if not _MIN_WIDTH <= width <= _MAX_WIDTH:
        return 0
    broken = [
        first
        for first, second in pairwise(lines)
        if first.strip() and second.strip() and not _begins_line(second)
    ]
    full = sum(1 for line in broken if len(line.rstrip()) >= width * _FULL)
    return width if full >= _FEW and full * 2 >= len(broken) else 0


def _line(pieces: list[str], number: int) -> Line:
    """Returns the line that some lines of the file make."""
    text = " ".join([pieces[0].rstrip(), *(piece.strip() for piece in pieces[1:])])
    text = text[: _indent(text)] + _COLUMN_GAP.sub("\t", text.strip())
    if match := _MARKDOWN_HEADING.fullmatch(text):
        return plain_line("heading", match["words"], len(match["marks"]), number)
    if match := _BULLET.fullmatch(text):
        return plain_line("item", match["words"].strip(), 0, number)
    if match := _NUMBER.fullmatch(text):
        return replace(plain_line("numbered", match["words"].strip(), 0, number), start=int(match["number"]))
    return plain_line("paragraph", text.strip(), 0, number)
