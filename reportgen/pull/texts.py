"""Rewrites a text field so that it says the lines of a Word file; paragraphs that say the same stay as they are written."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reportgen.prose import parse
from reportgen.prose.passages import map_offset, map_range
from reportgen.pull.lines import Line, look_alike
from reportgen.pull.markdown import escaped, inline_markup, lines_of_text, says
from reportgen.pull.similarity import likeness
from reportgen.word.model import Run

_ALIKE = 0.3
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_MARKER = re.compile(r"(?P<before>(?:[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]+)*)")
_NUMBER = re.compile(r"(?P<number>\d{1,9})(?P<mark>[.)][ \t]+)$")


@dataclass(frozen=True, slots=True)
class _Written:
    """A paragraph as it is written: the lines of the text that it takes, and its words without marker and indent."""

    start: int
    end: int
    markup: str


def rewritten_text(old: str, new_lines: Sequence[Line]) -> str | None:
    """Returns a text that says some lines; None where no text does."""
    if same_lines(lines_of_text(old), new_lines):
        return old
    ending = "\n" if old.endswith("\n") or (not old and len(new_lines) > 1) else ""
    for text in _attempts(old, new_lines):
        prose = parse(text)
        if not prose.faults and same_lines(lines_of_text(text), new_lines):
            return text.rstrip("\n") + ending
    return None


def same_lines(first: Sequence[Line], second: Sequence[Line]) -> bool:
    """Tells whether two texts say the same, with the same lists and formatting."""
    return len(first) == len(second) and all(
        same_line(line, other, is_first=_begins_list(first, index))
        for index, (line, other) in enumerate(zip(first, second, strict=True))
    )


def same_line(line: Line, other: Line, *, is_first: bool = True) -> bool:
    """Tells whether two lines say the same in the same form; of a numbered list, the first number counts."""
    return (
        (line.kind, line.level) == (other.kind, other.level)
        and (line.number == other.number or not is_first)
        and look_alike(line.runs, other.runs)
    )


def _begins_list(lines: Sequence[Line], index: int) -> bool:
    """Tells whether no item of the same list stands before a line."""
    for line in reversed(lines[:index]):
        if line.kind in {"paragraph", "heading"} or line.level < lines[index].level:
            return True
        if line.level == lines[index].level and line.kind != "continuation":
            return line.kind != lines[index].kind
    return True


def _attempts(old: str, new_lines: Sequence[Line]) -> Iterator[str]:
    old_lines = lines_of_text(old)
    written = _written_paragraphs(old)
    if len(written) == len(old_lines):
        partners = _partners(old_lines, new_lines)
        text = _assembled(old, old_lines, written, new_lines, partners)
        if text is not None:
            yield text
    text = _assembled("", (), (), new_lines, [None] * len(new_lines))
    if text is not None:
        yield text


def _partners(old: Sequence[Line], new: Sequence[Line]) -> list[int | None]:
    """Returns for each new line the old one that it is or was, in order."""
    partners: list[int | None] = [None] * len(new)
    old_keys, new_keys = ([(line.kind, line.level, line.runs) for line in lines] for lines in (old, new))
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old_keys, new_keys, autojunk=False).get_opcodes():
        if tag == "equal":
            partners[j1:j2] = range(i1, i2)
        elif tag == "replace":
            start = i1
            for index in range(j1, j2):
                scores = [(likeness(old[other].text, new[index].text), -other) for other in range(start, i2)]
                best, other = max(scores, default=(0.0, 0))
                if best >= _ALIKE:
                    partners[index] = -other
                    start = -other + 1
    return partners


def _written_paragraphs(text: str) -> tuple[_Written, ...]:
    """Returns the paragraphs of a text as they are written."""
    from reportgen.prose.markdown import parser

    count = text.count("\n") + 1
    return tuple(
        _Written(token.map[0], min(token.map[1], count), token.content)
        for token in parser().parse(text)
        if token.type == "inline" and token.map and token.content.strip()
    )


def _assembled(
    old: str,
    old_lines: Sequence[Line],
    written: Sequence[_Written],
    new_lines: Sequence[Line],
    partners: Sequence[int | None],
) -> str | None:
    """Returns the text of new lines, those with a partner written as it is where they can be."""
    source = old.split("\n")
    rows: list[str] = []
    indents: list[int] = []
    previous: int | None = None
    for index, line in enumerate(new_lines):
        partner = partners[index]
        old_line = old_lines[partner] if partner is not None else None
        raw = written[partner] if partner is not None else None
        is_same_form = old_line is not None and (old_line.kind, old_line.level) == (line.kind, line.level)
        has_number = line.kind != "numbered" or (old_line is not None and old_line.number == line.number)
        if (
            raw is not None
            and old_line is not None
            and is_same_form
            and has_number
            and look_alike(old_line.runs, line.runs)
        ):
            block: list[str] | None = list(source[raw.start : raw.end])
        else:
            block = _new_block(line, old_line, raw, source, indents, is_same_form=is_same_form and has_number)
        if block is None:
            return None
        if rows:
            is_adjacent = partner is not None and previous is not None and partner == previous + 1
            if is_adjacent and raw is not None and previous is not None:
                rows += source[written[previous].end : raw.start]
            elif not _stays_tight(new_lines[index - 1], line, source, written, old_lines):
                rows.append("")
        _note_indent(indents, line, block[0])
        rows += block
        previous = partner
    return "\n".join(rows)


def _new_block(
    line: Line,
    old_line: Line | None,
    raw: _Written | None,
    source: Sequence[str],
    indents: Sequence[int],
    *,
    is_same_form: bool,
) -> list[str] | None:
    """Returns the lines of a paragraph that is new or has changed."""
    markup = None
    if raw is not None and old_line is not None:
        markup = edited_markup(raw.markup, line.runs)
    if markup is None:
        markup = inline_markup(line.runs)
    if markup is None:
        return None
    if is_same_form and raw is not None:
        prefix = _prefix(source[raw.start])
        widths = [len(text) - len(text.lstrip()) for text in source[raw.start + 1 : raw.end]]
        indent = min(widths, default=len(prefix))
    else:
        depth = line.level if line.kind in {"item", "numbered"} else line.level + 1
        outer = (
            0
            if line.kind == "paragraph"
            else (indents[depth - 1] if depth and len(indents) >= depth else 2 * depth)
        )
        marker = {"item": "- ", "numbered": f"{line.number}. "}.get(line.kind, "")
        prefix, indent = " " * outer + marker, outer + len(marker)
    first, *others = markup.split("\n")
    return [prefix + first, *(" " * indent + other for other in others)]


def _prefix(line: str) -> str:
    match = _MARKER.match(line)
    prefix = match["before"] if match else ""
    return prefix or line[: len(line) - len(line.lstrip())]


def _note_indent(indents: list[int], line: Line, first: str) -> None:
    """Notes where the words of an item begin, behind which what is inside it stands."""
    if line.kind == "paragraph":
        indents.clear()
    elif line.kind in {"item", "numbered"}:
        del indents[line.level :]
        indents += [len(_prefix(first))] * (line.level + 1 - len(indents))


def _stays_tight(
    above: Line, line: Line, source: Sequence[str], written: Sequence[_Written], old_lines: Sequence[Line]
) -> bool:
    """Tells whether no empty line stands between two lines: between items, unless those of the text have some."""
    if above.kind not in {"item", "numbered"} or line.kind not in {"item", "numbered"}:
        return False
    if above.kind != line.kind and above.level == line.level:
        return False
    for index in range(1, len(written)):
        pair = old_lines[index - 1], old_lines[index]
        if all(old.kind in {"item", "numbered"} for old in pair) and pair[0].level == pair[1].level:
            return written[index - 1].end == written[index].start
    return bool(source) or True


def edited_markup(markup: str, runs: Sequence[Run]) -> str | None:
    """Returns the markup of a paragraph changed where its words have changed; None where that does not say the runs."""
    prose = parse(markup)
    if len(prose.passages) != 1:
        return None
    passage = prose.passages[0]
    new = "".join(run.text for run in runs)
    old_tokens, new_tokens = _TOKEN.findall(passage.text), _TOKEN.findall(new)
    old_starts, new_starts = _starts(old_tokens), _starts(new_tokens)
    opcodes = [
        (old_starts[i1], old_starts[i2], new[new_starts[j1] : new_starts[j2]])
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, old_tokens, new_tokens, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    for is_escaped in (False, True):
        for binds_left in (True, False):
            text = markup
            for start, end, words in reversed(opcodes):
                first, last = _source_range(
                    passage.offset_map, start, end, len(passage.text), binds_left=binds_left
                )
                text = text[:first] + (escaped(words) if is_escaped else words) + text[last:]
            if says(text, runs):
                return text
    return None


def _source_range(
    offset_map: list[tuple[int, int]], start: int, end: int, length: int, *, binds_left: bool
) -> tuple[int, int]:
    if start < end:
        return map_range(offset_map, start, end)
    if start == length or (binds_left and start):
        _, position = map_range(offset_map, start - 1, start)
    else:
        position = map_offset(offset_map, start)
    return position, position


def _starts(tokens: Sequence[str]) -> list[int]:
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token))
    return starts
