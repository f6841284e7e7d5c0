"""Writes a value anew at its place in a file: on its line, below its key, or behind its dash."""

import re
from typing import Any

from reportgen.findings import At
from reportgen.source.characters import line_end
from reportgen.source.edits import Edit
from reportgen.source.positions import NotRewritten, Positions
from reportgen.source.redact import content_end
from reportgen.source.spelling import spelt_in_brackets, spelt_value
from reportgen.startup.patterns import lazy_pattern

_WRITTEN_EMPTY = lazy_pattern(
    r"""[ \t]*[|>][-+0-9]{0,2}(?=\s|$)|\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|~|null|\[\s*\]|\{\s*\})(?=[\s,}\]]|$)""",
    re.IGNORECASE | re.DOTALL,
)
"""How a value that says nothing can be written behind a colon or a dash: a block without lines, quotation marks, `null`."""


def replacement(positions: Positions, at: At, new: Any) -> Edit:
    """Returns the edit that writes a value anew. A comment behind the value stays on its line. Raises NotRewritten."""
    source, text = positions.source, positions.source.text
    location = source.location(at)
    if location is None:
        raise NotRewritten(f"`{'.'.join(map(str, at))}` has no place in the file")
    start, end = _stretch(positions, at)
    if positions.is_in_brackets(at[:-1]):
        return Edit(start, end, (" " if text[start - 1] == ":" else "") + spelt_in_brackets(new))
    if new == "":
        return _emptied(positions, start, end)
    if isinstance(new, str) and location.style is None and location.key_range:
        return _instead_of_lines(positions, location.key_range, end, new)
    first, *rest = _lines(positions, at, new, start)
    if text[start - 1 : start] in {":", "-"}:
        first = f" {first}" if first else ""
    elif not first:  # what is below the key begins on the next line
        start -= len(text[:start]) - len(text[:start].rstrip(" \t"))
    stop, _ = line_end(text, end, len(text))
    behind = text[end:stop].rstrip()
    if not behind:
        end = stop
    if rest and behind.lstrip(" \t")[:1] in {"", "#"}:
        return Edit(start, stop, positions.newline.join([first + behind, *rest]))
    return Edit(start, end, positions.newline.join([first, *rest]))


def _stretch(positions: Positions, at: At) -> tuple[int, int]:
    """Returns where a value starts and ends. One that is not written starts and ends behind its colon or dash."""
    source, text = positions.source, positions.source.text
    location = source.location(at)
    if location is None:
        raise NotRewritten(f"`{'.'.join(map(str, at))}` has no place in the file")
    start, end = location.value_range
    if location.key_range == (start, end):
        start = end = text.index(":", end) + 1
        if location.style is not None and (written := _WRITTEN_EMPTY.match(text, start)):
            end = written.end()
        return start, end
    if start == end and location.key_range is None and isinstance((at or ("",))[-1], int):
        dash = positions.dash(at)
        if dash is not None:
            written = _WRITTEN_EMPTY.match(text, dash + 1)
            return dash + 1, written.end() if written else dash + 1
    return start, content_end(source, at)


def _lines(positions: Positions, at: At, new: Any, start: int) -> list[str]:
    """Returns the lines of a value; the first is empty where it begins below its key."""
    indent, location = positions.indent(at), positions.source.location(at)
    lines = spelt_value(new, indent)
    if isinstance(new, dict | list) and not lines[0].startswith(("{", "[")):
        if location is None or location.key_range is None:
            column = positions.column(start)
            return spelt_value(new, column + 1 if positions.source.text[start - 1 : start] == "-" else column)
        return ["", *(" " * (indent + 2) + line if line else "" for line in spelt_value(new, 0))]
    return lines


def _emptied(positions: Positions, start: int, end: int) -> Edit:
    """Returns the edit that leaves nothing behind a colon or a dash; lines that held the value alone go."""
    text = positions.source.text
    line_start = start - positions.column(start)
    if not text[line_start:start].strip(" \t"):  # the value began below its key
        _, following = line_end(text, end, len(text))
        return Edit(line_start, following, "")
    begin = len(text[:start].rstrip(" \t"))
    return Edit(begin, end, "")


def _instead_of_lines(positions: Positions, key: tuple[int, int], end: int, new: str) -> Edit:
    """Returns the edit that puts a text in the place of a list or mapping below a key; a comment behind the key stays."""
    text = positions.source.text
    start = text.index(":", key[1]) + 1
    stop, _ = line_end(text, start, len(text))
    comment = text[start:stop] if text[start:stop].lstrip(" \t").startswith("#") else ""
    first, *rest = spelt_value(new, positions.column(key[0]))
    return Edit(start, end, positions.newline.join([f" {first}{comment}", *rest]))
