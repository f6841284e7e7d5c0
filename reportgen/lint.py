"""What a rule is, and how rules run over a report."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from inspect import cleandoc
from itertools import accumulate
from typing import NamedTuple, TypeAlias

from reportgen.config import Profile
from reportgen.findings import At, Code, Fault, Problem, Severity
from reportgen.prose import Passage, Prose
from reportgen.registers import Registers, Resolution, registers
from reportgen.schema import walk
from reportgen.schema.members import listed, lists
from reportgen.schema.models import Member, Part, Report

_CAPITALS = re.compile(r"(?<!\w)[A-ZÀ-ÖØ-ÞŴŶ]{2}")


@dataclass(frozen=True, eq=False)
class Context:
    """What a rule may know beside the report's values.

    `dropped` are the paths of values that were faulty and so are not in the report, and of all that they stood in: a rule
    that finds something missing or miscounted asks first whether it was dropped. `earlier` is the report of the year before,
    where it is known. The texts and lines are walked once for all rules; the English ones are none where the report is in another
    language, for rules that know English words. `walked` is everything in the report with its path, where that is known already.
    """

    report: Report
    dropped: frozenset[At] = frozenset()
    profile: Profile = Profile.LGA
    registers: Registers = field(default_factory=registers)
    earlier: Report | None = None
    walked: Sequence[tuple[At, object]] = ()

    @cached_property
    def on(self) -> date:
        """The last day of the period: what was in force then counts. Without a period, the end of all days."""
        return self.report.period.end if self.report.period else date.max

    @cached_property
    def split(self) -> tuple[tuple[At, str, str, Resolution], ...]:
        """Names of councils that a list has as two, split at their comma: where the first half stands, both, and the whole."""
        found = (
            (at, place, names, whole)
            for at, members in lists(self.report)
            if (names := [member.name for member in members])
            for place, whole in self.registers.authorities.joined(names, self.on)
        )
        return tuple(
            ((*at, place), names[place], names[place + 1], whole) for at, place, names, whole in found
        )

    @cached_property
    def members(self) -> tuple[tuple[At, Member, Resolution], ...]:
        """Every listed member, those who have left too, with the authority that the name or code means; no halves of names."""
        halves = {half for at, *_ in self.split for half in (at, (*at[:-1], int(at[-1]) + 1))}
        authorities = self.registers.authorities
        return tuple(
            (at, member, authorities.resolve(member.authority or member.name, self.on))
            for at, member in listed(self.report)
            if at not in halves
        )

    @cached_property
    def texts(self) -> tuple[tuple[At, Prose], ...]:
        """Every text field, with its path."""
        return tuple((at, value) for at, value in self._nodes if isinstance(value, Prose))

    @cached_property
    def lines(self) -> tuple[tuple[At, str], ...]:
        """Every line, with its path."""
        return tuple((at, value) for at, value in self._nodes if isinstance(value, str))

    @cached_property
    def parts(self) -> tuple[tuple[At, Part], ...]:
        """Every mapping, with its path, outer before inner."""
        return tuple((at, value) for at, value in self._nodes if isinstance(value, Part))

    @cached_property
    def _nodes(self) -> tuple[tuple[At, object], ...]:
        return tuple(self.walked or walk.nodes(self.report))

    @cached_property
    def passages(self) -> tuple[tuple[At, Passage], ...]:
        """Every paragraph and list entry of the text fields, with the path of its field."""
        return tuple((at, passage) for at, text in self.texts for passage in text.passages)

    @cached_property
    def english(self) -> tuple[tuple[At, Passage], ...]:
        """The passages of a report in English."""
        return self.passages if self.report.language == "en-GB" else ()

    def english_with(self, *clues: str) -> list[tuple[At, Passage]]:
        """The English passages in which one of some words stands, given in small letters; few words are in any report."""
        text, starts = self._lowered
        found: set[int] = set()
        for clue in clues:
            position = text.find(clue)
            while position >= 0:
                index = bisect_right(starts, position)
                found.add(index - 1)
                position = text.find(clue, starts[index]) if index < len(starts) else -1
        return [self.english[index] for index in sorted(found)]

    def found(self, pattern: re.Pattern[str], places: Iterable[int] | None = None) -> Iterator["Hit"]:
        """Where a pattern fits in passages and lines, or at some places of the whole only; it fits no line breaks."""
        starts = self._starts
        for match in pattern.finditer(self.whole) if places is None else self._tried(pattern, places):
            index = bisect_right(starts, match.start()) - 1
            at, item = self._written[index]
            start, end = match.start() - starts[index], match.end() - starts[index]
            passage = isinstance(item, Passage)
            part = item.part(start, end) if isinstance(item, Passage) else (start, end)
            yield Hit(at, item.text if isinstance(item, Passage) else item, start, end, part, match, passage)

    def _tried(self, pattern: re.Pattern[str], places: Iterable[int]) -> Iterator[re.Match[str]]:
        """Where a pattern fits at places in their order, none inside a fit before it."""
        end = 0
        for place in places:
            if place >= end and (match := pattern.match(self.whole, place)):
                end = match.end()
                yield match

    @cached_property
    def _written(self) -> tuple[tuple[At, Passage | str], ...]:
        return (*self.passages, *self.lines)

    @cached_property
    def whole(self) -> str:
        """All passages and lines, one on each line: to see at once whether something is anywhere among them."""
        return "\n".join(item if isinstance(item, str) else item.text for _, item in self._written)

    @cached_property
    def capitals(self) -> tuple[int, ...]:
        """Where in the whole words begin with two capital letters: abbreviations and block capitals."""
        return tuple(match.start() for match in _CAPITALS.finditer(self.whole))

    @cached_property
    def _starts(self) -> list[int]:
        """Where in the whole each passage and line begins."""
        return [0, *(match.end() for match in re.finditer("\n", self.whole))]

    @cached_property
    def _lowered(self) -> tuple[str, list[int]]:
        """All English passages as one text in small letters, and where in it each begins."""
        lowered = [passage.text.lower() for _, passage in self.english]
        return "\n".join(lowered), list(accumulate((len(each) + 1 for each in lowered[:-1]), initial=0))


class Hit(NamedTuple):
    """Where a pattern fits: the path of the field, the text of the passage or line, and the characters in it and in the field."""

    at: At
    text: str
    start: int
    end: int
    part: tuple[int, int]
    match: re.Match[str]
    in_passage: bool


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
