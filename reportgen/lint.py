"""What a rule is, and how rules run over a report."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from inspect import cleandoc
from typing import TypeAlias

from reportgen.findings import At, Code, Fault, Problem, Severity
from reportgen.prose import Passage, Prose
from reportgen.schema import walk
from reportgen.schema.models import Report


class Profile(StrEnum):
    """A house style, where the two differ: the LGA's own, or that of GOV.UK."""

    LGA = "lga"
    GOVUK = "govuk"


@dataclass(frozen=True)
class Context:
    """What a rule may know beside the report's values.

    `dropped` are the paths of values that were faulty and so are not in the report, and of all that they stood in: a rule
    that finds something missing or miscounted asks first whether it was dropped. The texts and lines are walked once for all
    rules; the English ones are none where the report is in another language, for rules that know English words.
    """

    report: Report
    dropped: frozenset[At] = frozenset()
    profile: Profile = Profile.LGA

    @cached_property
    def texts(self) -> tuple[tuple[At, Prose], ...]:
        """Every text field, with its path."""
        return tuple(walk.texts(self.report))

    @cached_property
    def lines(self) -> tuple[tuple[At, str], ...]:
        """Every line, with its path."""
        return tuple(walk.lines(self.report))

    @cached_property
    def passages(self) -> tuple[tuple[At, Passage], ...]:
        """Every paragraph and list entry of the text fields, with the path of its field."""
        return tuple((at, passage) for at, text in self.texts for passage in text.passages)

    @cached_property
    def english(self) -> tuple[tuple[At, Passage], ...]:
        """The passages of a report in English."""
        return self.passages if self.report.language == "en-GB" else ()


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
