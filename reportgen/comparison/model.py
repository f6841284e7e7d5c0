"""What a comparison finds: a closed set of kinds of differences, each with its place and its words."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple

from reportgen.findings import At


class Kind(StrEnum):
    """What has become of a value, an entry or a member. `unchanged` is a text that says the same words as before."""

    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"
    MOVED = "moved"
    JOINED = "joined"
    LEFT = "left"
    RENAMED = "renamed"
    SUCCEEDED = "succeeded"
    UNCHANGED = "unchanged"


class Piece(NamedTuple):
    """Some words of a value that are on both sides, or on one alone."""

    kind: Literal["same", "gone", "new"]
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference.

    `names` lead to the value in words, from the part of the report inwards (`Contact`, `Lead officer`). `old` and `new` are what
    it says on either side, empty where it is not there; `old_at` and `new_at` are its paths in the two datasets. `pieces` are
    the words of a value that has changed.
    """

    kind: Kind
    names: tuple[str, ...]
    old: str = ""
    new: str = ""
    old_at: At | None = None
    new_at: At | None = None
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two reports: its file, its group, its period and its language."""

    file: str
    group: str
    period: str
    language: str = "en-GB"

    def title(self) -> str:
        """Returns the group and the period, or the file where the report has neither."""
        return ", ".join(filter(None, (self.group, self.period))) or self.file


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences of two reports in the order of the parts, and the texts that have been copied unchanged."""

    old: Side
    new: Side
    differences: tuple[Difference, ...]
    unchanged: tuple[Difference, ...]
