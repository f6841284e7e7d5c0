"""Reads text without markup but for simple lists, which is most of what reports say.

Nearly all text of a report takes this way, which spares it the Markdown parser, the slowest part of reading. The property test
in tests/prose/test_plain.py checks that both ways give the same blocks and passages.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from reportgen.document import Block, BulletList, Item, Paragraph, Text
from reportgen.prose.passages import Passage, Prose, TextCollector
from reportgen.startup.patterns import lazy_pattern

MARKUP_CHARACTER = lazy_pattern(r"[*_\[\]<>\\`#~|]|&(?=#?\w+;)|^(?: {4}|\t)|  $", re.MULTILINE)
"""Finds what Markdown may take for markup: some characters anywhere, indented lines, and spaces that force a line break."""

_MARKS = (*"*_[]<>\\`#~|&\t", "  ")
"""Clues to that: a text in which none of them stands need not be searched for it."""

WORD_BULLET = lazy_pattern(r"^[ \t]*(?:[•·▪◦‣●§o–—](?=[ \t\u00a0])|-(?=\u00a0| {5}| *\t))", re.MULTILINE)
"""Finds lines that may be entries of a list that was copied from Word: `prose.word_bullets` knows which are."""

_LIST_OR_UNDERLINE = lazy_pattern(r"\n[ \t]*(?:[-+=]|\d+[.)])")
"""Finds the break before a line that may be an entry of a list, or the underline of a heading."""

_ENTRY = lazy_pattern(r"- (?=[^\s\d+=-])")
_EMPTY_LINES = lazy_pattern(r"\n[ \t]*(?:\n[ \t]*)+")


def is_plain(source: str) -> bool:
    """Tells whether a text is paragraphs and lists of one-line entries and nothing else."""
    has_markup = any(mark in source for mark in _MARKS) and MARKUP_CHARACTER.search(source)
    if has_markup or WORD_BULLET.search(source):
        return False
    return all(_is_list(chunk) or not _LIST_OR_UNDERLINE.search(f"\n{chunk}") for _, chunk in _chunks(source))


def read_plain(source: str) -> Prose:
    """Reads a text that is plain; of any other text, the markup stays among the words."""
    blocks: list[Block] = []
    passages: list[Passage] = []
    for offset, chunk in _chunks(source):
        if _is_list(chunk):
            _add_list(offset, chunk, blocks, passages)
        else:
            _add_paragraph(offset, chunk, "paragraph", blocks, passages)
    return Prose(source, tuple(blocks), tuple(passages))


def _chunks(source: str) -> Iterator[tuple[int, str]]:
    """Yields what empty lines separate, with its offset."""
    start = 0
    for match in _EMPTY_LINES.finditer(source):
        yield start, source[start : match.start()]
        start = match.end()
    yield start, source[start:]


def _is_list(chunk: str) -> bool:
    lines = chunk.strip("\n")
    return lines.startswith("- ") and all(_ENTRY.match(line) for line in lines.split("\n"))


def _add_paragraph(
    offset: int,
    text: str,
    kind: Literal["paragraph", "item"],
    blocks: list[Block],
    passages: list[Passage],
) -> None:
    collector = TextCollector()
    collector.add(text.rstrip(" \t\n"), offset)
    if content := collector.finish():
        blocks.append(Paragraph((Text(content),)))
        passages.append(Passage(content, collector.offset_map, kind))


def _add_list(offset: int, chunk: str, blocks: list[Block], passages: list[Passage]) -> None:
    """Adds a list; one that follows another after an empty line continues it."""
    items: list[Item] = []
    last = blocks[-1] if blocks else None
    if isinstance(last, BulletList):
        items += last.items
        del blocks[-1]
    elif last:
        passages[-1] = replace(passages[-1], introduces=True)
    for line in chunk.split("\n"):
        entry: list[Block] = []
        _add_paragraph(offset + 2, line[2:], "item", entry, passages)
        items += [Item(tuple(entry))] if entry else []
        offset += len(line) + 1
    blocks.append(BulletList(tuple(items)))
