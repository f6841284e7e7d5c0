"""Many datasets: finding them in folders, checking them in parallel, and what shows only when they are seen together."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from reportgen.config import Settings
from reportgen.findings import Finding, Problem, Span
from reportgen.pipeline.checking import Checked, check
from reportgen.pipeline.codes import TWICE
from reportgen.schema.members import same_name
from reportgen.source import Unreadable
from reportgen.source.codes import MAX_BYTES

MANY = 48
"""From this number of datasets on it pays to start processes (measured: a process starts in the time of ten checks)."""

_SHARE = 8
_TOP = Span(1, 1, 1, 1)
_KEY = re.compile(rb"""^(?:\xef\xbb\xbf)?["']?(?:schema|form)["']?[ \t]*:""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one dataset: its findings, or the reason for which it could not be read; and what it says it is.

    `text` is given where it came from standard input, which cannot be read again.
    """

    path: Path
    file: str
    findings: tuple[Finding, ...] = ()
    unreadable: str = ""
    group: str = ""
    period: str = ""
    place: Span = _TOP
    text: str | None = None


def found(folder: Path) -> list[Path]:
    """The datasets in a folder and the folders in it, in order; hidden ones and other YAML files are passed over."""
    paths = (path for suffix in ("*.yaml", "*.yml") for path in folder.rglob(suffix))
    shown = (
        path for path in paths if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    return sorted(path for path in shown if is_dataset(path))


def is_dataset(path: Path) -> bool:
    """Whether a file looks like a dataset: a `schema` or a `form` at the left margin."""
    with suppress(OSError):
        if path.is_file():
            with path.open("rb") as stream:
                return bool(_KEY.search(stream.read(MAX_BYTES)))
    return False


def check_all(
    paths: Sequence[Path], settings: Callable[[Path], Settings], jobs: int = 1
) -> Iterator[Outcome]:
    """Check datasets, in parallel where they are many, and give their outcomes in order as they come."""
    work = [(path, settings(path)) for path in paths]
    if jobs < 2 or len(work) < MANY:
        yield from map(_outcome, work)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    context = get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(min(jobs, len(work) // _SHARE), mp_context=context) as pool:
        yield from pool.map(_outcome, work, chunksize=_SHARE)


def _outcome(work: tuple[Path, Settings]) -> Outcome:
    path, settings = work
    try:
        return outcome(check(path, settings))
    except Unreadable as error:
        return Outcome(path, str(path), unreadable=str(error))


def outcome(checked: Checked) -> Outcome:
    """What came of a dataset that has been checked."""
    report = checked.loaded.report if checked.loaded else None
    group = same_name(report.group.name) if report else ""
    period = f"{report.period.start} {report.period.end}" if report and report.period else ""
    place = checked.source.span(("period",)) if period else _TOP
    text = checked.source.text if str(checked.path) == "-" else None
    return Outcome(checked.path, checked.source.file, checked.findings, "", group, period, place, text)


def together(outcomes: Iterable[Outcome]) -> Iterator[Finding]:
    """What is wrong with datasets only when they are seen together."""
    first: dict[tuple[str, str], Outcome] = {}
    for each in outcomes:
        if each.group and each.period:
            other = first.setdefault((each.group, each.period), each)
            if other is not each:
                message = f"{other.file} is the same group's report for the same period"
                problem = Problem(("period",), message, "correct the period, or delete one of the two")
                yield Finding(TWICE, TWICE.severity, each.file, each.place, problem)
