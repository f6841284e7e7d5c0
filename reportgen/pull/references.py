"""References to headings that a report does not have: a Word file shows their words without a link, which is no edit."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby

from reportgen.document import heading_key
from reportgen.pull.lines import Line, Piece, TableLines, cut_runs
from reportgen.pull.outline import lines_in
from reportgen.pull.similarity import ALIKE, likeness
from reportgen.word.inlines import merge_runs


@dataclass(frozen=True, slots=True)
class _LostReference:
    """A reference without its heading: the line in which it stands, where it begins there, its words and its `url`."""

    line: str
    start: int
    words: str
    url: str


def with_lost_references(pieces: Iterable[Piece], before: Sequence[Piece]) -> list[Piece]:
    """Returns what stands in a Word file, with the references that it could not show where their words still stand.

    `before` is what the dataset says.
    """
    lines = list(lines_in(before))
    headings = {heading_key(line.text) for line in lines if line.kind in {"heading", "subheading"}}
    lost = [
        reference
        for line in lines
        for reference in _references(line)
        if heading_key(reference.url) not in headings
    ]
    return [_restored(piece, lost) for piece in pieces] if lost else list(pieces)


def _references(line: Line) -> Iterator[_LostReference]:
    position = 0
    for url, group in groupby(line.runs, key=lambda run: run.url):
        words = "".join(run.text for run in group)
        if url.startswith("#"):
            yield _LostReference(line.text, position, words, url)
        position += len(words)


def _restored(piece: Piece, lost: Sequence[_LostReference]) -> Piece:
    if isinstance(piece, TableLines):
        rows = (
            tuple(tuple(_restored_line(line, lost) for line in cell) for cell in row) for row in piece.rows
        )
        return TableLines(tuple(rows))
    return _restored_line(piece, lost) if isinstance(piece, Line) else piece


def _restored_line(line: Line, lost: Sequence[_LostReference]) -> Line:
    for reference in lost:
        start = _place_of(reference, line.text)
        if start is None or likeness(line.text, reference.line) < ALIKE:
            continue
        end = start + len(reference.words)
        linked = cut_runs(line.runs, start, end)
        if not any(run.url for run in linked):
            runs = (
                *cut_runs(line.runs, 0, start),
                *(replace(run, url=reference.url) for run in linked),
                *cut_runs(line.runs, end, len(line.text)),
            )
            line = replace(line, runs=merge_runs(runs))
    return line


def _place_of(reference: _LostReference, text: str) -> int | None:
    """Returns where the words of a reference begin in its edited line; of several places, the nearest to where they stood."""
    starts = [start for start in range(len(text)) if text.startswith(reference.words, start)]
    if not starts or text == reference.line:
        return reference.start if starts else None
    blocks = SequenceMatcher(None, reference.line, text, autojunk=False).get_matching_blocks()
    before = [block for block in blocks if block.a <= reference.start]
    expected = reference.start + (before[-1].b - before[-1].a if before else 0)
    return min(starts, key=lambda start: abs(start - expected))
