"""What is found wrong: codes, problems, and findings with their place in the file.

A fault in somebody's data is a value that travels from where it is met to where it is shown. It is never
printed, logged or raised on the way.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Self, TypeAlias

At: TypeAlias = tuple[str | int, ...]
"""The path of a value in the dataset: keys, and positions in lists counted from 0."""

ValuePart: TypeAlias = Literal["value", "key"] | tuple[int, int]
"""Which part of a value is meant: all of it, its key, or the characters from start to end of its text."""


class Severity(StrEnum):
    """How much a finding weighs. Errors stop a build, warnings do not, infos are remarks."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of fault: its number, a short name, its weight, and the text of its page in the docs."""

    id: str
    name: str
    severity: Severity
    about: str

    @property
    def url(self) -> str:
        """Where the docs explain it: a reference relative to the project's home."""
        return f"docs/rules.md#{self.id.lower()}"


@dataclass(frozen=True, slots=True)
class Fix:
    """What the marked part should say instead. A safe one never changes what the report means; others are offered only."""

    text: str
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at one place of the data, in the user's words; it knows no file and no line.

    `fix` replaces exactly what `part` marks.
    """

    at: At
    message: str
    hint: str | None = None
    part: ValuePart = "value"
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem under its code: what every stage hands to the pipeline."""

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
    """A fault with its place and its weight: what the user sees. Settings may give it another weight than its code has."""

    code: Code
    severity: Severity
    file: str
    span: Span
    problem: Problem

    @classmethod
    def of(cls, code: Code, file: str, span: Span, message: str, hint: str | None = None) -> Self:
        """A finding that is about a stretch of the file and no value of the data."""
        return cls(code, code.severity, file, span, Problem((), message, hint))

    def __reduce__(self) -> tuple[object, ...]:
        """What travels between processes: dataclasses of their own make take three times as long."""
        span, problem = self.span, self.problem
        place = (span.line, span.column, span.end_line, span.end_column)
        fix = (problem.fix.text, problem.fix.safe) if problem.fix else None
        said = (problem.at, problem.message, problem.hint, problem.part, fix)
        return _restored, (self.code, self.severity, self.file, place, said)

    @property
    def message(self) -> str:
        """What is wrong, in the user's words."""
        return self.problem.message

    @property
    def hint(self) -> str | None:
        """What to do about it."""
        return self.problem.hint


def plural(count: int, noun: str) -> str:
    """`1 finding`, `2 findings`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _restored(
    code: Code,
    severity: Severity,
    file: str,
    place: tuple[int, int, int, int],
    said: tuple[At, str, str | None, ValuePart, tuple[str, bool] | None],
) -> Finding:
    at, message, hint, part, fix = said
    problem = Problem(at, message, hint, part, Fix(*fix) if fix else None)
    return Finding(code, severity, file, Span(*place), problem)
