"""Whether two say the same: differences in reading order, each in plain words and with its path in the dataset."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from reportgen.document import Line
from reportgen.findings import At
from reportgen.verify.expected import Expected
from reportgen.verify.model import Said, one_line, quoted

_AHEAD = 60
"""How many lines are searched for the place from which on two say the same again."""

_SHOWN = 60
_BEFORE = 24
"""How many characters of a long line are shown, and how many of them before the first that differs."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The two that are compared, as people call them: the file (`the PDF`), and what it should agree with."""

    file: str
    other: str
    spaced: bool = True

    def key(self, words: str) -> str:
        """What of words is compared: all but blanks where a page may have broken the line at them."""
        return one_line(words) if self.spaced else "".join(words.split())


def from_dataset(said: Said, wanted: Expected, name: str) -> Iterator[str]:
    """Where a file says something else than the dataset."""
    sides = Sides(f"the {name}", "the dataset", said.spaced)
    yield from lines(wanted.lines, said.lines, sides)
    yield from (f"{sides.file} shows {quoted(words)}, which is no part of its text" for words in said.unheard)
    for head in said.heads:
        if head not in wanted.heads:
            rather = " or ".join(map(quoted, wanted.heads))
            yield f"at the head of pages: {sides.file} says {quoted(head)}, the dataset {rather}"
    yield from _apart(wanted.pictures, said.pictures, sides, "of a picture, ")
    yield from _apart(
        wanted.addresses, said.addresses, Sides(sides.file, sides.other), "as a link's address, "
    )


def from_datasets(said: Said, wanted: Expected, name: str) -> Iterator[str]:
    """Where a pack says something else than the datasets of its reports; its cover and summary are passed over."""
    key = Sides("", "", said.spaced).key
    first = [key(line.words) for line in wanted.lines[:2]]
    keys = [key(words) for words in said.lines]
    begin = next((place for place in range(len(keys)) if keys[place : place + len(first)] == first), 0)
    return from_dataset(replace(said, lines=said.lines[begin:]), wanted, name)


def from_another(said: Said, other: Said, sides: Sides) -> Iterator[str]:
    """Where a file says something else than another file of the same report."""
    yield from lines([Line(words) for words in other.lines], said.lines, sides)
    yield from _apart([Line(words) for words in other.pictures], said.pictures, sides, "of a picture, ")
    yield from _apart(
        [Line(words) for words in other.addresses],
        said.addresses,
        Sides(sides.file, sides.other),
        "as a link's address, ",
    )


def lines(wanted: Sequence[Line], said: Sequence[str], sides: Sides) -> Iterator[str]:
    """The differences between lines, in order. What stands elsewhere is told as lacking here and added there."""
    ours, theirs = [sides.key(line.words) for line in wanted], [sides.key(words) for words in said]
    here = there = 0
    while here < len(ours) or there < len(theirs):
        if here < len(ours) and there < len(theirs) and ours[here] == theirs[there]:
            here, there = here + 1, there + 1
            continue
        lacking, added = _until_same(ours[here : here + _AHEAD], theirs[there : there + _AHEAD])
        before = wanted[here - 1].words if here else ""
        pairs = zip_longest(wanted[here : here + lacking], said[there : there + added])
        for line, words in pairs:
            yield _told(line, words, before, sides)
        here, there = here + lacking, there + added


def _until_same(ours: Sequence[str], theirs: Sequence[str]) -> tuple[int, int]:
    """How many lines are to be passed over on either side until both say the same again: as few as can be."""
    for together in range(1, len(ours) + len(theirs)):
        for lacking in range(max(0, together - len(theirs) + 1), min(together + 1, len(ours))):
            if ours[lacking] == theirs[together - lacking]:
                return lacking, together - lacking
    return len(ours), len(theirs)


def _apart(wanted: Sequence[Line], said: Sequence[str], sides: Sides, what: str) -> Iterator[str]:
    for difference in lines(wanted, said, sides):
        place, _, rest = difference.partition(": ")
        yield f"{place}: {what}{rest}"


def _told(line: Line | None, words: str | None, before: str, sides: Sides) -> str:
    if line is None:
        place = f"behind {quoted(before, 40)}" if before else "at the start"
        return f"{place}: {sides.file} says {quoted(words or '')}, {sides.other} does not"
    place = path(line.at) or (f"behind {quoted(before, 40)}" if before else "at the start")
    if words is None:
        return f"{place}: {sides.file} does not say {quoted(line.words)}"
    said, wanted = _excerpts(words, line.words)
    return f"{place}: {sides.file} says {said}, {sides.other} {wanted}"


def path(at: At | None) -> str:
    """A path as datasets are spoken of: `membership.members.3`."""
    return ".".join(map(str, at or ()))


def _excerpts(one: str, two: str) -> tuple[str, str]:
    """Both lines, or where they are long the part of each in which they differ first."""
    same = _same(one, two)
    return _excerpt(one, _place(one, same)), _excerpt(two, _place(two, same))


def _same(one: str, two: str) -> int:
    """How many letters two lines begin with in common, blanks not counted."""
    letters = zip("".join(one.split()), "".join(two.split()), strict=False)
    return next((place for place, (a, b) in enumerate(letters) if a != b), min(len(one), len(two)))


def _place(words: str, letters: int) -> int:
    """Where in some words the letter of a number stands, blanks not counted."""
    seen = 0
    for place, letter in enumerate(words):
        if not letter.isspace():
            if seen == letters:
                return place
            seen += 1
    return len(words)


def _excerpt(words: str, place: int) -> str:
    if len(words) <= _SHOWN:
        return quoted(words, _SHOWN)
    start = max(0, min(place - _BEFORE, len(words) - _SHOWN))
    start = words.find(" ", start) + 1 if start and " " in words[start:place] else start
    cut = words[start : start + _SHOWN]
    return f"“{'…' if start else ''}{cut.strip()}{'…' if start + _SHOWN < len(words) else ''}”"
