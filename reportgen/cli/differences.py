"""Shows how the text of a file changes: as a patch, and word by word for people."""

import difflib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.alignment import BoundedMatcher
from reportgen.config import relative_to_current_folder
from reportgen.display import Displayed, concatenate, display, paint
from reportgen.startup.patterns import lazy_pattern

if TYPE_CHECKING:
    from reportgen.source import Source

_NO_LINE_FEED = b"\n\\ No newline at end of file\n"
_UNSAFE_IN_NAME = lazy_pattern(rb'[\x00-\x1f\x7f"\\]')
_TOKEN = lazy_pattern(r"\w+|\s+|[^\w\s]")
_CONTEXT, _LONGEST = 45, 300
_RED, _GREEN, _BOLD = "31", "32", "1"


def patch(before: bytes, after: bytes, file: str) -> bytes:
    """Returns a difference that `patch` accepts: its lines end where a line feed is, and one that has none is marked."""
    name = _patch_name(file)
    lines = difflib.diff_bytes(difflib.unified_diff, _lines(before), _lines(after), name, name)
    return b"".join(line if line.endswith(b"\n") else line + _NO_LINE_FEED for line in lines)


def _lines(content: bytes) -> list[bytes]:
    return [line for line in re.split(rb"(?<=\n)", content) if line]


def _patch_name(file: str) -> bytes:
    """Returns the name of a file for `patch`: from the working folder, in quotes as git does, or closed by a tab."""
    name = os.fsencode(relative_to_current_folder(Path(file)).as_posix())
    if _UNSAFE_IN_NAME.search(name):
        return b'"' + _UNSAFE_IN_NAME.sub(lambda match: b"\\%03o" % match[0][0], name) + b'"'
    return name + b"\t" if b" " in name else name


def changes_in_words(before: "Source", after: "Source", *, colours: bool) -> Iterator[Displayed]:
    """Yields lines that tell people what changes: where, the words that go and the words that come.

    What commands a terminal is made visible in them, but for the colours.
    """
    from reportgen.schema.messages import dotted_path

    old, new = before.text.splitlines(), after.text.splitlines()
    starts = _starts(after.text)
    for tag, i1, i2, j1, j2 in BoundedMatcher(old, new).get_opcodes():
        if tag == "equal":
            continue
        first = next((index for index in range(j1, j2) if new[index].strip()), min(j1, len(new) - 1))
        offset = starts[first] + len(new[first]) - len(new[first].lstrip()) if new else 0
        at = after.path_at(offset) if tag != "delete" else ()
        place = display(f"{before.file}:{i1 + 1}" + (f" `{dotted_path(at)}`" if at else ""))
        yield paint(place, _BOLD, colour=colours)
        if i2 - i1 == j2 - j1:
            for old_line, new_line in zip(old[i1:i2], new[j1:j2], strict=True):
                yield _changed_words(old_line.strip(), new_line.strip(), colours=colours)
            continue
        for line in old[i1:i2]:
            yield paint(display(f"  - {_short(line)}"), _RED, colour=colours)
        for line in new[j1:j2]:
            yield paint(display(f"  + {_short(line)}"), _GREEN, colour=colours)


def _changed_words(old: str, new: str, *, colours: bool) -> Displayed:
    """Returns a line with the words that go as `[-…-]` and those that come as `{+…+}`, and a few words around them."""
    old_tokens, new_tokens = _TOKEN.findall(old), _TOKEN.findall(new)
    opcodes = BoundedMatcher(old_tokens, new_tokens).get_opcodes()
    pieces = [display("  ")]
    for index, (tag, i1, i2, j1, j2) in enumerate(opcodes):
        gone, come = "".join(old_tokens[i1:i2]), "".join(new_tokens[j1:j2])
        if tag == "equal":
            context = _context(gone, is_first=index == 0, is_last=index == len(opcodes) - 1)
            pieces.append(display(context))
            continue
        if gone:
            pieces.append(paint(display(f"[-{gone}-]"), _RED, colour=colours))
        if come:
            pieces.append(paint(display(f"{{+{come}+}}"), _GREEN, colour=colours))
    return concatenate(*pieces)


def _context(text: str, *, is_first: bool, is_last: bool) -> str:
    before, after = ("" if is_last else text[-_CONTEXT:]), ("" if is_first else text[:_CONTEXT])
    if len(text) <= len(before) + len(after):
        return text
    return f"{after}…{before}"


def _short(line: str) -> str:
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _starts(text: str) -> list[int]:
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return starts
