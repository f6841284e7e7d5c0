"""Merges two texts that have both moved on from a third, as git does: first line by line, then word by word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.alignment import BoundedMatcher
from reportgen.startup.patterns import lazy_pattern

_TOKEN = lazy_pattern(r"\r?\n|[^\S\r\n]+|\w+|[^\w\s]")
_LINE = lazy_pattern(r"[^\n]*\n|[^\n]+")
_LONGEST = 20_000
"""Up to so many characters, a stretch that both have changed is merged word by word."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A stretch that both have changed: where it stands in the merged text, and what each has made of it."""

    start: int
    base: str
    theirs: str
    ours: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged text, and where it could not be merged: there it says what `ours` says."""

    text: str
    clashes: tuple[Clash, ...]


def merge(base: str, theirs: str, ours: str) -> Merged:
    """Merges the changes from `base` to `theirs` into `ours`."""
    pieces: list[str] = []
    clashes: list[Clash] = []
    length = 0
    for base_part, their_part, our_part in _parts(*(_LINE.findall(text) for text in (base, theirs, ours))):
        text = _resolved(base_part, their_part, our_part)
        if text is None:
            text = _merged_words(base_part, their_part, our_part)
        if text is None:
            clashes.append(Clash(length, base_part, their_part, our_part))
            text = our_part
        pieces.append(text)
        length += len(text)
    return Merged("".join(pieces), tuple(clashes))


def _resolved(base: str, theirs: str, ours: str) -> str | None:
    """Returns what a stretch becomes where at most one of both has changed it, or both alike; None where they clash."""
    if theirs in {base, ours}:
        return ours
    return theirs if ours == base else None


def _merged_words(base: str, theirs: str, ours: str) -> str | None:
    if max(len(base), len(theirs), len(ours)) > _LONGEST:
        return None
    pieces = []
    for parts in _parts(*(_TOKEN.findall(text) for text in (base, theirs, ours))):
        text = _resolved(*parts)
        if text is None:
            return None
        pieces.append(text)
    return "".join(pieces)


def _parts(base: Sequence[str], theirs: Sequence[str], ours: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Yields the stretches of three texts that belong together: those that all share, and what stands between."""
    at = [0, 0, 0]
    for base_start, their_start, our_start, size in (
        *_shared(base, theirs, ours),
        (len(base), len(theirs), len(ours), 0),
    ):
        between = (base[at[0] : base_start], theirs[at[1] : their_start], ours[at[2] : our_start])
        if any(between):
            yield "".join(between[0]), "".join(between[1]), "".join(between[2])
        if size:
            same = "".join(base[base_start : base_start + size])
            yield same, same, same
        at = [base_start + size, their_start + size, our_start + size]


def _shared(
    base: Sequence[str], theirs: Sequence[str], ours: Sequence[str]
) -> Iterator[tuple[int, int, int, int]]:
    """Yields the stretches that all three share: their starts, and how long they are."""
    their_blocks = BoundedMatcher(base, theirs).get_matching_blocks()
    our_blocks = BoundedMatcher(base, ours).get_matching_blocks()
    their_index = our_index = 0
    while their_index < len(their_blocks) and our_index < len(our_blocks):
        their_block, our_block = their_blocks[their_index], our_blocks[our_index]
        start = max(their_block.a, our_block.a)
        end = min(their_block.a + their_block.size, our_block.a + our_block.size)
        if start < end:
            yield start, their_block.b + start - their_block.a, our_block.b + start - our_block.a, end - start
        if their_block.a + their_block.size < our_block.a + our_block.size:
            their_index += 1
        else:
            our_index += 1
