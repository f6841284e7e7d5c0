"""Names of government departments and bodies as reports write them, in text and in lines."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from reportgen.findings import At, Part
from reportgen.lint import Context
from reportgen.prose import Passage
from reportgen.registers.departments import Department
from reportgen.registers.names import key
from reportgen.rules.running_text import is_running

_CAPITAL = r"[A-Z][\w-]*"
_JOINED = rf"{_CAPITAL}(?:(?:,? (?:and|&|for|of) (?:the )?|, | ){_CAPITAL})*"
_PHRASE = re.compile(rf"\b(?:Department|Ministry) (?:[Oo]f|[Ff]or) (?:the )?{_JOINED}|\b{_JOINED} Committee\b")
_CLUES = ("department", "ministry", "committee")
_ELSEWHERE = re.compile(r"Northern Ireland|Stormont|Universit|College|Irish|\bUS\b|United States|Australia")
_SMALL = frozenset({"of", "for", "the", "and"})
_LIKE = 0.8
_LEAST = 4


class Stretch(NamedTuple):
    """A line or passage with its path; apostrophes are straight, which changes no place."""

    at: At
    text: str
    passage: Passage | None

    def part(self, start: int, end: int) -> Part:
        """Where characters of the text stand in the field."""
        return self.passage.part(start, end) if self.passage else (start, end)

    def is_running(self, start: int) -> bool:
        """Whether a character stands in the report's own words; all of a line does."""
        return not self.passage or is_running(self.passage.text, start)


def is_of_department(at: At) -> bool:
    """Whether a line names departments and nothing else."""
    return at[-1] == "department" or "departments" in at or (at[-1] == "to" and "consultations" in at)


def stretches(context: Context, *clues: str) -> Iterator[Stretch]:
    """The lines and English passages in which one of some words stands, given in small letters."""
    for at, line in context.lines:
        if at[0] not in _PEOPLE and any(clue in line.lower() for clue in clues):
            yield Stretch(at, line.replace("’", "'"), None)
    for at, passage in context.english_with(*clues):
        yield Stretch(at, passage.text.replace("’", "'"), passage)


_PEOPLE = frozenset({"contact", "membership", "group", "figures", "private"})


class Named(NamedTuple):
    """A department or body, where it is named, and whether that is a slip of the pen no register knows."""

    stretch: Stretch
    start: int
    end: int
    department: Department
    guessed: bool = False

    @property
    def words(self) -> str:
        """The name as it is written."""
        return self.stretch.text[self.start : self.end]


def wrongly_named(context: Context) -> Iterator[Named]:
    """Every place where a department, committee or body is named by a form that is not its name."""
    known = [each for each in context.registers.departments if not each.ended(context.on)]
    known += [each for each in context.registers.departments if each.ended(context.on)]
    for stretch in stretches(context, *_CLUES):
        if not _ELSEWHERE.search(stretch.text):
            yield from _phrases(stretch, known)
    seen = {
        wrong: each for each in known for wrong in each.wrong_forms if not _PHRASE.match(wrong)
    }
    for wrong, department in seen.items():
        for stretch in stretches(context, wrong.lower(), wrong.lower().replace("'", "’")):
            for start, end in spelt(stretch.text, wrong):
                if stretch.is_running(start):
                    yield Named(stretch, start, end, department)


def _phrases(stretch: Stretch, known: Iterable[Department]) -> Iterator[Named]:
    for match in _PHRASE.finditer(stretch.text):
        start, phrase = match.start(), match[0].removesuffix("'s")
        if not stretch.is_running(start):
            continue
        found = _nearest(phrase, known)
        if found:
            yield Named(stretch, start, start + len(phrase), *found)


def _nearest(phrase: str, known: Iterable[Department]) -> tuple[Department, bool] | None:
    """The department that a phrase means and does not name: by a known wrong form, with the same words, or all but one alike."""
    if any(spelt(phrase, each.name) and not phrase.endswith("Committee") for each in known):
        return None
    if any(phrase.removeprefix("The ") == each.name for each in known):
        return None
    for each in known:
        if phrase in each.wrong_forms:
            return each, False
    given = _words(phrase)
    for each in known:
        if _words(each.name) == given:
            return each, False
    for each in known:
        if _all_but_one_alike(given, _words(each.name)):
            return each, True
    return None


def _words(name: str) -> list[str]:
    return [word for word in key(name).split() if word not in _SMALL]


def _all_but_one_alike(given: list[str], right: list[str]) -> bool:
    if len(given) != len(right) or len(right) < _LEAST - 1:
        return False
    other = [(one, two) for one, two in zip(given, right, strict=True) if one != two]
    return len(other) == 1 and SequenceMatcher(None, *other[0]).ratio() >= _LIKE


def spelt(text: str, name: str) -> list[tuple[int, int]]:
    """Where a name stands in a text, letter by letter, and in no longer word."""
    return [match.span() for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)]
