"""The baseline: findings that a team has agreed to live with, so that only new ones count.

It is a JSON file that has the file, code, path in the dataset and message of each finding, and how often these occur. It leaves
out line numbers and positions in lists, so that a dataset can grow above a finding.
"""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from reportgen.codes import current_id
from reportgen.findings import Finding
from reportgen.source import Unreadable
from reportgen.source.files import read_bounded

VERSION = 1
_MAX_BYTES = 20_000_000
STDIN = "<stdin>"
"""The name of a dataset that was read from standard input."""

Entry: TypeAlias = tuple[str, str, str, str]
"""A finding as the baseline has it: file, code, path in the dataset and message."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The findings agreed to; their files are relative to `folder`."""

    folder: Path
    counts: Counter[Entry]

    def new_findings(self, findings: Iterable[Finding], files: Iterable[str]) -> tuple[list[Finding], int]:
        """The findings that are not in it, and how many of those in it are gone from the files that were checked."""
        unmatched, new_findings = Counter(self.counts), []
        for finding in findings:
            entries = (_entry(finding, name) for name in _names(finding.file, self.folder))
            if entry := next((entry for entry in entries if unmatched[entry] > 0), None):
                unmatched[entry] -= 1
            else:
                new_findings.append(finding)
        checked = {name for file in files for name in _names(file, self.folder)}
        return new_findings, sum(count for (file, *_), count in unmatched.items() if file in checked)

    def entries_of_other_files(self, files: Iterable[str]) -> Counter[Entry]:
        """What it has of files that were not checked."""
        checked = {name for file in files for name in _names(file, self.folder)}
        return Counter({entry: count for entry, count in self.counts.items() if entry[0] not in checked})


def load_baseline(path: Path) -> Baseline:
    """Read a baseline. Raises Unreadable."""
    from json import loads

    try:
        value = loads(read_bounded(path, _MAX_BYTES).decode("utf-8-sig"))
        counts: Counter[Entry] = Counter()
        for row in value["findings"]:
            entry = (str(row["file"]), current_id(str(row["code"])), str(row["at"]), str(row["message"]))
            counts[entry] += int(row["count"])
        if value["version"] != VERSION:
            raise Unreadable(f"{path}: is a baseline of another version of reportgen")
    except FileNotFoundError:
        raise Unreadable(f"{path}: there is no such baseline; --update-baseline writes it") from None
    except OSError as error:
        raise Unreadable(f"{path}: cannot be read ({error.strerror or error})") from None
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        raise Unreadable(f"{path}: is not a baseline; --update-baseline writes one") from None
    return Baseline(path.parent, counts)


def baseline_content(findings: Sequence[Finding], path: Path, others: Counter[Entry] | None = None) -> bytes:
    """The content of a baseline at a path that has these findings, and what an earlier one had of `others`."""
    counts = Counter(_entry(finding, _name(finding.file, path.parent)) for finding in findings) + (
        others or Counter()
    )
    from json import dumps

    rows = [
        {"file": file, "code": code, "at": at, "message": message, "count": count}
        for (file, code, at, message), count in sorted(counts.items())
    ]
    return (dumps({"version": VERSION, "findings": rows}, ensure_ascii=False, indent=2) + "\n").encode(
        "utf-8", "backslashreplace"
    )


def _entry(finding: Finding, name: str) -> Entry:
    at = ".".join(step for step in finding.problem.at if isinstance(step, str))
    return name, finding.code.id, at, finding.message


def _name(file: str, folder: Path) -> str:
    """The name of a file from the baseline's folder, the same from every working folder; standard input has none but its own."""
    if file == STDIN:
        return file
    path = os.path.realpath(file)
    with suppress(ValueError):  # on another drive of Windows
        path = os.path.relpath(path, os.path.realpath(folder))
    return path.replace(os.sep, "/")


def _names(file: str, folder: Path) -> tuple[str, str]:
    """The names under which a baseline may have a file: earlier ones had files outside their folder as the command named them."""
    return _name(file, folder), Path(file).as_posix()
