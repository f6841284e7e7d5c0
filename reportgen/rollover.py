"""Begins the dataset of the next year with that of the last: what lasts is carried over, what belongs to one year is emptied.

The text is edited in place, so that comments, order and quotation marks stay.
"""

from dataclasses import dataclass

from reportgen.schema.values import Period
from reportgen.source import Source
from reportgen.source.characters import LINE_BREAK
from reportgen.source.edits import Edit, apply_edits
from reportgen.source.review_marks import MARK
from reportgen.source.spans import BLOCK_STYLES

_REVIEWED: tuple[tuple[str, ...], ...] = (
    ("contact",), ("membership",), ("membership", "eligibility"), ("membership", "exception"), ("aims",), ("priorities",),
    ("themes",), ("sections",),
)  # fmt: skip
"""What is carried over and marked. What is neither here nor below is carried over as it is."""

_EMPTIED = ("submitted", "foreword", "key_figures", "activities", "government", "quotations", "finances")
"""What belongs to one year alone. It stays as a comment, to be looked at."""

_REQUIRED = ("activities",)
"""The emptied parts whose key stays."""

_LAST_YEAR = "# Last year's, to look at and then delete:"


class NotOnLines(ValueError):
    """The parts of the dataset do not stand on lines of their own, as in JSON."""


@dataclass(frozen=True, slots=True)
class RolledOver:
    """The text of the new dataset, and the keys of the parts that were marked and that were emptied."""

    text: str
    marked: tuple[str, ...]
    emptied: tuple[str, ...]


def roll_over(source: Source, period: Period) -> RolledOver:
    """Returns the dataset of a new period. Raises NotOnLines where the file cannot be taken apart by its lines."""
    edits: list[Edit] = []
    emptied: list[str] = []
    for key, block in _blocks(source).items():
        if key == "period":
            edits.append(Edit(*block, f"period: {_period_to_write(period)}{_newline(source)}"))
        elif key in _EMPTIED and _holds_something(source, (key,)):
            edits.append(Edit(*block, _as_comment(source, key, block)))
            emptied.append(key)
    marked = [at for at in _REVIEWED if _holds_something(source, at)]
    for at in marked:
        position = _end_of_line(source.text, _mark_position(source, at))
        edits.append(Edit(position, position, f"  {MARK}"))
    return RolledOver(apply_edits(source.text, edits), tuple(map(".".join, marked)), tuple(emptied))


def _blocks(source: Source) -> dict[str, tuple[int, int]]:
    """Returns where the lines of each key at the top start and end. Comments right above a key belong to that key."""
    root = source.location(())
    if root and source.text[root.value_range[0] : root.value_range[0] + 1] == "{":
        raise NotOnLines
    starts: dict[str, int] = {}
    for key in source.data or {}:
        location = source.location((key,))
        if location is None or location.key_range is None:
            continue
        start = location.key_range[0]
        if start and source.text[start - 1] not in "\r\n":
            raise NotOnLines
        starts[key] = start
    ends = [*list(starts.values())[1:], len(source.text)]
    blocks: dict[str, tuple[int, int]] = {}
    for (key, start), end in zip(starts.items(), ends, strict=True):
        lines = source.text[start:end].splitlines(keepends=True)
        while len(lines) > 1 and (lines[-1].startswith("#") or not lines[-1].strip()):
            end -= len(lines.pop())  # noqa: PLW2901 (what stands at the end is about the key below)
        blocks[key] = (start, end)
    return blocks


def _holds_something(source: Source, at: tuple[str, ...]) -> bool:
    location = source.location(at)
    return location is not None and (location.style is None or bool(location.text.strip()))


def _mark_position(source: Source, at: tuple[str, ...]) -> int:
    """Returns an offset on the line at whose end a comment about a value can stand: its key's, or its last."""
    location = source.location(at)
    assert location is not None  # noqa: S101 (asked before)
    start, end = location.value_range
    is_in_block = location.style in BLOCK_STYLES
    if is_in_block or (location.style is None and source.text[start : start + 1] not in ("[", "{")):
        return start if is_in_block or location.key_range is None else location.key_range[1]
    return end


def _end_of_line(text: str, offset: int) -> int:
    """Returns where the line of an offset ends, before the spaces there."""
    line_break = LINE_BREAK.search(text, offset)
    end = line_break.start() if line_break else len(text)
    return offset + len(text[offset:end].rstrip())


def _as_comment(source: Source, key: str, block: tuple[int, int]) -> str:
    """Returns a part's lines as comments, below its key where the report needs it."""
    newline = _newline(source)
    lines = [line.rstrip() for line in LINE_BREAK.split(source.text[slice(*block)])]
    while lines and not lines[-1]:
        lines.pop()
    if key not in _REQUIRED:
        comments = [_LAST_YEAR, *(f"# {line}".rstrip() for line in lines)]
    else:
        first = lines[0].partition(":")[2].strip()
        below = [*([first] if first else []), *(line.removeprefix("  ") for line in lines[1:])]
        comments = [f"{key}:", f"  {_LAST_YEAR}", *(f"  # {line}".rstrip() for line in below)]
    return "".join(line + newline for line in [*comments, ""])


def _period_to_write(period: Period) -> str:
    return period.label or f"{{start: {period.start}, end: {period.end}}}"


def _newline(source: Source) -> str:
    line_break = LINE_BREAK.search(source.text)
    return line_break[0] if line_break else "\n"
