"""Codes, problems and findings: what can be wrong with a dataset, and what is wrong at one place of a file.

A fault in somebody's data is a value that is handed from the check that meets it to the reporter that shows it. It is never
printed, logged or raised on the way.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple, Self, TypeAlias

from reportgen.display import Displayed, display

At: TypeAlias = tuple[str | int, ...]
"""The path of a value in the dataset: keys, and positions in lists counted from 0."""

ValuePart: TypeAlias = Literal["value", "key"] | tuple[int, int]
"""Which part of a value is meant: all of it, its key, or the characters from start to end of its text."""


class Severity(StrEnum):
    """How much a finding weighs: errors stop a build, warnings do not, infos are remarks."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of fault: its number, a short name, its severity, and what the docs say about it.

    `is_absence` says that a finding of it tells of something missing, which may stand in a line that cannot be read.
    """

    id: str
    name: str
    severity: Severity
    about: str
    is_absence: bool = False

    @property
    def url(self) -> str:
        """The address of the explanation in the docs, relative to the top of the repository."""
        return f"docs/rules.md#{self.id.lower()}"


class PartFix(NamedTuple):
    """The words that should replace a part of a value."""

    at: At
    part: ValuePart
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """The words that should replace the marked part. A safe fix never changes what the report means; others are offers.

    A finding about a habit is told once, where it first shows: `elsewhere` has the same repair in the other values.
    """

    text: str
    safe: bool = True
    elsewhere: tuple[PartFix, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one value of the data, in the user's words; it knows no file and no line.

    `fix` replaces exactly what `part` marks; where the mapping lacks the key at the path, it adds the key.
    """

    at: At
    message: str
    hint: str | None = None
    part: ValuePart = "value"
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem and its code: what every stage hands to the pipeline."""

    code: Code
    problem: Problem


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a file. Lines and columns count from 1, in characters; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault with its span and severity: what the user sees. Settings may give it another severity than its code has."""

    code: Code
    severity: Severity
    file: str
    span: Span
    problem: Problem

    @classmethod
    def of(cls, code: Code, file: str, span: Span, message: str, hint: str | None = None) -> Self:
        """Returns a finding about a stretch of the file and not about a value of the data."""
        return cls(code, code.severity, file, span, Problem((), message, hint))

    @property
    def message(self) -> Displayed:
        """What is wrong, in the user's words."""
        return display(self.problem.message)

    @property
    def hint(self) -> Displayed | None:
        """What to do about it."""
        return None if self.problem.hint is None else display(self.problem.hint)


def plural(count: int, noun: str) -> str:
    """Returns a count with its noun: `1 finding`, `2 findings`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def count_by_severity(findings: Iterable[Finding]) -> str:
    """Returns how many findings there are of each severity: `3 errors, 2 warnings`; empty where there are none."""
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(plural(counts[severity], severity.value) for severity in Severity if counts[severity])
