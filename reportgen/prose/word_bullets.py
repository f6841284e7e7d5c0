"""Finds the bullets that come along when a list is copied from Word, and says how each is written as an entry of a list.

Word marks the levels of a list with different signs (`•`, `o`, `§`), and indents them by spaces or tabs of its own. Markdown
takes most of these lines for words that go on, and those with many spaces behind the sign for code.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reportgen.findings import Fault, Fix, Problem
from reportgen.prose.codes import MARKUP
from reportgen.prose.plain import WORD_BULLET
from reportgen.startup.patterns import lazy_pattern

_ENTRY = lazy_pattern(
    r"(?P<indent>[ \t]*)(?P<mark>[•·▪◦‣●§o–—+*-]|\d{1,9}[.)])(?P<gap>[ \t\u00a0]+)(?=(?P<first>\S))"
)
_BULLETS = "•·▪◦‣●"
_DASHES = "–—"
_WIDEST_GAP = 4
"""With more spaces behind a dash, Markdown takes the words of an entry for code."""


class _Entry(NamedTuple):
    """An entry as it is written: its line, its sign and the spaces around it; as a copy from Word, or as text knows it."""

    number: int
    indent: int
    mark: str
    match: re.Match[str]
    is_faulty: bool


class _Level(NamedTuple):
    """A level of the list: how its entries are written, and the column in which their words begin when they are right."""

    indent: int
    mark: str
    right_indent: int
    content: int


def find_word_bullets(source: str) -> dict[int, Fault]:
    """Returns a fault for each line that is an entry in Word and none in text, by the number of the line, counted from 0."""
    if not WORD_BULLET.search(source):
        return {}
    lines = source.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    levels: list[_Level] = []
    faults: dict[int, Fault] = {}
    for number, line in enumerate(lines):
        entry = _entry(lines, number)
        if entry:
            _place(entry, levels)
            if entry.is_faulty:
                faults[number] = _fault(entry, levels, starts[number])
        elif line.strip() and not line.startswith((" ", "\t")) and number and not lines[number - 1].strip():
            levels.clear()  # a new paragraph
    return faults


def _entry(lines: Sequence[str], number: int) -> _Entry | None:
    match = _ENTRY.match(lines[number])
    if not match:
        return None
    indent, mark = len(match["indent"].expandtabs(4)), match["mark"]
    is_list_sign = mark in ("-", "+", "*") or mark[0].isdigit()
    if is_list_sign and match["gap"][0] != "\u00a0":
        return _Entry(number, indent, mark, match, is_faulty=mark == "-" and _gap(match) > _WIDEST_GAP)
    is_meant = mark in _BULLETS or (mark == "§" and not match["first"].isdigit())
    if is_meant or "\t" in match["gap"] or len(match["gap"]) > 1 or _is_among_entries(lines, number, mark):
        return _Entry(number, indent, mark, match, is_faulty=True)
    return None


def _gap(match: re.Match[str]) -> int:
    """Returns how many columns lie between a sign and its words."""
    before = " " * match.end("mark")
    return len(f"{before}{match['gap']}".expandtabs(4)) - len(before)


def _is_among_entries(lines: Sequence[str], number: int, mark: str) -> bool:
    """Tells whether a line that may be words, such as one that starts with a dash, is an entry by the lines around it.

    In running text a line can start with a dash, in Welsh with the word `o`.
    """
    above = lines[number - 1].strip() if number else ""
    below = lines[number + 1].strip() if number + 1 < len(lines) else ""
    has_twin = any(line.startswith((f"{mark} ", f"{mark}\u00a0", f"{mark}\t")) for line in (above, below))
    if mark == "o":
        return has_twin and (above.endswith(":") or _ENTRY.match(above) is not None)
    is_last = not below or _ENTRY.match(below) is not None
    is_below_entry = above.startswith(("- ", *_BULLETS)) and is_last and f" {mark} " not in lines[number]
    return has_twin or above.endswith(":") or is_below_entry


def _place(entry: _Entry, levels: list[_Level]) -> None:
    """Opens the level of an entry, or goes back to it: a sign that stands in no level above starts a deeper one."""
    same = [depth for depth, level in enumerate(levels) if level.mark == entry.mark]
    by_indent = [depth for depth in same if levels[depth].indent == entry.indent]
    if by_indent:
        del levels[by_indent[-1] + 1 :]
        return
    while levels and (levels[-1].indent > entry.indent or (same and levels[-1].indent == entry.indent)):
        levels.pop()
    right_indent = levels[-1].content if levels else 0
    if not entry.is_faulty:
        right_indent = entry.indent
    width = len(entry.mark) if entry.mark[0].isdigit() else 1
    gap = 1 if entry.is_faulty else _gap(entry.match)
    levels.append(_Level(entry.indent, entry.mark, right_indent, right_indent + width + gap))


def _fault(entry: _Entry, levels: Sequence[_Level], line_start: int) -> Fault:
    match, right_indent = entry.match, levels[-1].right_indent
    start, end = match.start("mark"), match.end("mark")
    words = "-"
    if match["indent"] != " " * right_indent:
        words = " " * right_indent + words
        start = 0
    if match["gap"] != " ":
        words, end = f"{words} ", match.end("gap")
    message = f"`{entry.mark}` starts no entry of a list in text"
    if entry.mark == "-":
        message = "with so many spaces behind its dash, this entry is taken for code"
    hint = "write `- ` in its place"
    if len(levels) > 1:
        hint = f"write `- ` in its place, below the words of the entry above, behind {right_indent} spaces"
    part = (line_start + start, line_start + end)
    return Fault(MARKUP, Problem((), message, hint, part, Fix(words)))
