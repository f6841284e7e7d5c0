"""The proof: what a dataset says when it is composed, held against what a Word file says."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reportgen.alignment import BoundedMatcher
from reportgen.compose.tracing import NUMBER
from reportgen.findings import At
from reportgen.pull.changes import shape_of_path
from reportgen.pull.lines import Filled, Line, PictureLine, Piece, TableLines, cut_runs, formatted, look_alike
from reportgen.word.model import Run

_LINKED = ("email", "url")


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that the dataset says and the Word file does not, or the other way round, or both in different ways."""

    expected: Piece | None
    actual: Piece | None


def differences(
    expected: Sequence[Piece], actual: Sequence[Piece], links: Mapping[At, str]
) -> list[Difference]:
    """Returns where a Word file does not say what a dataset says.

    `links` are the addresses to which values led when the file was built: a link keeps its address when somebody types over it.
    """
    found: list[Difference] = []
    for is_same, old_pieces, new_pieces in _aligned(expected, actual):
        if not is_same:
            found += _paired(old_pieces, new_pieces)
            continue
        for old, new in zip(old_pieces, new_pieces, strict=True):
            if isinstance(old, Line) and isinstance(new, Line) and not _look_alike(old, new, links):
                found.append(Difference(old, new))
    return found


def _aligned(
    expected: Sequence[Piece], actual: Sequence[Piece]
) -> Iterator[tuple[bool, list[Piece], list[Piece]]]:
    """Yields what stands in the same place in both, cell by cell, and whether it says the same."""
    flats = [list(_flat(expected)), list(_flat(actual))]
    numbered = _numbered_headings(expected)
    keys = [[_key(cell, piece, numbered) for cell, piece in flat] for flat in flats]
    pieces = [[piece for _, piece in flat] for flat in flats]
    for tag, i1, i2, j1, j2 in BoundedMatcher(keys[0], keys[1]).get_opcodes():
        yield tag == "equal", pieces[0][i1:i2], pieces[1][j1:j2]


def without_derived(
    found: Sequence[Difference], before: Sequence[Piece], actual: Sequence[Piece]
) -> list[Difference]:
    """Returns differences without those of words that follow from other values, such as the members of a region.

    Nobody has edited them: they stand as they stood `before`, and the next report has them anew.
    """
    derived, gone = set[int](), Counter[str]()
    for is_same, old_pieces, new_pieces in _aligned(before, actual):
        pairs = zip(old_pieces, new_pieces, strict=True) if is_same else ()
        derived.update(id(new) for old, new in pairs if not _is_value(old))
        gone.update(old.text for old in old_pieces if not is_same)

    def is_derived(difference: Difference) -> bool:
        expected, now = difference.expected, difference.actual
        if _is_value(expected):
            return False
        return not gone[expected.text] if now is None and expected else id(now) in derived

    return [difference for difference in found if not is_derived(difference)]


def _is_value(piece: Piece | None) -> bool:
    return piece is not None and (not isinstance(piece, Line) or bool(piece.filled))


def _flat(pieces: Iterable[Piece]) -> Iterator[tuple[str, Piece]]:
    """Yields lines with their place in a table, and pictures."""
    for piece in pieces:
        if isinstance(piece, TableLines):
            for row_number, row in enumerate(piece.rows):
                for column, cell in enumerate(row):
                    yield from ((f"cell {row_number} {column}", line) for line in cell)
        else:
            yield "", piece


def _key(cell: str, piece: Piece, numbered: Sequence["re.Pattern[str]"]) -> tuple[Any, ...]:
    if not isinstance(piece, Line):
        return (cell, "picture", piece.text)
    text = " ".join(piece.text.split())
    if cell.endswith(" 0"):
        text = text.rstrip(": ")  # a label may be typed without its colon
    if piece.kind == "heading":
        for pattern in numbered:
            text = pattern.sub("", text, count=1)
    kind = "heading" if piece.kind == "subheading" else piece.kind
    return (cell, kind, piece.level, piece.number, text)


def _numbered_headings(pieces: Iterable[Piece]) -> list["re.Pattern[str]"]:
    """Returns what stands before headings that the layout counts, such as `(3) `: the layout counts by itself."""
    patterns = dict[str, re.Pattern[str]]()
    for piece in pieces:
        if isinstance(piece, Line) and piece.kind == "heading":
            slots = sorted(piece.filled, key=lambda filled: filled.start)
            if len(slots) > 1 and slots[0].slot.at == NUMBER:
                before, after = piece.text[: slots[0].start], piece.text[slots[0].end : slots[1].start]
                pattern = f"^{re.escape(before)}\\d+{re.escape(after)}"
                patterns[pattern] = re.compile(pattern)
    return list(patterns.values())


def _look_alike(expected: Line, actual: Line, links: Mapping[At, str]) -> bool:
    if look_alike(expected.runs, actual.runs):
        return True
    if expected.text != actual.text:  # headings with other numbers, labels without their colon
        if expected.kind != "heading" and expected.filled:
            return False
        return look_alike(_without_number(expected), actual.runs[-1:]) or not any(
            run.bold or run.italic or run.url or run.other for run in actual.runs
        )
    runs = list(actual.runs)
    for filled in expected.filled:
        runs = list(_with_expected_link(runs, filled, expected, links))
    return _values_look_alike(expected, runs)


def _values_look_alike(expected: Line, runs: Sequence[Run]) -> bool:
    """Tells whether the values in a line look alike; between them stand words of the layout, such as the dash behind a title."""
    old, new = formatted(expected.runs), formatted(runs)
    if not expected.filled or len(old) != len(new):
        return old == new
    inside = {index for filled in expected.filled for index in range(filled.start, filled.end)}
    return all(
        before == after or index not in inside
        for index, (before, after) in enumerate(zip(old, new, strict=True))
    )


def _without_number(line: Line) -> tuple[Any, ...]:
    slot = next((filled for filled in line.filled if filled.slot.at != NUMBER), None)
    return cut_runs(line.runs, slot.start, slot.end) if slot else line.runs


def _with_expected_link(
    runs: Sequence[Any], filled: Filled, expected: Line, links: Mapping[At, str]
) -> Iterator[Any]:
    """Yields runs in which a value that is a link by itself leads where it should, where it led there before, or nowhere."""
    shape = shape_of_path(filled.slot.at)
    is_linked = shape is not None and (shape.kind in _LINKED or filled.slot.at[-1:] == ("website",))
    wanted = next((run.url for run in cut_runs(expected.runs, filled.start, filled.end) if run.url), "")
    position = 0
    for run in runs:
        is_inside = filled.start <= position and position + len(run.text) <= filled.end
        position += len(run.text)
        is_stale = run.url in {"", links.get(filled.slot.at, "")}
        yield replace(run, url=wanted) if is_linked and is_inside and is_stale else run


def _paired(expected: Sequence[Piece], actual: Sequence[Piece]) -> Iterator[Difference]:
    """Yields differences in which what stands in the same place is told together."""
    if len(expected) == len(actual):
        yield from (Difference(old, new) for old, new in zip(expected, actual, strict=True))
        return
    yield from (Difference(old, None) for old in expected)
    yield from (Difference(None, new) for new in actual)


def links_of(pieces: Iterable[Piece]) -> dict[At, str]:
    """Returns the addresses to which values lead."""
    links: dict[At, str] = {}
    for piece in pieces:
        lines = piece.lines if isinstance(piece, TableLines) else (piece,)
        for line in lines:
            if isinstance(line, PictureLine):
                continue
            for filled in line.filled:
                url = next((run.url for run in cut_runs(line.runs, filled.start, filled.end) if run.url), "")
                links[filled.slot.at] = url
    return links
