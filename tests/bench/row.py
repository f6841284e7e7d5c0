"""A line of the table."""

from dataclasses import dataclass, replace
from typing import Self

from tests.bench.timing import Pair, Work, paired


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table. Without `pair` the `note` says why; `target` is the most that the ratio may be."""

    what: str
    other: str
    pair: Pair | None = None
    target: float | None = None
    note: str = ""
    unit: str = "ms"

    @property
    def over(self) -> bool:
        return self.pair is not None and self.target is not None and self.pair.ratio > self.target

    def measured(self, ours: Work, other: Work, rounds: int, *, warm: bool = True) -> Self:
        """The row with what it says measured, after a run of both that warms the disk's cache."""
        return replace(self, pair=paired(ours, other, rounds, warm=warm))
