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
from reportgen.pipeline.codes import DUPLICATE_REPORT
from reportgen.schema.members import comparable_name
from reportgen.source import Unreadable

if TYPE_CHECKING:
    from concurrent.futures import Future

MIN_PARALLEL = 48
"""From this number of datasets on, several processes check them: starting one takes as long as some ten checks."""

_BATCH_SIZE = 16
_TOP = Span(1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of checking one dataset: its findings, or the reason why it could not be read; and whose report it is.

    `period_span` is where it says the period. `text` is given for standard input, which cannot be read again.
    `is_meant_twice` is true where a comment behind the period says that another report of group and period is meant to exist.
    """

    path: Path
    file: str
    findings: tuple[Finding, ...] = ()
    unreadable: str = ""
    group: str = ""
    period: str = ""
    period_span: Span = _TOP
    text: str | None = None
    is_meant_twice: bool = False


def check_all(
    paths: Sequence[Path], settings: Callable[[Path], Settings], jobs: int = 1
) -> Iterator[Outcome]:
    """Check datasets, in parallel where they are many, and yield their outcomes in the order of the paths."""
    tasks = [(path, settings(path)) for path in paths]
    if jobs < 2 or len(tasks) < MIN_PARALLEL:
        yield from map(_check_one, tasks)
        return
    from multiprocessing import get_context

    from reportgen.processes.pool import NoWorker, WorkerPool
    from reportgen.processes.worker import Initializer

    context = get_context("fork" if sys.platform == "linux" else "spawn")
    try:
        pool = WorkerPool(min(jobs, len(tasks) // _BATCH_SIZE), context, Initializer(_ignore_interruption))
    except NoWorker:
        yield from map(_check_one, tasks)
        return
    batches = [tasks[start : start + _BATCH_SIZE] for start in range(0, len(tasks), _BATCH_SIZE)]
    try:
        futures = [pool.submit(_check_batch, batch) for batch in batches]
        for batch, future in zip(batches, futures, strict=True):
            yield from _outcomes(batch, future)
    finally:
        pool.shutdown(cancel_futures=True)


def _outcomes(batch: Sequence[tuple[Path, Settings]], future: "Future[list[Outcome]]") -> list[Outcome]:
    """The outcomes of some datasets; where their process died, one that says so for each."""
    from reportgen.processes.pool import NoWorker, WorkerDied

    try:
        return future.result()
    except (WorkerDied, NoWorker):
        reason = "the process that checked it died; was there too little memory?"
        return [Outcome(path, str(path), unreadable=f"{path}: {reason}") for path, _ in batch]


def _ignore_interruption() -> None:
    """Let the main process alone hear of Ctrl-C: it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _check_batch(batch: Sequence[tuple[Path, Settings]]) -> list[Outcome]:
    return [_check_one(task) for task in batch]


def _check_one(task: tuple[Path, Settings]) -> Outcome:
    path, settings = task
    try:
        return outcome_of(check(path, settings))
    except Unreadable as error:
        return Outcome(path, str(path), unreadable=str(error))


def outcome_of(checked: Checked) -> Outcome:
    """The outcome of a dataset that has been checked."""
    report = checked.loaded.report if checked.loaded else None
    period = f"{report.period.start} {report.period.end}" if report and report.period else ""
    period_span = checked.source.span(("period",)) if period else _TOP
    return Outcome(
        checked.path,
        checked.source.file,
        checked.findings,
        group=comparable_name(report.group.name) if report else "",
        period=period,
        period_span=period_span,
        text=checked.source.text if str(checked.path) == "-" else None,
        is_meant_twice="reportgen:" in checked.source.text.lower()
        and _is_suppressed(checked, period_span.line),
    )


def _is_suppressed(checked: Checked, line: int) -> bool:
    from reportgen.source.suppressions import find_suppressions

    return any(
        suppression.line == line and suppression.covers(DUPLICATE_REPORT.id)
        for suppression in find_suppressions(checked.source)
    )


def cross_check(outcomes: Iterable[Outcome]) -> Iterator[Finding]:
    """What is wrong with datasets only when they are seen together: two reports of one group and period."""
    reports: dict[tuple[str, str], Outcome] = {}
    for outcome in outcomes:
        if outcome.group and outcome.period:
            first = reports.setdefault((outcome.group, outcome.period), outcome)
            if first is not outcome and not outcome.is_meant_twice:
                message = f"{first.file} is the same group's report for the same period"
                problem = Problem(("period",), message, "correct the period, or delete one of the two")
                yield Finding(
                    DUPLICATE_REPORT, DUPLICATE_REPORT.severity, outcome.file, outcome.period_span, problem
                )
