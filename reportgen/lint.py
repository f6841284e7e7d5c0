"""What a rule is, and how rules run over a report."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from inspect import cleandoc
from typing import TypeAlias

from reportgen.findings import At, Code, Fault, Problem, Severity
from reportgen.schema.models import Report


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know beside the report. Registers, style profiles and other years come in here.

    `dropped` are the paths of values that were faulty and so are not in the report, and of all that they stood in: a rule
    that finds something missing or miscounted asks first whether it was dropped.
    """

    dropped: frozenset[At] = frozenset()


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
        RULES[number] = Rule(Code(number, name, severity, cleandoc(check.__doc__ or "")), check)
        return check

    return register


def run(rules: Iterable[Rule], report: Report, context: Context) -> Iterator[Fault]:
    """What the rules find in a report."""
    for each in rules:
        for problem in each.check(report, context):
            yield Fault(each.code, problem)
