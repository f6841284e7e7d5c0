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

_CAPITAL = r"[A-Z][\w-]*"
_JOINED = rf"{_CAPITAL}(?:(?:,? (?:and|&|for|of) (?:the )?|, | ){_CAPITAL})*"
_PHRASE = re.compile(
    rf"\b(?:Department|Ministry) (?:[Oo]f|[Ff]or) (?:the )?{_JOINED}|\b{_JOINED} Committee\b"
)
_IN_PHRASES = ("Department ", "Ministry ", " Committee")
_NEXT = re.compile(r",? (?:and|&|for|of) (?:the )?|, | ")
_LONGEST = 150
"""No name is longer; what is, is a list in capitals, and would be compared for long."""

_CLUES = ("department", "ministry", "committee")
_ELSEWHERE = re.compile(r"Northern Ireland|Stormont|Universit|College|Irish|\bUS\b|United States|Australia")
"""Where there are departments of education or justice that are none of the government's."""

_SMALL = frozenset({"of", "for", "the", "and"})
_ELSE = frozenset({"contact", "membership", "group", "figures", "private"})
_LIKE = 0.8
_LEAST = 3


class FieldText(NamedTuple):
    """A line or passage with its path; apostrophes are straight, which changes no place."""

    at: At
    text: str
    passage: Passage | None

    def part(self, start: int, end: int) -> ValuePart:
        """Where characters of the text stand in the field."""
        return self.passage.part(start, end) if self.passage else (start, end)

    def is_running(self, start: int) -> bool:
        """Whether a character stands in the report's own words; all of a line does."""
        return not self.passage or is_running(self.passage.text, start)


def is_of_department(stretch: FieldText) -> bool:
    """Whether it is a line that names a department and nothing else."""
    return stretch.passage is None and _holds_department(stretch.at)


def _holds_department(at: At) -> bool:
    return at[-1] in ("department", "to") or "departments" in at


def find_field_texts(context: Context, *clues: str) -> Iterator[FieldText]:
    """The lines and English passages in which one of some words stands, given in small letters."""
    spots = context.spots(*clues, lines=True)
    for at, line in context.lines_at(spots):
        if at[0] not in _ELSE:
            yield FieldText(at, line.replace("’", "'"), None)
    for at, passage in context.english_at(spots):
        yield FieldText(at, passage.text.replace("’", "'"), passage)


class Misnaming(NamedTuple):
    """A department or body, where it is named, and whether that is a slip of the pen no register knows."""

    stretch: FieldText
    start: int
    end: int
    department: Department
    guessed: bool = False

    @property
    def words(self) -> str:
        """The name as it is written."""
        return self.stretch.text[self.start : self.end]


@lru_cache(maxsize=1)
def find_misnamings(context: Context) -> tuple[Misnaming, ...]:
    """Every place where a department, committee or body is named by a form that is not its name; looked for once a report."""
    return tuple(_wrongly_named(context))


def _wrongly_named(context: Context) -> Iterator[Misnaming]:
    known = _known(context.registers.departments, context.period_end)
    for stretch in find_field_texts(context, *_CLUES):
        if not is_of_department(stretch):
            yield from _phrases(stretch, known)
    for stretch in find_field_texts(context, *known.clues):
        if not is_of_department(stretch):
            yield from _wrong_forms(stretch, known.forms)
    yield from _of_departments(context, known)


class _Known(NamedTuple):
    """The departments, ended ones last; the wrong forms seen that are no phrases, as `DEFRA`, and clues to them.

    `meant` are places in the list of departments: by wrong form, and by the words of a name.
    """

    entries: Sequence[Department]
    names: tuple[str, ...]
    meant: Mapping[str | tuple[str, ...], int]
    forms: Mapping[str, Department]
    clues: Sequence[str]


@lru_cache(maxsize=16)
def _known(departments: Departments, on: date) -> _Known:
    entries = sorted(departments, key=lambda each: each.has_ended(on))
    forms = {wrong: each for each in entries for wrong in each.wrong_forms if not _PHRASE.match(wrong)}
    clues = dict.fromkeys(clue for form in map(str.lower, forms) for clue in (form, form.replace("'", "’")))
    meant: dict[str | tuple[str, ...], int] = {}
    for place, each in enumerate(entries):
        meant.setdefault(_words(each.name), place)
        for wrong in each.wrong_forms:
            meant.setdefault(wrong, place)
    return _Known(entries, tuple(each.name for each in entries), meant, forms, tuple(clues))


def _phrases(stretch: FieldText, known: _Known) -> Iterator[Misnaming]:
    if not any(word in stretch.text for word in _IN_PHRASES):
        return
    for match in _PHRASE.finditer(stretch.text):
        phrase = match[0].removesuffix("'s")
        start = match.start() + len(phrase) - len(phrase.removeprefix("The "))
        if len(phrase) < _LONGEST and stretch.is_running(start):
            yield from _named(stretch, start, phrase.removeprefix("The "), known)


def _named(stretch: FieldText, start: int, phrase: str, known: _Known) -> Iterator[Misnaming]:
    """What a phrase, or the beginning of one that goes on with other names, means and does not name."""
    words = _words(phrase)
    if phrase in known.names or (len(words) < _LEAST and _ELSEWHERE.search(stretch.text)):
        return
    for end in (len(phrase), *_ends(phrase)):
        found = _meant(phrase[:end], known)
        if found and _plain(phrase[:end]) != found.name:
            yield Misnaming(stretch, start, start + end, found)
        if found or phrase.startswith(known.names):
            return
    guessed = next((each for each in known.entries if _all_but_one_alike(words, _words(each.name))), None)
    if guessed:
        yield Misnaming(stretch, start, start + len(phrase), guessed, guessed=True)


def _ends(phrase: str) -> Iterator[int]:
    """Where a phrase may end and another name begin, the last place first; what is left is never short."""
    for match in () if phrase.endswith("Committee") else reversed(list(_NEXT.finditer(phrase))):
        if len(_words(phrase[: match.start()])) >= _LEAST:
            yield match.start()


def _meant(phrase: str, known: _Known) -> Department | None:
    """The department whose name's words a phrase has, or a wrong form of which it is that was seen."""
    places = [known.meant[said] for said in (phrase, _words(phrase)) if said in known.meant]
    return known.entries[min(places)] if places else None


def _wrong_forms(stretch: FieldText, forms: Mapping[str, Department]) -> Iterator[Misnaming]:
    for wrong, department in forms.items():
        for start, end in find_whole_words(stretch.text, wrong):
            if stretch.is_running(start):
                yield Misnaming(stretch, start, end, department)


def _of_departments(context: Context, known: _Known) -> Iterator[Misnaming]:
    """The lines that name departments and nothing else, where other capitals are a wrong form too."""
    for at, line in context.lines:
        if not _holds_department(at):
            continue
        stretch = FieldText(at, line.replace("’", "'"), None)
        naming = context.registers.departments.find(stretch.text, context.period_end)
        if naming is None:
            yield from _phrases(stretch, known)
        elif _plain(stretch.text.removeprefix("The ").removeprefix("the ")) not in _right(naming.department):
            yield Misnaming(stretch, 0, len(line), naming.department)


def _plain(name: str) -> str:
    """A name with `and` for `&`, which is no fault in one."""
    return name.replace(" & ", " and ")


def _right(department: Department) -> tuple[str, str]:
    return department.name, department.abbreviation


@lru_cache(maxsize=256)
def _words(name: str) -> tuple[str, ...]:
    return tuple(word for word in name_key(name).split() if word not in _SMALL)


def _all_but_one_alike(given: tuple[str, ...], right: tuple[str, ...]) -> bool:
    if len(given) != len(right) or len(right) < _LEAST:
        return False
    from difflib import SequenceMatcher

    other = [(one, two) for one, two in zip(given, right, strict=True) if one != two]
    return len(other) == 1 and SequenceMatcher(None, *other[0]).ratio() >= _LIKE


def find_whole_words(text: str, name: str) -> list[tuple[int, int]]:
    """Where a name stands in a text, letter by letter, and in no longer word."""
    if name not in text:
        return []
    return [match.span() for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)]
