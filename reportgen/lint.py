"""What a rule is, and how rules run over a report."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from inspect import cleandoc
from itertools import accumulate
from typing import NamedTuple, TypeAlias

from reportgen.config import Profile
from reportgen.findings import At, Code, Fault, Problem, Severity
from reportgen.prose import Passage, Prose
from reportgen.registers import Registers, Resolution, load_registers
from reportgen.schema import walk
from reportgen.schema.members import listed_members, member_lists
from reportgen.schema.model import Model
from reportgen.schema.models import Member, Report
from reportgen.source.characters import beyond, occurrences

_YEARS = (re.compile("19[0-9]{2}"), re.compile("20[0-9]{2}"))
"""What begins with the very characters that are looked for is found soonest: so it is two."""

_ASCII = bytes(range(0x80))
_CAPITALS = bytes(ord("A" if re.match("[A-ZÀ-ÖØ-Þ]", chr(byte)) else " ") for byte in range(0x100))
_APART = bytes(byte if byte >= 0x80 or chr(byte).isalnum() else ord(" ") for byte in range(0x100))


@dataclass(frozen=True, eq=False)
class Context:
    """What a rule may know beside the report's values.

    `dropped` are the paths of values that were faulty and so are not in the report, and of all that they stood in: a rule
    that finds something missing or miscounted asks first whether it was dropped. `previous_report` is that of the year before,
    where it is known. The texts and lines are walked once for all rules; the English ones are none where the report is in another
    language, for rules that know English words. `walked` is everything in the report with its path, where that is known already.
    """

    report: Report
    dropped: frozenset[At] = frozenset()
    profile: Profile = Profile.LGA
    registers: Registers = field(default_factory=load_registers)
    previous_report: Report | None = None
    walked: Sequence[tuple[At, object]] = ()

    @cached_property
    def period_end(self) -> date:
        """The last day of the period: what was in force then counts. Without a period, the end of all days."""
        return self.report.period.end if self.report.period else date.max

    @cached_property
    def split_names(self) -> tuple[tuple[At, str, str, Resolution], ...]:
        """Names of councils that a list has as two, split at their comma: where the first half stands, both, and the whole."""
        found = (
            (at, place, names, whole)
            for at, members in member_lists(self.report)
            if (names := [member.name for member in members])
            for place, whole in self.registers.authorities.split_names(names, self.period_end)
        )
        return tuple(
            ((*at, place), names[place], names[place + 1], whole) for at, place, names, whole in found
        )

    @cached_property
    def members(self) -> tuple[tuple[At, Member, Resolution], ...]:
        """Every listed member, those who have left too, with the authority that the name or code means; no halves of names."""
        halves = {half for at, *_ in self.split_names for half in (at, (*at[:-1], int(at[-1]) + 1))}
        authorities = self.registers.authorities
        return tuple(
            (at, member, authorities.resolve(member.authority or member.name, self.period_end))
            for at, member in listed_members(self.report)
            if at not in halves
        )

    @property
    def texts(self) -> tuple[tuple[At, Prose], ...]:
        """Every text field, with its path."""
        return self._sorted[0]

    @property
    def lines(self) -> tuple[tuple[At, str], ...]:
        """Every line, with its path."""
        return self._sorted[1]

    @property
    def parts(self) -> tuple[tuple[At, Model], ...]:
        """Every mapping, with its path, outer before inner."""
        return self._sorted[2]

    @cached_property
    def _sorted(
        self,
    ) -> tuple[tuple[tuple[At, Prose], ...], tuple[tuple[At, str], ...], tuple[tuple[At, Model], ...]]:
        texts: list[tuple[At, Prose]] = []
        lines: list[tuple[At, str]] = []
        parts: list[tuple[At, Model]] = []
        for at, value in self.walked or walk.values_with_paths(self.report):
            if isinstance(value, str):
                lines.append((at, value))
            elif isinstance(value, Model):
                parts.append((at, value))
            elif isinstance(value, Prose):
                texts.append((at, value))
        return tuple(texts), tuple(lines), tuple(parts)

    @cached_property
    def _english_part(self) -> tuple[int, int]:
        """Where in the whole the English passages begin and end."""
        return (
            (0, self._starts[len(self.english_passages)])
            if self.english_passages
            else (self._starts[len(self.passages)], 0)
        )

    @cached_property
    def passages(self) -> tuple[tuple[At, Passage], ...]:
        """Every paragraph and list entry of the text fields, with the path of its field."""
        return tuple((at, passage) for at, text in self.texts for passage in text.passages)

    @cached_property
    def english_passages(self) -> tuple[tuple[At, Passage], ...]:
        """The passages of a report in English."""
        return self.passages if self.report.language == "en-GB" else ()

    def english_with(self, *clues: str) -> list[tuple[At, Passage]]:
        """The English passages in which one of some clues stands."""
        return self.english_at(self.spots(*clues))

    def passage_at(self, place: int) -> tuple[At, Passage, int]:
        """The passage in which a place of the whole lies, with its path, and where in it that is."""
        index = bisect_right(self._starts, place) - 1
        return *self.passages[index], place - self._starts[index]

    def english_at(self, places: Iterable[int]) -> list[tuple[At, Passage]]:
        """The English passages in which places of the whole lie, in their order."""
        starts, count = self._starts, len(self.english_passages)
        found = {bisect_right(starts, place) - 1 for place in places}
        return [self.english_passages[index] for index in sorted(found) if index < count]

    def lines_at(self, places: Iterable[int]) -> list[tuple[At, str]]:
        """The lines in which places of the whole lie, in their order."""
        starts, count = self._starts, len(self.passages)
        found = {bisect_right(starts, place) - 1 - count for place in places}
        return [self.lines[index] for index in sorted(found) if index >= 0]

    def spots(self, *clues: str, lines: bool = False) -> list[int]:
        """Where in the whole clues stand in English passages, or in lines too: whole words in small letters, or marks."""
        text, (start, end) = self.lowered, self._english_part
        end = len(text) if lines else end
        return [place for clue in self.likely(*clues) for place in occurrences(clue, text, start, end)]

    def likely(self, *clues: str) -> list[str]:
        """Those of some clues each of whose words stands somewhere in the whole: without them a clue cannot."""
        known = self._known
        return [clue for clue, words in _with_words(clues) if words <= known]

    def found(
        self, pattern: re.Pattern[str], places: Iterable[int] | None = None
    ) -> Iterator["PatternMatch"]:
        """Where a pattern fits in passages and lines, or at some places of the whole only; it fits no line breaks."""
        return map(self.hit, pattern.finditer(self.whole) if places is None else self.tried(pattern, places))

    def hit(self, match: re.Match[str]) -> "PatternMatch":
        """Where a match in the whole stands."""
        index = bisect_right(self._starts, match.start()) - 1
        return PatternMatch(*self._written[index], match, self._starts[index])

    def tried(self, pattern: re.Pattern[str], places: Iterable[int]) -> Iterator[re.Match[str]]:
        """Where in the whole a pattern fits at places in their order, none inside a fit before it."""
        text, end = self.whole, 0
        for place in places:
            if place >= end and (match := pattern.match(text, place)):
                end = match.end()
                yield match

    @cached_property
    def _written(self) -> tuple[tuple[At, Passage | str], ...]:
        return (*self.passages, *self.lines)

    @cached_property
    def whole(self) -> str:
        """All passages and lines, one on each line: to see at once whether something is anywhere among them."""
        return "\n".join(self._texts)

    @cached_property
    def lowered(self) -> str:
        """The whole in small letters, each at its place: İ alone would have two. By way of bytes it takes half the time.

        A capital sigma becomes the small one of the middle of words.
        """
        small = self.whole.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")
        for letter in {*beyond(small, _ASCII)}:
            if (lower := letter.lower()) != letter:
                small = small.replace(letter, lower[:1])
        return small

    @cached_property
    def words(self) -> Sequence[str]:
        """The words of the whole in small letters, in their order."""
        return words(self.lowered)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.words)

    @cached_property
    def capitals(self) -> tuple[int, ...]:
        """Where in the whole words begin with two capital letters: abbreviations and block capitals.

        By way of bytes it takes half the time of a pattern; of letters beyond Latin-1, those of Welsh count.
        """
        latin = self.whole.replace("Ŵ", "W").replace("Ŷ", "Y").encode("latin-1", "replace")
        places = occurrences("AA", latin.translate(_CAPITALS).decode("latin-1"))
        before = ((place, self.whole[place - 1 : place]) for place in places)
        return tuple(place for place, letter in before if not (letter.isalnum() or letter == "_"))

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Where in the whole four digits stand that may be a year."""
        return tuple(sorted(match.start() for each in _YEARS for match in each.finditer(self.whole)))

    @cached_property
    def _starts(self) -> list[int]:
        """Where in the whole each passage and line begins, and one more would."""
        return list(accumulate((len(text) + 1 for text in self._texts), initial=0))

    @cached_property
    def _texts(self) -> list[str]:
        return [*(passage.text for _, passage in self.passages), *(line for _, line in self.lines)]


def _text(item: Passage | str) -> str:
    return item if isinstance(item, str) else item.text


def words(text: str) -> list[str]:
    """The words of a text: all letters and digits that stand together. By way of bytes it takes a third of a pattern's time."""
    apart = {*beyond(text, _ASCII)}
    letters = {character for character in apart if character.isalnum()}
    if not letters:
        return text.encode("ascii", "replace").translate(_APART).decode("ascii").split()
    written = text.encode("utf-8", "replace")
    for character in apart - letters:
        written = written.replace(character.encode("utf-8", "replace"), b" ")
    return written.translate(_APART).decode("utf-8").split()


@lru_cache(maxsize=256)
def _with_words(clues: tuple[str, ...]) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((clue, frozenset(words(clue))) for clue in clues)


class PatternMatch(NamedTuple):
    """Where a pattern fits: the path of the field, the passage or line, the match in the whole, and where in that it begins."""

    at: At
    item: Passage | str
    match: re.Match[str]
    begin: int

    @property
    def text(self) -> str:
        """The text of the passage or line."""
        return _text(self.item)

    @property
    def passage(self) -> Passage | None:
        """The passage, if it stands in one."""
        return None if isinstance(self.item, str) else self.item

    @property
    def start(self) -> int:
        """Where in the text it starts."""
        return self.match.start() - self.begin

    def part(self, group: int = 0) -> tuple[int, int]:
        """Where it, or a group of it, stands in the field."""
        start, end = self.match.start(group) - self.begin, self.match.end(group) - self.begin
        return (start, end) if isinstance(self.item, str) else self.item.part(start, end)


Check: TypeAlias = Callable[[Report, Context], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A fault of content that can be tested for: its code and the function that finds it."""

    code: Code
    check: Check


RULES: dict[str, Rule] = {}
"""Every rule that has been imported, by the number of its code."""


def rule(number: str, severity: Severity) -> Callable[[Check], Check]:
    """Make a rule of a function. Its name names the fault; its docstring is the rule's page."""

    def register(check: Check) -> Check:
        name = check.__name__.replace("_", " ")
        if number in RULES:
            raise ValueError(number)
        RULES[number] = Rule(Code(number, name, severity, cleandoc(check.__doc__ or "")), check)
        return check

    return register


def run(rules: Iterable[Rule], report: Report, context: Context) -> Iterator[Fault]:
    """What the rules find in a report."""
    for each in rules:
        for problem in each.check(report, context):
            yield Fault(each.code, problem)
