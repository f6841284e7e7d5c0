"""Changes single values where they stand: a line word by word, a block of text line by line."""

from collections.abc import Sequence

from reportgen.alignment import BoundedMatcher
from reportgen.findings import At, ValuePart
from reportgen.source.characters import line_end
from reportgen.source.edits import Edit, edits_of_value
from reportgen.source.positions import Positions
from reportgen.source.spelling import spelt_scalar
from reportgen.startup.patterns import lazy_pattern

_TOKEN = lazy_pattern(r"\w+|\s+|[^\w\s]")


def scalar_edits(positions: Positions, at: At, old: str, new: str) -> list[Edit]:
    """Returns the edits that change a value word by word, or a block line by line; none where it must be written anew."""
    location = positions.source.location(at)
    if location is None or not old.strip():
        return []
    if location.style == "|":
        return _block_edits(positions, at, old, new)
    if old.endswith("\n") and new.endswith("\n"):
        old, new = old.removesuffix("\n"), new.removesuffix("\n")
    if "\n" in new or (not location.style and spelt_scalar(new) != new):
        return []
    tokens, new_tokens = _TOKEN.findall(old), _TOKEN.findall(new)
    changes: list[tuple[ValuePart, str]] = []
    for tag, i1, i2, j1, j2 in BoundedMatcher(tokens, new_tokens).get_opcodes():
        if tag == "equal":
            continue
        first = i1 - 1 if i1 == i2 and i1 else i1
        last = i2 + 1 if i1 == i2 == 0 else i2
        words = "".join(tokens[first:i1] + new_tokens[j1:j2] + tokens[i2:last])
        start = len("".join(tokens[:first]))
        changes.append(((start, start + len("".join(tokens[first:last]))), words))
    if any(part[0] == part[1] for part, _ in changes if isinstance(part, tuple)):
        return []
    return edits_of_value(positions.source, at, _joined(changes))


def _block_edits(positions: Positions, at: At, old: str, new: str) -> list[Edit]:
    """Returns the edits of the lines of a literal block that change."""
    location = positions.source.location(at)
    text = positions.source.text
    if location is None or new.startswith((" ", "\n")) or not new.strip():
        return []
    start, end = location.value_range
    _, position = line_end(text, start, end)
    spans: list[tuple[int, int]] = []
    while position < end:
        stop, following = line_end(text, position, end)
        spans.append((position, following))
        if following <= position:
            break
        position = following
    lines, new_lines = old.rstrip("\n").split("\n"), new.rstrip("\n").split("\n")
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if len(spans) < len(lines):
        return []
    raw = text[slice(*spans[first])]
    indent = len(raw) - len(raw.lstrip(" ")) - (len(lines[first]) - len(lines[first].lstrip(" ")))
    edits = []
    for tag, i1, i2, j1, j2 in BoundedMatcher(lines, new_lines).get_opcodes():
        if tag == "equal":
            continue
        begin = spans[i1][0] if i1 < len(lines) else spans[len(lines) - 1][1]
        stop = spans[i2 - 1][1] if i2 > i1 else begin
        words = "".join(
            (" " * indent + line if line else "") + positions.newline for line in new_lines[j1:j2]
        )
        if begin and i1 >= len(lines) and text[begin - 1] not in "\r\n":
            words = positions.newline + words.removesuffix(positions.newline)
        elif stop > begin and text[stop - 1] not in "\r\n":
            words = words.removesuffix(positions.newline)
        edits.append(Edit(begin, stop, words))
    return edits


def _joined(changes: Sequence[tuple[ValuePart, str]]) -> list[tuple[ValuePart, str]]:
    """Returns changes of which none overlaps the one before: those that do become one."""
    joined: list[tuple[ValuePart, str]] = []
    end = 0
    for part, words in changes:
        if isinstance(part, tuple) and part[0] >= end:
            joined.append((part, words))
            end = part[1]
    return joined if len(joined) == len(changes) else []
