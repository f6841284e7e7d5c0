"""A comparison for people at a terminal: a line for each difference, and what was reworded word by word."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import assert_never

from reportgen.comparison.model import Comparison, Difference, Kind, Piece
from reportgen.comparison.words import word_counts
from reportgen.display import display, paint
from reportgen.findings import plural
from reportgen.startup.patterns import lazy_pattern

_GONE, _NEW, _BOLD = "31", "32", "1"
"""Codes of ANSI escape sequences (ECMA-48, SGR)."""

_CONTEXT = 40
"""The characters that are shown of words that stay, before and behind what has changed."""

_MAX_LINES = 3
"""The lines that are shown of an entry that came or went."""

_MAX_LENGTH = 100
"""The characters that are shown of one of these lines."""

_BLANK = lazy_pattern(r"\s")


def to_text(comparison: Comparison, *, colour: bool = False) -> str:
    """Returns the differences part by part, then the texts that were copied, then how many there are of each."""
    lines = [_paint(f"{comparison.old.title()} → {comparison.new.title()}", _BOLD, colour)]
    for part, differences in groupby(comparison.differences, key=lambda difference: difference.names[0]):
        lines += ["", _paint(part, _BOLD, colour)]
        for difference in differences:
            lines += (f"  {line}" for line in _lines(difference, colour))
    if comparison.unchanged:
        lines += ["", _paint("Copied unchanged", _BOLD, colour)]
        lines += (f"  = {display(copied(difference))}" for difference in comparison.unchanged)
    return "\n".join([*lines, "", _paint(summary(comparison), _BOLD, colour), ""])


def summary(comparison: Comparison) -> str:
    """Returns how many differences there are, and how many texts were copied."""
    count = len(comparison.differences)
    differences = plural(count, "difference") if count else "no differences"
    copies = plural(len(comparison.unchanged), "text")
    return f"{differences}; {copies} copied unchanged" if comparison.unchanged else differences


def copied(difference: Difference) -> str:
    """Says which text was copied, how long it is, and where it stood if it was elsewhere."""
    words = plural(word_counts(difference.new).total(), "word")
    elsewhere = "" if difference.old_at == difference.new_at else f", once `{dotted(difference.old_at)}`"
    return f"{': '.join(difference.names)} ({words}{elsewhere})"


def dotted(at: Iterable[str | int] | None) -> str:
    """Returns a path as `verify` writes it: `membership.members.3`."""
    return ".".join(map(str, at or ()))


def sentence(difference: Difference) -> str:
    """Says in words what has become of a value; what it says is left to the caller."""
    subject = ": ".join(difference.names[1:]) or difference.names[0]
    member = difference.names[-1]
    match difference.kind:
        case Kind.ADDED | Kind.DROPPED | Kind.CHANGED:
            return subject
        case Kind.MOVED if difference.old:
            return f"{member} has moved from {difference.old} to {difference.new}"
        case Kind.MOVED:
            return f"{subject}: stands at another place{f': {difference.new}' if difference.new else ''}"
        case Kind.JOINED:
            return f"{member} joined"
        case Kind.LEFT:
            return f"{member} left{f' ({difference.new})' if difference.new else ''}"
        case Kind.RENAMED:
            return f"{difference.old} is now called {difference.new}"
        case Kind.SUCCEEDED:
            return f"{difference.old} became {difference.new}"
        case Kind.UNCHANGED:
            return f"{subject} was copied unchanged"
        case _:
            assert_never(difference.kind)


_MARKS = {
    Kind.ADDED: "+", Kind.JOINED: "+", Kind.DROPPED: "-", Kind.LEFT: "-", Kind.CHANGED: "~", Kind.RENAMED: "~",
    Kind.SUCCEEDED: "~", Kind.MOVED: ">", Kind.UNCHANGED: "=",
}  # fmt: skip


def _lines(difference: Difference, colour: bool) -> Iterator[str]:  # noqa: FBT001 (as all that paints)
    mark = _MARKS[difference.kind]
    code = {"+": _NEW, "-": _GONE}.get(mark, "")
    head = f"{mark} {sentence(difference)}"
    match difference.kind:
        case Kind.ADDED | Kind.DROPPED:
            lines = (difference.new or difference.old).splitlines()
            if len(lines) == 1 and len(lines[0]) <= _MAX_LENGTH:
                words = "" if lines[0] == difference.names[-1] else f": {lines[0]}"
                yield _paint(f"{head}{words}", code, colour)
                return
            yield _paint(head, code, colour)
            yield from (_paint(f"    {_cut(line)}", code, colour) for line in lines[:_MAX_LINES])
            if len(lines) > _MAX_LINES:
                yield _paint(f"    … and {plural(len(lines) - _MAX_LINES, 'line')} more", code, colour)
        case Kind.CHANGED:
            changed = difference.pieces or (Piece("gone", difference.old), Piece("new", difference.new))
            first, *others = _shown(changed, colour).split("\n")
            if others:
                yield display(head)
                yield from (f"    {line}" for line in (first, *others))
            else:
                yield f"{display(head)}: {first}"
        case _:
            yield _paint(head, code, colour)


def _cut(line: str) -> str:
    return (
        line
        if len(line) <= _MAX_LENGTH
        else f"{line[:_MAX_LENGTH].rpartition(' ')[0] or line[:_MAX_LENGTH]} …"
    )


def _shown(changed: tuple[Piece, ...], colour: bool) -> str:  # noqa: FBT001 (as all that paints)
    """Returns changed words with marks around what is gone and what is new, and little of what stays between them."""
    shown = []
    for index, piece in enumerate(changed):
        if piece.kind == "same":
            context = _context(piece.text, is_first=index == 0, is_last=index == len(changed) - 1)
            shown.append("\n".join(display(line) for line in context.split("\n")))
        else:
            before, after, code = ("[-", "-]", _GONE) if piece.kind == "gone" else ("{+", "+}", _NEW)
            lines = piece.text.split("\n")
            shown.append(
                "\n".join(_paint(f"{before}{line}{after}", code, colour) if line else "" for line in lines)
            )
    return re.sub(r"\n+", "\n", "".join(shown)).strip("\n")


def _context(text: str, *, is_first: bool, is_last: bool) -> str:
    """Returns words that stay: whole if they are few, and else their ends."""
    if len(text) <= 2 * _CONTEXT and "\n" not in text.strip("\n"):
        return text
    head = "" if is_first else text[: _find_blank(text, _CONTEXT)].partition("\n")[0]
    start = len(text) - _CONTEXT
    end = "" if is_last else text[_find_blank(text, start) :].rpartition("\n")[2]
    is_broken = "\n" in text[len(head) : len(text) - len(end)]
    between = "\n… " if is_broken and end else "\n" if is_broken else " " if end else ""
    return f"{head} …{between}{end.lstrip()}"


def _find_blank(text: str, start: int) -> int:
    """Returns the position of the first space behind another position."""
    blank = _BLANK.search(text, max(start, 0))
    return blank.start() if blank else len(text)


def _paint(text: str, code: str, colour: bool) -> str:  # noqa: FBT001 (as in the reporters)
    return paint(display(text), code, colour=colour and bool(code))
