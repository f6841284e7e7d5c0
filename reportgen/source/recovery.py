"""Goes on reading behind a slip of the hand, at the next key that stands no deeper, so that one run finds all slips of a file."""

import re

_KEY_LINE = re.compile(r"(?P<before> *(?:- *)*)(?P<key>[A-Za-z_][\w-]*):(?P<value>.*)$")
_START = re.compile(r"\s*(?:-(?:\s|$)|[A-Za-z_][\w-]*:)")
_PLACEHOLDER = "x"
"""Stands for a value that cannot be read."""


def without_slip(text: str, number: int, *, whole: bool) -> str | None:
    """Returns a text in which a line, counted from 0, is no slip any more; None where nothing is left to change.

    The value of a key or of a list's entry gives way to a placeholder, with all that stands deeper below it. With `whole`, and
    where there is neither, the line itself goes.
    """
    lines = text.split("\n")
    line = lines[number]
    is_text = not _START.match(line)
    match = None if whole else _KEY_LINE.match(line)
    if match:
        before = re.sub(r"-(?=[^ ])", "- ", f"{match['before']}.")[:-1]
        lines[number] = f"{before}{match['key']}: {_PLACEHOLDER}"
        indent = len(before)
    elif not whole and (dash := re.match(r" *- +", line)):
        lines[number] = f"{dash[0]}{_PLACEHOLDER}"
        indent = _indent(line)
    else:
        lines[number] = ""
        indent = _indent(line)
    for below in range(number + 1, len(lines)):
        is_deeper = _indent(lines[below]) > indent
        goes_on = is_text and _indent(lines[below]) == indent and not _START.match(lines[below])
        if lines[below].strip() and not (is_deeper or goes_on):
            break
        lines[below] = ""
    changed = "\n".join(lines)
    return changed if changed != text else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))
