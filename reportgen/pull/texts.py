"""Rewrites a text field so that it says the lines of a Word file; paragraphs that say the same stay as they are written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reportgen.alignment import BoundedMatcher
from reportgen.prose import parse
from reportgen.prose.nesting import ATTRIBUTION
from reportgen.pull.added import without_own_links
from reportgen.pull.edited_markup import edited_markup
from reportgen.pull.lines import Line, cut_runs, look_alike
from reportgen.pull.markdown import inline_markup, lines_of_text
from reportgen.pull.similarity import likeness
from reportgen.pull.written import Written, written_paragraphs
from reportgen.startup.patterns import lazy_pattern
from reportgen.word.inlines import merge_runs
from reportgen.word.model import Run

_ALIKE = 0.3
_MARKER = lazy_pattern(r"(?P<before>(?:[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]+)*)")
_HEADING_SIGNS = 3
"""How many `#` the first heading of a text has."""

_MOST_SIGNS = 6


def rewritten_text(old: str, new_lines: Sequence[Line], level: int | None = None) -> str | None:
    """Returns a text that says some lines; None where no text does.

    `level` is that of the section in which it stands, where it may have headings.
    """
    if same_lines(lines_of_text(old, level), new_lines):
        return old
    ending = "\n" if old.endswith("\n") or (not old and len(new_lines) > 1) else ""
    for text in _attempts(old, new_lines, level):
        prose = parse(text, headings=level is not None)
        if not prose.faults and same_lines(lines_of_text(text, level), new_lines):
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
        if line.kind not in {"item", "numbered", "continuation"} or line.level < lines[index].level:
            return True
        if line.level == lines[index].level and line.kind != "continuation":
            return line.kind != lines[index].kind
    return True


def _attempts(old: str, new_lines: Sequence[Line], level: int | None) -> Iterator[str]:
    old_lines = lines_of_text(old, level)
    written = written_paragraphs(old)
    signs = _heading_signs(old_lines, written, level or 0)
    if len(written) == len(old_lines):
        partners = _partners(old_lines, new_lines)
        text = _Assembly(old.split("\n"), old_lines, written, signs).text(new_lines, partners)
        if text is not None:
            yield text
    text = _Assembly([""], (), (), signs).text(new_lines, [None] * len(new_lines))
    if text is not None:
        yield text


def _heading_signs(lines: Sequence[Line], written: Sequence[Written], level: int) -> int:
    """Returns how many `#` more than its level a heading of a text has."""
    headings = (
        len(paragraph.prefix.strip()) - line.level
        for line, paragraph in zip(lines, written, strict=False)
        if line.kind == "subheading" and paragraph.is_heading
    )
    return next(headings, _HEADING_SIGNS - level - 1)


def _partners(old: Sequence[Line], new: Sequence[Line]) -> list[int | None]:
    """Returns for each new line the old one that it is or was, in order."""
    partners: list[int | None] = [None] * len(new)
    old_keys, new_keys = (
        [(line.kind, line.level, merge_runs(without_own_links(line.runs))) for line in lines]
        for lines in (old, new)
    )
    for tag, i1, i2, j1, j2 in BoundedMatcher(old_keys, new_keys).get_opcodes():
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


@dataclass(slots=True)
class _Assembly:
    """Puts a text together of new lines, those that were there before written as they were where they can be."""

    source: Sequence[str]
    old_lines: Sequence[Line]
    written: Sequence[Written]
    signs: int
    _rows: list[str] = field(default_factory=list)
    _indents: list[int] = field(default_factory=list)

    def text(self, new_lines: Sequence[Line], partners: Sequence[int | None]) -> str | None:
        """Returns the text of new lines; None where one cannot be written."""
        previous: int | None = None
        for index, line in enumerate(new_lines):
            partner = partners[index]
            above = new_lines[index - 1] if index else None
            block = self._block(line, partner, above)
            if block is None:
                return None
            if above is not None:
                if partner is not None and previous is not None and partner == previous + 1:
                    self._rows += self.source[self.written[previous].end : self.written[partner].start]
                elif not self._stays_tight(above, line):
                    goes_on = _is_quoted(self._rows[-1]) and _is_quoted(block[0])
                    self._rows.append(">" if goes_on and above.kind != "attribution" else "")
            self._note_indent(line, block[0])
            self._rows += block
            previous = partner
        return "\n".join(self._rows)

    def _block(self, line: Line, partner: int | None, above: Line | None) -> list[str] | None:
        """Returns the lines on which a paragraph is written."""
        raw = self.written[partner] if partner is not None else None
        old_line = self.old_lines[partner] if partner is not None else None
        is_same_form = (
            raw is not None
            and old_line is not None
            and (old_line.kind, old_line.level) == (line.kind, line.level)
            and (line.kind != "numbered" or old_line.number == line.number)
            and (line.kind != "paragraph" or not raw.is_heading or all(run.bold for run in line.runs))
        )
        if raw is not None and old_line is not None and is_same_form:
            if look_alike(old_line.runs, line.runs):
                return list(self.source[raw.start : raw.end])
            prefix, indent = raw.prefix, raw.indent
        else:
            prefix, indent = self._signs_before(line, above)
        is_heading = line.kind == "subheading" or (is_same_form and raw is not None and raw.is_heading)
        markup = _markup(line, raw, is_heading=is_heading)
        if markup is None:
            return None
        first, *others = markup.split("\n")
        return [prefix + first, *(indent + other for other in others)]

    def _signs_before(self, line: Line, above: Line | None) -> tuple[str, str]:
        """Returns what stands before the words of a new line, and before those of its further lines."""
        match line.kind:
            case "subheading":
                return "#" * max(1, min(line.level + self.signs, _MOST_SIGNS)) + " ", ""
            case "quotation":
                return "> ", "> "
            case "attribution":
                return "> — ", "> "
        depth = line.level if line.kind in {"item", "numbered"} else line.level + 1
        outer = 0
        if line.kind != "paragraph":
            outer = self._indents[depth - 1] if depth and len(self._indents) >= depth else 2 * depth
        marker = {"item": "- ", "numbered": f"{line.number}. "}.get(line.kind, "")
        is_in_quotation = (
            line.kind != "paragraph"
            and above is not None
            and above.kind != "attribution"
            and _is_quoted(self._rows[-1])
        )
        sign = "> " if is_in_quotation else ""
        return sign + " " * outer + marker, sign + " " * (outer + len(marker))

    def _note_indent(self, line: Line, first: str) -> None:
        """Notes where the words of an item begin, behind which what is inside it stands."""
        if line.kind not in {"item", "numbered", "continuation"}:
            self._indents.clear()
        elif line.kind != "continuation":
            del self._indents[line.level :]
            length = len(_prefix(first.removeprefix("> ")))
            self._indents += [length] * (line.level + 1 - len(self._indents))

    def _stays_tight(self, above: Line, line: Line) -> bool:
        """Tells whether no empty line stands between two lines: between items, unless those of the text have some."""
        if above.kind not in {"item", "numbered"} or line.kind not in {"item", "numbered"}:
            return False
        if above.kind != line.kind and above.level == line.level:
            return False
        for index in range(1, len(self.written)):
            pair = self.old_lines[index - 1], self.old_lines[index]
            if all(old.kind in {"item", "numbered"} for old in pair) and pair[0].level == pair[1].level:
                return self.written[index - 1].end == self.written[index].start
        return True


def _is_quoted(row: str) -> bool:
    return row.startswith(">")


def _prefix(line: str) -> str:
    match = _MARKER.match(line)
    prefix = match["before"] if match else ""
    return prefix or line[: len(line) - len(line.lstrip())]


def _markup(line: Line, raw: Written | None, *, is_heading: bool) -> str | None:
    """Returns the words of a line with their markup, changed from what is written where they can be."""
    if is_heading:
        edited = edited_markup(raw.markup, (Run(line.text),), words_alone=True) if raw is not None else None
        return edited if edited is not None else inline_markup((Run(line.text),))
    runs = line.runs
    if line.kind == "attribution":
        dash = ATTRIBUTION.match(line.text)
        runs = cut_runs(runs, dash.end() if dash else 0, len(line.text))
    edited = edited_markup(raw.markup, runs) if raw is not None else None
    return edited if edited is not None else inline_markup(runs)
