"""The baseline: findings that a team has agreed to live with, so that only new ones count.

It is a JSON file that holds for each finding its file, code, place in the dataset and message, and how often they occur; lines
are left out, so that a dataset can grow above them.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from reportgen.codes import current_id
from reportgen.findings import Finding
from reportgen.source import Unreadable

VERSION = 1

Known: TypeAlias = tuple[str, str, str, str]
"""A finding as the baseline knows it: file, code, place and message."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The findings agreed to, with paths reckoned from `folder`."""

    folder: Path
    known: Counter[Known]

    def new(self, findings: Iterable[Finding], files: Iterable[str]) -> tuple[list[Finding], int]:
        """The findings that are not in it, and how many of those in it are gone from the files that were looked at."""
        left, kept = Counter(self.known), []
        for finding in findings:
            key = _known(finding, self.folder)
            if left[key] > 0:
                left[key] -= 1
            else:
                kept.append(finding)
        seen = {_place(file, self.folder) for file in files}
        return kept, sum(count for known, count in left.items() if known[0] in seen)

    def others(self, files: Iterable[str]) -> Counter[Known]:
        """What it holds of files that were not looked at."""
        seen = {_place(file, self.folder) for file in files}
        return Counter({known: count for known, count in self.known.items() if known[0] not in seen})


def load(path: Path) -> Baseline:
    """Read a baseline. Raises Unreadable."""
    try:
        value = json.loads(path.read_text("utf-8"))
        rows = [
            (row["file"], row["code"], row["at"], row["message"], int(row["count"]))
            for row in value["findings"]
        ]
        if value["version"] != VERSION:
            raise Unreadable(f"{path}: is a baseline of another version of reportgen")
        known: Counter[Known] = Counter()
        for *words, count in rows:
            file, code, at, message = map(str, words)
            known[file, current_id(code), at, message] += int(count)
    except FileNotFoundError:
        raise Unreadable(f"{path}: there is no such baseline; --update-baseline writes it") from None
    except OSError as error:
        raise Unreadable(f"{path}: cannot be read ({error.strerror or error})") from None
    except (ValueError, KeyError, TypeError):
        raise Unreadable(f"{path}: is not a baseline; --update-baseline writes one") from None
    return Baseline(path.parent, known)


def written(findings: Sequence[Finding], path: Path, others: Counter[Known] | None = None) -> bytes:
    """The content of a baseline that holds these findings, and what an earlier one held of `others`."""
    counted = Counter(_known(finding, path.parent) for finding in findings) + (others or Counter())
    rows = [
        {"file": file, "code": code, "at": at, "message": message, "count": count}
        for (file, code, at, message), count in sorted(counted.items())
    ]
    return (json.dumps({"version": VERSION, "findings": rows}, ensure_ascii=False, indent=2) + "\n").encode()


def _known(finding: Finding, folder: Path) -> Known:
    """Positions in lists are left out of the place: entries above it may come and go."""
    at = ".".join(step for step in finding.problem.at if isinstance(step, str))
    return _place(finding.file, folder), finding.code.id, at, finding.message


def _place(file: str, folder: Path) -> str:
    try:
        return Path(file).resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        return Path(file).as_posix()
