"""References that a Word file shows otherwise than the dataset writes them, which is no edit.

One to a heading that the report does not have is words without a link; one to a part, by its key, leads to the part's heading.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from reportgen.alignment import BoundedMatcher
from reportgen.document import heading_key, headings_of_parts
from reportgen.findings import At
from reportgen.pull.lines import Line, Piece, TableLines, cut_runs
from reportgen.pull.outline import lines_in
from reportgen.pull.similarity import ALIKE, likeness
from reportgen.word.inlines import merge_runs


@dataclass(frozen=True, slots=True)
class _LostReference:
    """A reference that names no heading: the line in which it stands, where it begins there, its words and its `url`.

    `target` is what `heading_key` makes of the heading to which it leads, if it names a part.
    """

    line: str
    start: int
    words: str
    url: str
    target: str = ""


def with_lost_references(pieces: Iterable[Piece], before: Sequence[Piece]) -> list[Piece]:
    """Returns what stands in a Word file, with references as the dataset writes them where their words still stand.

    `before` is what the dataset says.
    """
    lines = list(lines_in(before))
    headings = {heading_key(line.text) for line in lines if line.kind in {"heading", "subheading"}}
    parts = headings_of_parts(_places(before))
    lost = [
        replace(reference, target=heading_key(parts.get(heading_key(reference.url), "")))
        for line in lines
        for reference in _references(line)
        if heading_key(reference.url) not in headings
    ]
    return [_restored(piece, lost) for piece in pieces] if lost else list(pieces)


def _places(pieces: Iterable[Piece]) -> Iterator[tuple[str, At]]:
    """Yields headings, and the paths of what stands below each."""
    for line in lines_in(pieces):
        heading = line.text if line.kind in {"heading", "subheading"} else ""
        paths = [line.at, *(filled.slot.at for filled in line.filled)]
        yield from ((heading, ()), *(("", at) for at in paths if at))


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
        if not any(run.url and heading_key(run.url) != (reference.target or None) for run in linked):
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
    blocks = BoundedMatcher(reference.line, text).get_matching_blocks()
    before = [block for block in blocks if block.a <= reference.start]
    expected = reference.start + (before[-1].b - before[-1].a if before else 0)
    return min(starts, key=lambda start: abs(start - expected))
