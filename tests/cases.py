"""Cases in files: a dataset or layout whose faulty lines say in a comment what should be found there.

`# RG201` marks a fault on this line, `# RG601 +2` one two lines below (for text in a block, marked at its key). Behind either
can stand, in backticks, the words that the finding must point at: `# RG601 +2 `that that``. Several marks follow each other.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reportgen.findings import Finding, Severity

TESTS = Path(__file__).parent
_MARK = re.compile(r"(RG\d{3})(?: \+(\d+))?(?: `([^`]*)`)?")
_MARKS = re.compile(rf"#((?: {_MARK.pattern})+)\s*$")
_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A fault that should be found: its line and code, and the words it points at where the case gives them."""

    line: int
    code: str
    words: str = ""


def text_of(path: Path) -> list[str]:
    """The lines of a file as findings count them, whatever its encoding."""
    return _BREAK.split(path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff"))


def marks(path: Path) -> list[Mark]:
    """What a file says should be found in it."""
    return sorted(_marks(text_of(path)))


def _marks(lines: list[str]) -> Iterator[Mark]:
    for number, line in enumerate(lines, 1):
        if found := _MARKS.search(line):
            for mark in _MARK.finditer(found[1]):
                yield Mark(number + int(mark[2] or 0), mark[1], mark[3] or "")


def found(findings: Iterable[Finding], path: Path) -> list[Mark]:
    """What was found in a file, in the same form; words only where a mark of that line and code gives some.

    Remarks count where the case is one of their rule, or marks one of their kind: each has clean cases of its own.
    """
    lines = text_of(path)
    told = {*(mark.code for mark in marks(path)), named(path)[:5].upper()}
    findings = [each for each in findings if each.severity is not Severity.INFO or each.code.id in told]
    worded = {(mark.line, mark.code) for mark in marks(path) if mark.words}
    return sorted(
        Mark(
            finding.span.line,
            finding.code.id,
            pointed(finding, lines) if (finding.span.line, finding.code.id) in worded else "",
        )
        for finding in findings
        if finding.file == str(path)
    )


def pointed(finding: Finding, lines: list[str]) -> str:
    """The words that a finding points at, on its first line."""
    span, line = finding.span, lines[finding.span.line - 1]
    return line[span.column - 1 : span.end_column - 1 if span.end_line == span.line else None]


def cases(folder: str, pattern: str = "*.yaml") -> list[Path]:
    """The case files of a folder of the tests, in order."""
    return sorted((TESTS / folder).glob(pattern))


def named(path: Path) -> str:
    """The name under which pytest shows a case: the file's, or its folder's where it is one of several years."""
    return path.stem if path.stem[:1].isalpha() else f"{path.parent.name}/{path.stem}"
