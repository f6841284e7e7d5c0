"""Goes on reading behind a slip of the hand, at the next key that stands no deeper, so that one run finds all slips of a file."""

import re
from dataclasses import dataclass

from reportgen.startup.patterns import lazy_pattern

_KEY_LINE = lazy_pattern(r"(?P<before> *(?:- *)*)(?P<key>[A-Za-z_][\w-]*):(?P<value>.*)$")
_ENTRY = lazy_pattern(r" *- +")
_START = lazy_pattern(r"\s*(?:-(?:\s|$)|[A-Za-z_][\w-]*:)")
_OPENED = lazy_pattern(r"(?::[ \t]+|^[ -]*)(?P<mark>[\[{'\"])")
_CLOSING = {"[": "]", "{": "}", "'": "'", '"': '"'}
PLACEHOLDER = "\ue000"
"""Stands for a value that cannot be read: a character that no file has, since none can be printed."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A text without one of its slips. `lost` says that a line is gone of which nobody can tell what it was."""

    text: str
    lost: bool


def without_slip(text: str, number: int, *, whole: bool) -> Mended | None:
    """Returns a text in which a line, counted from 0, is no slip any more; None where nothing is left to change.

    The value of a key or of a list's entry gives way to a placeholder, with all that stands deeper below it. With `whole`, and
    where there is neither, the line itself goes.
    """
    lines = text.split("\n")
    line = lines[number]
    indent, is_text = _indent(line), not _START.match(line)
    mended = None if whole else _with_placeholder(line)
    lines[number] = mended or ""
    if mended and (match := _KEY_LINE.match(mended)):
        indent = match.start("key")
    for below in range(number + 1, len(lines)):
        is_deeper = _indent(lines[below]) > indent
        goes_on = is_text and _indent(lines[below]) == indent and not _START.match(lines[below])
        if lines[below].strip() and not (is_deeper or goes_on):
            break
        lines[below] = ""
    changed = "\n".join(lines)
    is_fence = line.lstrip().startswith(("```", "~~~"))
    is_lost = (mended is None and not is_fence) or _opens_more(line)
    return Mended(changed, is_lost) if changed != text else None


def _opens_more(line: str) -> bool:
    """Tells whether a value opens a bracket or a quotation that does not end on its line: nobody can tell where it should."""
    match = _OPENED.search(line)
    return match is not None and _CLOSING[match["mark"]] not in line[match.end() :]


def _with_placeholder(line: str) -> str | None:
    if match := _KEY_LINE.match(line):
        before = re.sub(r"-(?=[^ ])", "- ", f"{match['before']}.")[:-1]
        return f"{before}{match['key']}: {PLACEHOLDER}"
    dash = _ENTRY.match(line)
    return f"{dash[0]}{PLACEHOLDER}" if dash else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))
