"""The rule registry: what a rule is, how a module registers one, and how rules run over a report."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from inspect import cleandoc
from typing import TypeAlias

from reportgen.findings import Code, Fault, Problem, Severity
from reportgen.lint.clues import YEARS, PatternMatch, TextIndex, is_whole_word
from reportgen.lint.context import Context
from reportgen.schema.models import Report

__all__ = ["RULES", "YEARS", "Context", "PatternMatch", "Rule", "TextIndex", "is_whole_word", "rule", "run"]

Check: TypeAlias = Callable[[Report, Context], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of fault in a report's content: its code, and the function that finds it."""

    code: Code
    check: Check


RULES: dict[str, Rule] = {}
"""Every rule whose module has been imported, by the number of its code."""


def rule(number: str, severity: Severity, *, is_absence: bool = False) -> Callable[[Check], Check]:
    """Register a function as a rule. Its name is the rule's name, and its docstring the rule's page in the docs.

    `is_absence` says that it finds something missing, so that it is silent about a file that cannot be read in full.

    Raises ValueError where the number is taken.
    """

    def register(check: Check) -> Check:
        name = check.__name__.replace("_", " ")
        if number in RULES:
            raise ValueError(number)
        RULES[number] = Rule(Code(number, name, severity, cleandoc(check.__doc__ or ""), is_absence), check)
        return check

    return register


def run(rules: Iterable[Rule], report: Report, context: Context) -> Iterator[Fault]:
    """Yield what the rules find in a report, rule by rule."""
    for checked_rule in rules:
        for problem in checked_rule.check(report, context):
            yield Fault(checked_rule.code, problem)
