"""Cases in files: a dataset or layout whose faulty lines say in a comment what should be found there.

`# RG201` marks a fault on this line, `# RG601 +2` one two lines below (for text in a block, marked at its key), and
`# RG103:12` also says in which column it starts. Several marks stand behind each other: `# RG201 RG602 +3:20`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reportgen.findings import Finding

TESTS = Path(__file__).parent
_MARK = re.compile(r"(RG\d{3})(?: \+(\d+))?(?::(\d+))?")
_MARKS = re.compile(rf"#((?: {_MARK.pattern})+)\s*$")


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A fault that should be found: its line and code, and its column where the case gives one (else 0)."""

    line: int
    code: str
    column: int = 0


def marks(path: Path) -> list[Mark]:
    """What a file says should be found in it."""
    text = path.read_bytes().decode("utf-8", "replace")
    return sorted(_marks(re.split(r"\r\n|\r|\n", text)))


def _marks(lines: list[str]) -> Iterator[Mark]:
    for number, line in enumerate(lines, 1):
        if found := _MARKS.search(line):
            for mark in _MARK.finditer(found[1]):
                yield Mark(number + int(mark[2] or 0), mark[1], int(mark[3] or 0))


def found(findings: Iterable[Finding], wanted: list[Mark], file: Path | None = None) -> list[Mark]:
    """What was found, in the same form; columns only where the mark of that line and code gives one."""
    columns = {(mark.line, mark.code) for mark in wanted if mark.column}
    return sorted(
        Mark(
            finding.span.line,
            finding.code.id,
            finding.span.column if (finding.span.line, finding.code.id) in columns else 0,
        )
        for finding in findings
        if file is None or finding.file == str(file)
    )


def cases(folder: str, pattern: str = "*.yaml") -> list[Path]:
    """The case files of a folder of the tests, in order."""
    return sorted((TESTS / folder).glob(pattern))


def named(path: Path) -> str:
    """The name under which pytest shows a case."""
    return path.stem
