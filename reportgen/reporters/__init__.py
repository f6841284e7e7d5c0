"""The reporters: each renders findings in one format. A reporter is one module of this folder, named after its format."""

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Literal, Self, TypeAlias, cast

from reportgen.display import NOTHING, Displayed
from reportgen.findings import Code, Finding, Problem, Severity, Span

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

RUN_FAILURES = (UNREADABLE, FAILED)
"""The codes that report a dataset as unchecked, not as wrong."""

Audience: TypeAlias = Literal["people", "programs", "annotations"]
"""Who reads a format: people, in colours where the output has them; other programs; or a server that makes annotations of it.

A log that makes annotations does not show where they belong: whoever reads the log needs the format for people beside them.
"""


class FindingsFormat(StrEnum):
    """The registry of reporters: one entry for each format, from which the options and the names of files take what they need.

    An entry is the word for `--format`, its audience, and the endings of the files that can hold the format. Where several
    formats share an ending, the first of them is written when none is asked for.
    """

    audience: Audience
    endings: tuple[str, ...]

    TEXT = "text", "people", (".txt",)
    JSON = "json", "programs", (".json",)
    GITHUB = "github", "annotations", (".txt",)
    SARIF = "sarif", "programs", (".sarif", ".json")
    JUNIT = "junit", "programs", (".xml",)

    def __new__(cls, name: str, audience: Audience, endings: tuple[str, ...]) -> Self:
        """Makes an entry: a string, the format's name, with attributes."""
        entry = str.__new__(cls, name)
        entry._value_ = name
        entry.audience, entry.endings = audience, endings
        return entry


MOST_OF_A_KIND = 100
"""How many findings of one code a file can show. Where there are more, they have one cause, and no reader looks at them all."""


@dataclass(frozen=True, slots=True)
class Results:
    """The findings in some files, and what reporters need to show them.

    `source_line` returns a line of a file, counted from 1, for display. `checked_files` includes the files without findings. The
    command fails if a finding has one of the `failing_severities`. `remark` says which files were not checked. `replacements`
    returns what the fix of a finding replaces in its file: stretches with their new texts.
    """

    findings: Sequence[Finding]
    file_count: int
    source_line: Callable[[str, int], str]
    checked_files: Sequence[str] = ()
    failing_severities: frozenset[Severity] = frozenset({Severity.ERROR})
    remark: Displayed = NOTHING
    replacements: Callable[[Finding], Sequence[tuple[Span, str]]] = lambda _: ()

    def count(self, severity: Severity) -> int:
        """Returns how many findings have a severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def by_file(self) -> Mapping[str, Sequence[Finding]]:
        """Groups the findings by file, in the order in which they stand there."""
        grouped: dict[str, list[Finding]] = {}
        for finding in self.in_order():
            grouped.setdefault(finding.file, []).append(finding)
        return grouped

    def in_order(self) -> Sequence[Finding]:
        """Sorts the findings by file and position. Of a code, a file has MOST_OF_A_KIND, and one that counts the others."""
        shown: list[Finding] = []
        counts: Counter[tuple[str, str, Severity]] = Counter()
        first_hidden: dict[tuple[str, str, Severity], int] = {}
        for finding in sorted(
            self.findings, key=lambda finding: (finding.file, finding.span, finding.code.id)
        ):
            kind = finding.file, finding.code.id, finding.severity
            counts[kind] += 1
            if counts[kind] == MOST_OF_A_KIND + 1:
                first_hidden[kind] = len(shown)
            if counts[kind] <= MOST_OF_A_KIND + 1:
                shown.append(finding)
        for kind, index in first_hidden.items():
            shown[index] = _count_of_more(shown[index], counts[kind] - MOST_OF_A_KIND)
        return shown


def _count_of_more(first: Finding, count: int) -> Finding:
    """Returns what stands for a finding and those of its kind behind it: one that says how many they are."""
    if count == 1:
        return first
    message = f"{count:,} more findings of this kind are in this file, from this line on"
    problem = Problem(first.problem.at, message, "mend those above first, and check again")
    return replace(first, problem=problem)


Reporter: TypeAlias = Callable[[Results, bool], Displayed]
"""A function that renders results as text; the second argument allows colours."""


def reporter(name: str) -> Reporter:
    """Returns the reporter of a format. Raises KeyError for a name that FindingsFormat does not have."""
    if name not in tuple(FindingsFormat):
        raise KeyError(name)
    return cast("Reporter", import_module(f"reportgen.reporters.{name}").report)


def path_in_repository(file: str, checkout: str = "") -> Path:
    """Returns a file's path from the root of its repository, the name by which servers know it; its whole path outside it.

    The root is the folder `checkout` if the file lies in it, or else the nearest folder with `.git` upwards from the working
    folder or from the file; without any it is the working folder.
    """
    if file.startswith("<"):  # standard input
        return Path(file)
    parent, working_folder = Path(os.path.realpath(Path(file).parent)), Path(os.path.realpath(Path.cwd()))
    roots = [*_repository(working_folder), *_repository(parent), working_folder]
    for root in (Path(os.path.realpath(checkout)), *roots) if checkout else roots:
        if parent.is_relative_to(root):
            return parent.relative_to(root) / Path(file).name
    return parent / Path(file).name


@cache
def _repository(folder: Path) -> tuple[Path, ...]:
    """Returns the root of the repository that a folder is in, if it is in one. A work tree has a file `.git`."""
    return tuple(parent for parent in (folder, *folder.parents) if os.path.lexists(parent / ".git"))[:1]
