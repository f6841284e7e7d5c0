"""Names of government departments and bodies as reports write them, in text and in lines."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from reportgen.findings import At, ValuePart
from reportgen.lint import Context
from reportgen.prose import Passage
from reportgen.registers.departments import Department, Departments
from reportgen.registers.names import name_key
from reportgen.rules.running_text import is_running
from reportgen.startup.patterns import lazy_pattern

_LONGEST = 150
"""No name is longer. A longer phrase is a list in capitals, and comparing it would take long."""

_CAPITAL = r"[A-Z][\w-]*+"
_JOINED = rf"{_CAPITAL}(?:(?:,? (?:and|&|for|of) (?:the )?|, | ){_CAPITAL})*+"
_CAPITALS = lazy_pattern(rf"\b{_JOINED}")
"""Words in capitals and the small words between them, in which the phrases stand."""

_UP_TO_COMMITTEE = lazy_pattern(r"(?:.* )?[A-Z][\w-]*+ Committee\b")
_DEPARTMENT_BEGINS = lazy_pattern(r"\b(?:Department|Ministry) (?:[Oo]f|[Ff]or) (?:the )?(?=[A-Z])")
_DEPARTMENT = lazy_pattern(_DEPARTMENT_BEGINS.pattern + _JOINED)
_PHRASE_CLUES = ("department", "ministry", "committee")
_PHRASE_WORDS = ("Department ", "Ministry ", " Committee")
_JOINT = lazy_pattern(r",? (?:and|&|for|of) (?:the )?|, | ")
_ELSEWHERE = lazy_pattern(r"Northern Ireland|Stormont|Universit|College|Irish|\bUS\b|United States|Australia")
"""Words beside departments of education or justice that are not the government's."""

_SMALL = frozenset({"of", "for", "the", "and"})
_WITHOUT_DEPARTMENTS = frozenset({"contact", "membership", "group", "figures", "private"})
_LIKENESS = 0.8
_FEWEST_WORDS = 3


class FieldText(NamedTuple):
    """A line, or a passage, with its path. The text has straight apostrophes, each at the same offset as a curly one."""

    at: At
    text: str
    passage: Passage | None

    def part(self, start: int, end: int) -> ValuePart:
        """Where characters of the text stand in the value of the field."""
        return self.passage.part(start, end) if self.passage else (start, end)

    def is_running(self, start: int) -> bool:
        """Whether a character stands in the report's own words, as everything in a line does."""
        return not self.passage or is_running(self.passage.text, start)


def is_of_department(field_text: FieldText) -> bool:
    """Whether it is a line that names a department and nothing else."""
    return field_text.passage is None and _is_department_key(field_text.at)


def _is_department_key(at: At) -> bool:
    return at[-1] == "to" or "department" in at or "departments" in at


def find_field_texts(context: Context, *clues: str) -> Iterator[FieldText]:
    """Yield the lines and the English passages in which a clue stands."""
    for at, line in context.index.lines_with(*clues):
        if at[0] not in _WITHOUT_DEPARTMENTS:
            yield FieldText(at, line.replace("’", "'"), None)
    for at, passage in context.index.english_passages_with(*clues):
        yield FieldText(at, passage.text.replace("’", "'"), passage)


class Misnaming(NamedTuple):
    """A wrong name of a department or body. It is guessed where the register knows no such wrong form."""

    field_text: FieldText
    start: int
    end: int
    department: Department
    guessed: bool = False

    @property
    def words(self) -> str:
        """The name as it is written."""
        return self.field_text.text[self.start : self.end]


@lru_cache(maxsize=1)
def find_misnamings(context: Context) -> tuple[Misnaming, ...]:
    """Every wrong name of a department, committee or body in a report. The two rules that report them share one search."""
    return tuple(_find_wrong_names(context))


def _find_wrong_names(context: Context) -> Iterator[Misnaming]:
    lookup = _lookup(context.registers.departments, context.period_end)
    for field_text in find_field_texts(context, *_PHRASE_CLUES):
        if not is_of_department(field_text):
            yield from _wrong_phrases(field_text, lookup)
    for field_text in find_field_texts(context, *lookup.clues):
        if not is_of_department(field_text):
            yield from _wrong_forms(field_text, lookup.wrong_forms)
    yield from _wrong_lines(context, lookup)


class _Lookup(NamedTuple):
    """The departments for looking up: `departments` has ended ones last.

    `positions` in that list are given for each wrong form and for the words of each name. `wrong_forms` are those that
    are not phrases, as `DEFRA`, and `clues` are clues to them.
    """

    departments: Sequence[Department]
    names: tuple[str, ...]
    positions: Mapping[str | tuple[str, ...], int]
    wrong_forms: Mapping[str, Department]
    clues: Sequence[str]


@lru_cache(maxsize=16)
def _lookup(register: Departments, on: date) -> _Lookup:
    departments = sorted(register, key=lambda department: department.has_ended(on))
    wrong_forms: dict[str, Department] = {}
    positions: dict[str | tuple[str, ...], int] = {}
    for position, department in enumerate(departments):
        positions.setdefault(_words(department.name), position)
        for wrong in department.wrong_forms:
            positions.setdefault(wrong, position)
            if next(_phrases(wrong), (-1, ""))[0] != 0:
                wrong_forms[wrong] = department
    names = tuple(department.name for department in departments)
    clues = [clue for wrong in wrong_forms for clue in _spellings(wrong.lower())]
    return _Lookup(departments, names, positions, wrong_forms, clues)


def _spellings(name: str) -> set[str]:
    """A name with straight and with curly apostrophes."""
    return {name, name.replace("'", "’")}


def _wrong_phrases(field_text: FieldText, lookup: _Lookup) -> Iterator[Misnaming]:
    if not any(word in field_text.text for word in _PHRASE_WORDS):
        return
    for phrase_start, whole_phrase in _phrases(field_text.text):
        phrase = whole_phrase.removesuffix("'s")
        name = phrase.removeprefix("The ")
        start = phrase_start + len(phrase) - len(name)
        if len(phrase) < _LONGEST and field_text.is_running(start):
            yield from _wrong_names(field_text, start, name, lookup)


def _phrases(text: str) -> Iterator[tuple[int, str]]:
    """Yield the phrases that may name a department or a committee, with where they begin.

    A committee has all capitals in front of it. Each stretch of capitals is looked at once, however many begin in it.
    """
    position = 0
    while capitals := _CAPITALS.search(text, position):
        start, position = capitals.span()
        is_department = _DEPARTMENT_BEGINS.match(text, start) is not None
        if not is_department and (committee := _UP_TO_COMMITTEE.match(text, start, position)):
            position = committee.end()
            yield start, committee[0]
        elif (begins := _DEPARTMENT_BEGINS.search(text, start, position + len(" the A"))) and (
            department := _DEPARTMENT.match(text, begins.start())
        ):
            position = department.end()
            yield department.start(), department[0]


def _wrong_names(field_text: FieldText, start: int, phrase: str, lookup: _Lookup) -> Iterator[Misnaming]:
    """What a phrase, or the beginning of one that goes on with other names, means and does not name."""
    words = _words(phrase)
    if phrase in lookup.names or (len(words) < _FEWEST_WORDS and _is_about_others(field_text.text)):
        return
    for end in (len(phrase), *_inner_ends(phrase)):
        department = _department_meant(phrase[:end], lookup)
        if department and _with_and(phrase[:end]) != department.name:
            yield Misnaming(field_text, start, start + end, department)
        if department or phrase.startswith(lookup.names):
            return
    for department in lookup.departments:
        if _differ_in_one_word(words, _words(department.name)):
            yield Misnaming(field_text, start, start + len(phrase), department, guessed=True)
            return


@lru_cache(maxsize=256)
def _is_about_others(text: str) -> bool:
    return _ELSEWHERE.search(text) is not None


def _inner_ends(phrase: str) -> Iterator[int]:
    """Where a phrase may end and another name begin, the last such offset first. The rest keeps several words."""
    for joint in () if phrase.endswith("Committee") else reversed(list(_JOINT.finditer(phrase))):
        if len(_words(phrase[: joint.start()])) >= _FEWEST_WORDS:
            yield joint.start()


def _department_meant(phrase: str, lookup: _Lookup) -> Department | None:
    """The department that has a phrase as a wrong form, or whose name has the words of it."""
    positions = [lookup.positions[form] for form in (phrase, _words(phrase)) if form in lookup.positions]
    return lookup.departments[min(positions)] if positions else None


def _wrong_forms(field_text: FieldText, wrong_forms: Mapping[str, Department]) -> Iterator[Misnaming]:
    for wrong, department in wrong_forms.items():
        for start, end in find_whole_words(field_text.text, wrong):
            if field_text.is_running(start):
                yield Misnaming(field_text, start, end, department)


def _wrong_lines(context: Context, lookup: _Lookup) -> Iterator[Misnaming]:
    """Wrong names in the lines that name departments and nothing else, where wrong capitals count too."""
    for at, line in context.lines:
        if not _is_department_key(at):
            continue
        field_text = FieldText(at, line.replace("’", "'"), None)
        naming = context.registers.departments.find(field_text.text, context.period_end)
        if naming is None:
            yield from _wrong_phrases(field_text, lookup)
            continue
        department = naming.department
        name = _with_and(field_text.text.removeprefix("The ").removeprefix("the "))
        if name not in (department.name, department.abbreviation):
            yield Misnaming(field_text, 0, len(line), department)


def _with_and(name: str) -> str:
    """A name with `and` for `&`, which is no fault in a name."""
    return name.replace(" & ", " and ")


@lru_cache(maxsize=256)
def _words(name: str) -> tuple[str, ...]:
    return tuple(word for word in name_key(name).split() if word not in _SMALL)


def _differ_in_one_word(words: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether words are those of a right name but for one, which is much like the right one."""
    if len(words) != len(right) or len(right) < _FEWEST_WORDS:
        return False
    from difflib import SequenceMatcher

    differing = [pair for pair in zip(words, right, strict=True) if len(set(pair)) > 1]
    return len(differing) == 1 and SequenceMatcher(None, *differing[0]).ratio() >= _LIKENESS


def find_whole_words(text: str, name: str) -> list[tuple[int, int]]:
    """Where a name begins and ends in a text, letter by letter, as no piece of a longer word."""
    if name not in text:
        return []
    return [match.span() for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)]
