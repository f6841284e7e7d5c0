"""Many datasets: checking them in parallel, and what shows only when they are seen together."""

import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.config import Settings
from reportgen.findings import Finding, Problem, Span
from reportgen.pipeline.checking import Checked, check
from reportgen.pipeline.codes import TWICE
from reportgen.schema.members import same_name
from reportgen.source import Unreadable

if TYPE_CHECKING:
    from concurrent.futures import Future

MANY = 48
"""From this number of datasets on it pays to start processes (measured: a process starts in the time of ten checks)."""

_SHARE = 16
_TOP = Span(1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one dataset: its findings, or the reason for which it could not be read; and what it says it is.

    `text` is given where it came from standard input, which cannot be read again; `copy_meant` where a comment behind the period
    says that another report of it is meant to be there.
    """

    path: Path
    file: str
    findings: tuple[Finding, ...] = ()
    unreadable: str = ""
    group: str = ""
    period: str = ""
    place: Span = _TOP
    text: str | None = None
    copy_meant: bool = False


def check_all(
    paths: Sequence[Path], settings: Callable[[Path], Settings], jobs: int = 1
) -> Iterator[Outcome]:
    """Check datasets, in parallel where they are many, and give their outcomes in order as they come."""
    work = [(path, settings(path)) for path in paths]
    if jobs < 2 or len(work) < MANY:
        yield from map(_outcome, work)
        return
    from multiprocessing import get_context

    from reportgen.processes.pool import NoWorker, Workers
    from reportgen.processes.worker import Ready

    context = get_context("fork" if sys.platform == "linux" else "spawn")
    try:
        pool = Workers(min(jobs, len(work) // _SHARE), context, Ready(_deaf))
    except NoWorker:  # it takes longer without
        yield from map(_outcome, work)
        return
    shares = [work[start : start + _SHARE] for start in range(0, len(work), _SHARE)]
    try:
        futures = [pool.submit(_outcomes, share) for share in shares]
        for share, future in zip(shares, futures, strict=True):
            yield from _gathered(share, future)
    finally:
        pool.shutdown(cancel_futures=True)


def _gathered(share: Sequence[tuple[Path, Settings]], future: "Future[list[Outcome]]") -> list[Outcome]:
    """The outcomes of some datasets; where their process died, one that says so for each."""
    from reportgen.processes.pool import NoWorker, WorkerDied

    try:
        return future.result()
    except (WorkerDied, NoWorker):
        reason = "the process that checked it died; was there too little memory?"
        return [Outcome(path, str(path), unreadable=f"{path}: {reason}") for path, _ in share]


def _deaf() -> None:
    """Let the main process alone hear of an interruption: it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _outcomes(share: Sequence[tuple[Path, Settings]]) -> list[Outcome]:
    return [_outcome(work) for work in share]


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
    meant = "reportgen:" in checked.source.text.lower() and _is_meant(checked, place.line)
    return Outcome(checked.path, checked.source.file, checked.findings, "", group, period, place, text, meant)


def _is_meant(checked: Checked, line: int) -> bool:
    from reportgen.source.suppressions import suppressions

    return any(each.line == line and each.names(TWICE.id) for each in suppressions(checked.source))


def cross_check(outcomes: Iterable[Outcome]) -> Iterator[Finding]:
    """What is wrong with datasets only when they are seen together."""
    first: dict[tuple[str, str], Outcome] = {}
    for each in outcomes:
        if each.group and each.period:
            other = first.setdefault((each.group, each.period), each)
            if other is not each and not each.copy_meant:
                message = f"{other.file} is the same group's report for the same period"
                problem = Problem(("period",), message, "correct the period, or delete one of the two")
                yield Finding(TWICE, TWICE.severity, each.file, each.place, problem)
