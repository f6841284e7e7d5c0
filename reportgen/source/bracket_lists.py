"""Puts what stands between brackets into another order; comments stay with what they are about."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportgen.source.edits import Edit
from reportgen.source.headings import is_about_first
from reportgen.source.positions import Positions


@dataclass(frozen=True, slots=True)
class Brackets:
    """A list or mapping in brackets: the text between them starts and ends there; `spans` has its entries in order."""

    positions: Positions
    start: int
    end: int
    spans: Sequence[tuple[int, int]]

    @property
    def has_comments(self) -> bool:
        """Tells whether comments stand between the entries, or before or behind them."""
        return any("#" in gap for gap in self._gaps)

    @property
    def _gaps(self) -> list[str]:
        """What stands before the first entry, between each two, and behind the last."""
        text = self.positions.source.text
        stops = [self.start, *(end for _, end in self.spans)]
        starts = [*(start for start, _ in self.spans), self.end]
        return [text[stop:start] for stop, start in zip(stops, starts, strict=True)]

    def comments(self) -> list[list[str]]:
        """Returns the comments that are about each entry: those above it, and the one behind it."""
        gaps = [_Gap.read(gap) for gap in self._gaps]
        return [
            [*before.above, *([after.behind] if after.behind else [])] for before, after in pairwise(gaps)
        ]

    def reordered(self, order: Sequence[int | None], spelt: Sequence[str]) -> Edit:
        """Returns the edit that gives the brackets other entries, which `spelt` has without commas.

        `order` has the index that each had before, None for one that is new.
        """
        if not self.has_comments:
            return self._on_lines_as_they_are(order, spelt)
        return self._with_comments(order, spelt)

    def _on_lines_as_they_are(self, order: Sequence[int | None], spelt: Sequence[str]) -> Edit:
        gaps, pieces = self._gaps, list[str]()
        for place, (index, words) in enumerate(zip(order, spelt, strict=True)):
            is_next = place and index and order[place - 1] == index - 1
            pieces += [gaps[index] if is_next and index else ", " if place else "", words]
        return Edit(self.spans[0][0], self.spans[-1][1], "".join(pieces))

    def _with_comments(self, order: Sequence[int | None], spelt: Sequence[str]) -> Edit:
        raw, newline = self._gaps, self.positions.newline
        gaps = [_Gap.read(gap) for gap in raw]
        own = self._comments_of_first(gaps)
        above = [own, *(gap.above for gap in gaps[1:-1])]
        behind = [gap.behind for gap in gaps[1:]]
        start = " " * self.positions.column(self.start)
        indent = next((gap.indent for gap in gaps[:-1] if gap.has_break), start)
        pieces: list[str] = []
        for place, (index, words) in enumerate(zip(order, spelt, strict=True)):
            before = order[place - 1] if place else None
            comments = above[index] if index is not None else []
            if place and index and before == index - 1:
                pieces += [raw[index], words]
                continue
            comment = behind[before] if before is not None else ""
            breaks = bool(comment or comments) or index is None or gaps[index].has_break
            if place:
                pieces.append(
                    "," + (f" {comment}" if comment else "") + (newline + indent if breaks else " ")
                )
            else:
                pieces.append(self._head(gaps[0], own, indent, is_on_line=bool(comments)))
            pieces += [*(comment + newline + indent for comment in comments), words]
        is_last = order[-1] == len(self.spans) - 1
        comment = behind[order[-1]] if order[-1] is not None else ""
        pieces.append(raw[-1] if is_last else self._tail(gaps[-1], comment, indent))
        return Edit(self.start, self.end, "".join(pieces))

    def _comments_of_first(self, gaps: "Sequence[_Gap]") -> list[str]:
        """Returns the comments above the first entry that belong to it, and not to them all."""
        comments, text = gaps[0].above, self.positions.source.text
        others = [bool(gap.above) for gap in gaps[1:-1]]
        return comments if is_about_first(" ".join(comments), text[slice(*self.spans[0])], others) else []

    def _head(self, gap: "_Gap", own: Sequence[str], indent: str, *, is_on_line: bool) -> str:
        """Returns what stands before the first entry, but for the comments that belong to one."""
        newline = self.positions.newline
        if not (gap.has_break or is_on_line):
            return gap.space
        comments = [] if own else gap.above
        lines = [f" {gap.behind}" if gap.behind else "", *(indent + comment for comment in comments), indent]
        return newline.join(lines)

    def _tail(self, gap: "_Gap", comment: str, indent: str) -> str:
        """Returns what stands behind an entry that has become the last one."""
        newline = self.positions.newline
        first = ("," if gap.has_comma else "") + (f" {comment}" if comment else "")
        if not gap.has_break:
            return first + (newline + indent if comment else gap.space)
        return newline.join([first, *(indent + comment for comment in gap.above), gap.indent])


@dataclass(frozen=True, slots=True)
class _Gap:
    """What stands between two entries: the comment behind the one, those above the other, and whether it has its own line."""

    behind: str
    above: list[str]
    indent: str
    has_break: bool
    has_comma: bool
    space: str

    @classmethod
    def read(cls, text: str) -> "_Gap":
        """Reads a gap, which has no words but those of comments."""
        first, *rest = text.split("\n")
        space, mark, words = first.partition("#")
        commas = [line.partition("#")[0] for line in (first, *rest)]
        lines = [line.lstrip(" \t,").rstrip() for line in rest]
        return cls(
            behind=(mark + words).rstrip(),
            above=[line for line in lines if line],
            indent=(rest[-1].replace(",", " ") if rest else ""),
            has_break=bool(rest),
            has_comma=any("," in line for line in commas),
            space=space.replace(",", ""),
        )
