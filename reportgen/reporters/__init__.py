"""The reporters: each turns findings into one format of text. A reporter is one module of this folder, named after its format."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TypeAlias, cast

from reportgen.findings import Finding, Severity

REPORTERS = ("text", "json")
"""The formats there are."""


@dataclass(frozen=True, slots=True)
class Results:
    """What was found in some files. `line` gives a line of a file for display, counted from 1."""

    findings: Sequence[Finding]
    files: int
    line: Callable[[str, int], str]

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def by_file(self) -> Mapping[str, Sequence[Finding]]:
        """The findings of each file, in the order of their places."""
        grouped: dict[str, list[Finding]] = {}
        for finding in sorted(self.findings, key=lambda found: (found.file, found.span, found.code.id)):
            grouped.setdefault(finding.file, []).append(finding)
        return grouped


Reporter: TypeAlias = Callable[[Results, bool], str]
"""From results, and whether colours may be used, to the text."""


def reporter(name: str) -> Reporter:
    """The reporter of a format; raises KeyError for a name that is not in REPORTERS."""
    if name not in REPORTERS:
        raise KeyError(name)
    return cast("Reporter", import_module(f"reportgen.reporters.{name}").report)


def summary(results: Results) -> str:
    """`3 errors, 2 warnings in 1 file`."""
    counted = [(results.count(severity), severity.value) for severity in Severity]
    parts = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in counted if count]
    files = f"{results.files} file{'' if results.files == 1 else 's'}"
    return f"{', '.join(parts) or 'no errors'} in {files}"
