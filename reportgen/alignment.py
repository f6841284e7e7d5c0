"""Aligns two sequences: what stayed, what was reworded, what came and what went.

difflib finds good alignments, but may take a time that grows with the cube of the length. It is therefore asked about
stretches only whose cost is known before, as long as a limit of work allows; longer ones are first taken apart at the items
that occur once on both sides (Bram Cohen's patience diff). The limit counts work, not time, so that the result is the same
everywhere.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Container, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import Match, SequenceMatcher
from typing import Any, NamedTuple, TypeVar

_MAX_WORK = 8_000_000
"""The pairs of equal items that all comparisons together may look at: some seconds of work."""

_MAX_STRETCH = 200_000
"""The pairs of equal items that difflib may look at in one stretch."""

_MAX_DEPTH = 50
"""How often a stretch is taken apart into smaller ones."""

_MAX_PAIRS = 2_500
"""The pairs of items in one stretch whose likeness is measured."""

_ALIKE = 0.4
"""The share of their words that two items have in common at the least for one to be the other reworded."""

Item = TypeVar("Item")


class Stretch(NamedTuple):
    """A part of two sequences that is equal or not: from `old_start` to `old_end`, and from `new_start` to `new_end`."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int
    is_equal: bool = False


@dataclass(slots=True)
class Aligner:
    """Aligns the parts of one comparison, and counts the work that is left for it."""

    work: int = field(default=_MAX_WORK)

    def stretches(self, old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Stretch]:
        """Returns the stretches of two sequences, in order and without gaps; none of them is empty on both sides."""
        return list(_joined(self._align(old, new, Stretch(0, len(old), 0, len(new)), 0)))

    def _align(
        self, old: Sequence[Hashable], new: Sequence[Hashable], whole: Stretch, depth: int
    ) -> Iterator[Stretch]:
        """Yields the stretches of a stretch: what both sides begin and end with, and between them what is found there."""
        i, j, k, m, _ = whole
        common = min(j - i, m - k)
        head = next((index for index in range(common) if old[i + index] != new[k + index]), common)
        common -= head
        tail = next((index for index in range(common) if old[j - 1 - index] != new[m - 1 - index]), common)
        yield Stretch(i, i + head, k, k + head, is_equal=True)
        yield from self._align_middle(old, new, Stretch(i + head, j - tail, k + head, m - tail), depth)
        yield Stretch(j - tail, j, m - tail, m, is_equal=True)

    def _align_middle(
        self, old: Sequence[Hashable], new: Sequence[Hashable], middle: Stretch, depth: int
    ) -> Iterator[Stretch]:
        i, j, k, m, _ = middle
        counts, new_counts = Counter(old[i:j]), Counter(new[k:m])
        cost = _equal_pairs(counts, new_counts)
        if cost <= min(_MAX_STRETCH, self.work):
            self.work -= cost
            matcher = SequenceMatcher(None, old[i:j], new[k:m], autojunk=False)
            for kind, *ends in matcher.get_opcodes():
                yield Stretch(i + ends[0], i + ends[1], k + ends[2], k + ends[3], kind == "equal")
            return
        once = {item for item, count in counts.items() if count == new_counts[item] == 1}
        if not once or depth >= _MAX_DEPTH:
            yield middle
            return
        for next_i, next_k in (*_anchors(old, new, middle, once), (j, m)):
            yield from self._align(old, new, Stretch(i, next_i, k, next_k), depth + 1)
            i, k = next_i, next_k

    def pairs(
        self,
        old: Sequence[Item],
        new: Sequence[Item],
        key: Callable[[Item], Hashable],
        likeness: Callable[[Item, Item], float],
    ) -> list[tuple[int | None, int | None]]:
        """Returns the positions of items that belong together, in order; None stands for what is on one side alone.

        Items with equal keys belong together. Of those between them, those do whose likeness is at least a certain share.
        """
        pairs: list[tuple[int | None, int | None]] = []
        for stretch in self.stretches([key(item) for item in old], [key(item) for item in new]):
            old_range = range(stretch.old_start, stretch.old_end)
            new_range = range(stretch.new_start, stretch.new_end)
            if stretch.is_equal:
                pairs += zip(old_range, new_range, strict=True)
            else:
                i, j = stretch.old_start, stretch.new_start
                matches = self._reworded(old[i : stretch.old_end], new[j : stretch.new_end], likeness)
                pairs += _with_gaps(
                    [(i + first, j + second) for first, second in matches], old_range, new_range
                )
        return pairs

    def _reworded(
        self, old: Sequence[Item], new: Sequence[Item], likeness: Callable[[Item, Item], float]
    ) -> list[tuple[int, int]]:
        """Returns the pairs of items that are alike, in order, such that together they are as alike as can be."""
        count = len(old) * len(new)
        if count > _MAX_PAIRS or count > self.work:
            near = zip(range(len(old)), range(len(new)), strict=False)
            return [(i, j) for i, j in near if likeness(old[i], new[j]) >= _ALIKE]
        self.work -= count
        likenesses = [[likeness(first, second) for second in new] for first in old]
        best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
        for i in reversed(range(len(old))):
            for j in reversed(range(len(new))):
                alike = likenesses[i][j]
                together = alike + best[i + 1][j + 1] if alike >= _ALIKE else 0.0
                best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
        pairs, i, j = [], 0, 0
        while i < len(old) and j < len(new):
            if best[i][j] == best[i + 1][j]:
                i += 1
            elif best[i][j] == best[i][j + 1]:
                j += 1
            else:
                pairs.append((i, j))
                i, j = i + 1, j + 1
        return pairs


class BoundedMatcher(SequenceMatcher[Any]):
    """Compares two sequences as difflib does; where that may take long, as an `Aligner` does."""

    def __init__(self, old: Sequence[Hashable], new: Sequence[Hashable]) -> None:
        super().__init__(None, old, new, autojunk=False)
        self._old, self._new = old, new

    def get_matching_blocks(self) -> list[Match]:
        """Returns the stretches that are equal, and behind them an empty one at the ends."""
        old, new = self._old, self._new
        is_short = len(old) * len(new) <= _MAX_STRETCH
        if is_short or _equal_pairs(Counter(old), Counter(new)) <= _MAX_STRETCH:
            return super().get_matching_blocks()
        equal = (stretch for stretch in Aligner().stretches(old, new) if stretch.is_equal)
        blocks = [Match(i, k, j - i) for i, j, k, _, _ in equal]
        return [*blocks, Match(len(old), len(new), 0)]


def _equal_pairs(counts: Counter[Hashable], new_counts: Counter[Hashable]) -> int:
    """Returns how many pairs of equal items there are on both sides."""
    return sum(count * new_counts[item] for item, count in counts.items())


def likeness(old: Counter[str], new: Counter[str]) -> float:
    """Returns the share of words that two texts have in common, from 0 to 1."""
    total = old.total() + new.total()
    return 2 * sum(min(count, new[word]) for word, count in old.items()) / total if total else 1.0


def without_islands(stretches: Sequence[Stretch], is_island: Callable[[Stretch], bool]) -> Iterator[Stretch]:
    """Yields stretches such that what is equal between two changes and no more than an island in them belongs to the change."""
    pending: Stretch | None = None
    for index, stretch in enumerate(stretches):
        is_between = pending is not None and index + 1 < len(stretches)
        if stretch.is_equal and not (is_between and is_island(stretch)):
            yield from [pending] if pending else []
            pending = None
            yield stretch
        elif pending:
            pending = pending._replace(old_end=stretch.old_end, new_end=stretch.new_end)
        else:
            pending = stretch
    yield from [pending] if pending else []


def _anchors(
    old: Sequence[Hashable], new: Sequence[Hashable], stretch: Stretch, once: Container[Hashable]
) -> list[tuple[int, int]]:
    """Returns the positions of the items that occur once on both sides: as many as stand in the same order."""
    new_positions = {new[index]: index for index in range(stretch.new_start, stretch.new_end)}
    unique = [
        (index, new_positions[old[index]])
        for index in range(stretch.old_start, stretch.old_end)
        if old[index] in once
    ]
    ends: list[int] = []  # the least position at which a run of each length ends
    runs: list[int] = []
    previous: list[int | None] = []
    for number, (_, position) in enumerate(unique):
        length = bisect_left(ends, position)
        ends[length : length + 1] = [position]
        runs[length : length + 1] = [number]
        previous.append(runs[length - 1] if length else None)
    anchors = []
    last = runs[-1] if runs else None
    while last is not None:
        anchors.append(unique[last])
        last = previous[last]
    return anchors[::-1]


def _with_gaps(
    matches: Sequence[tuple[int, int]], old: range, new: range
) -> Iterator[tuple[int | None, int | None]]:
    """Yields pairs of positions in two ranges, and between them the positions that are in no pair, the old ones first."""
    i, j = old.start, new.start
    for first, second in (*matches, (old.stop, new.stop)):
        yield from ((index, None) for index in range(i, first))
        yield from ((None, index) for index in range(j, second))
        if (first, second) != (old.stop, new.stop):
            yield first, second
        i, j = first + 1, second + 1


def _joined(stretches: Iterator[Stretch]) -> Iterator[Stretch]:
    """Yields stretches with neighbours of one kind as one, without empty ones."""
    last: Stretch | None = None
    for stretch in stretches:
        if stretch.old_start == stretch.old_end and stretch.new_start == stretch.new_end:
            continue
        if last and last.is_equal == stretch.is_equal:
            last = last._replace(old_end=stretch.old_end, new_end=stretch.new_end)
            continue
        if last:
            yield last
        last = stretch
    if last:
        yield last
