"""The reporters: each turns findings into one format of text. A reporter is one module of this folder, named after its format."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TypeAlias, cast

from reportgen.findings import Code, Finding, Severity, plural

REPORTERS = ("text", "json", "github", "sarif", "junit")
"""The formats there are."""

UNREADABLE = Code(
    "RG020",
    "file that cannot be read",
    Severity.ERROR,
    "The file is not there, is a folder, or may not be read. In the formats for other programs this is a finding like others, so"
    " that none takes silence for success; people are told beside the findings. The exit code is 2.",
)

FAILED = Code(
    "RG021",
    "report that could not be compiled",
    Severity.ERROR,
    "In a batch, the compiling of one report took too long, needed too much memory, or came to a sudden end. Nothing need be"
    " wrong with the dataset: try `reportgen build` on it, or raise `--time-limit` or `--memory-limit`. As RG020, it is a finding"
    " in the formats for other programs, and the exit code is 2.",
)

NOT_RUN = (UNREADABLE, FAILED)
"""What is not found in a dataset, but says that it was not looked at."""


@dataclass(frozen=True, slots=True)
class Results:
    """What was found in some files.

    `line` gives a line of a file for display, counted from 1; `names` are the files that were checked, those without findings
    too; findings of the `failing` severities are those for which the command fails.
    """

    findings: Sequence[Finding]
    files: int
    line: Callable[[str, int], str]
    names: Sequence[str] = ()
    failing: frozenset[Severity] = frozenset({Severity.ERROR})

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
    found = [(results.count(severity), severity.value) for severity in Severity]
    parts = [plural(count, word) for count, word in found if count]
    files = plural(results.files, "file")
    return f"{', '.join(parts) or 'no errors'} in {files}"


def below(file: str) -> Path:
    """A file's path as seen from the current folder, where it lies in it: what servers know files by."""
    path, here = Path(file), Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
