"""Text with no markup but simple lists, read without the cost of a Markdown parser: most of what reports say."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from reportgen.document import Block, BulletList, Item, Paragraph, Text
from reportgen.prose.passages import Passage, Prose, TextCollector

SPECIAL = re.compile(r"[*_\[\]<>\\`#~|]|&(?=#?\w+;)|^(?: {4}|\t)|  $", re.MULTILINE)
"""Characters that Markdown may take for markup, wherever they stand."""

_MAY_BE_SPECIAL = ("*", "_", "[", "]", "<", ">", "\\", "`", "#", "~", "|", "&", "  ", "\t")
"""Without one of these there is none; to look for them one by one takes a tenth of the time."""

_BULLETS = "•·▪◦‣●"
BULLET = re.compile(rf"^[ \t]*(?P<bullet>[{_BULLETS}])(?=[ \t\u00a0])", re.MULTILINE)
"""Bullets that come along from Word."""

_LEADING = re.compile(r"[ \t]*(?:[-+=]|\d+[.)])")
_ENTRY = re.compile(r"- (?=[^\s\d+=-])")
_BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def is_plain(source: str) -> bool:
    """Whether a text is paragraphs and lists of one-line entries and nothing else."""
    if any(map(source.__contains__, _MAY_BE_SPECIAL)) and SPECIAL.search(source):
        return False
    if any(map(source.__contains__, _BULLETS)) and BULLET.search(source):
        return False
    return not _leads(source) or all(_is_list(chunk) or not _leads(chunk) for _, chunk in _chunks(source))


def _leads(text: str) -> bool:
    """Whether a line of a text begins as an entry of a list does, or as what underlines a heading."""
    return any(map(_LEADING.match, text.split("\n")))


def read_plain(source: str) -> Prose:
    """The paragraphs and lists of a text of which `is_plain` holds; of another, its words with the markup in them."""
    blocks: list[Block] = []
    passages: list[Passage] = []
    for start, chunk in _chunks(source):
        if _is_list(chunk):
            _add_list(start, chunk, blocks, passages)
        else:
            _add(start, chunk, "paragraph", blocks, passages)
    return Prose(source, tuple(blocks), tuple(passages))


def _chunks(source: str) -> Iterator[tuple[int, str]]:
    """What stands between empty lines, with its offset."""
    start = 0
    for match in _BLANK.finditer(source):
        yield start, source[start : match.start()]
        start = match.end()
    yield start, source[start:]


def _is_list(chunk: str) -> bool:
    whole = chunk.strip("\n")
    return whole.startswith("- ") and all(map(_ENTRY.match, whole.split("\n")))


def _add(
    start: int,
    text: str,
    kind: Literal["paragraph", "item"],
    blocks: list[Block],
    passages: list[Passage],
) -> None:
    words = TextCollector()
    words.add(text, start)
    if content := words.finish():
        blocks.append(Paragraph((Text(content),)))
        passages.append(Passage(content, words.marks, kind))


def _add_list(start: int, chunk: str, blocks: list[Block], passages: list[Passage]) -> None:
    """A list; one that follows another with an empty line between goes on with it."""
    last = blocks[-1] if blocks else None
    if isinstance(last, Paragraph):
        passages[-1] = replace(passages[-1], introduces=True)
    items = list(last.items) if isinstance(last, BulletList) else []
    for line in chunk.split("\n"):
        entry: list[Block] = []
        _add(start + 2, line[2:], "item", entry, passages)
        items += [Item(tuple(entry))] if entry else []
        start += len(line) + 1
    blocks[-1:] = (
        [BulletList(tuple(items))]
        if isinstance(last, BulletList)
        else [*blocks[-1:], BulletList(tuple(items))]
    )
