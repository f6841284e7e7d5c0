"""Many datasets: finding them in folders, checking them in parallel, and what shows only when they are seen together."""

import os
import re
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.config import Settings
from reportgen.dataclass import dataclass
from reportgen.findings import Finding, Problem, Span
from reportgen.pipeline.checking import Checked, check
from reportgen.pipeline.codes import TWICE
from reportgen.schema.members import same_name
from reportgen.source import Unreadable
from reportgen.source.codes import MAX_BYTES

if TYPE_CHECKING:
    from concurrent.futures import Future

MANY = 48
"""From this number of datasets on it pays to start processes (measured: a process starts in the time of ten checks)."""

_SHARE = 16
_TOP = Span(1, 1, 1, 1)
_KEY = re.compile(rb"""^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?["']?(?:schema|form)["']?[ \t]*:""", re.MULTILINE)


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


def found(folder: Path) -> list[Path]:
    """The datasets in a folder and the folders in it, in order; hidden ones and other YAML files are passed over.

    Raises Unreadable where a folder cannot be looked into: what is in it would pass unseen.
    """
    return sorted(path for path in inside(folder, (".yaml", ".yml")) if is_dataset(path))


def inside(folder: Path, endings: tuple[str, ...]) -> Iterator[Path]:
    """The files in a folder and the folders in it whose names end so, without hidden ones. Raises Unreadable as `found` does."""
    for place, folders, files in os.walk(folder, onerror=_refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        seen = (name for name in files if not name.startswith("."))
        yield from (Path(place, name) for name in seen if name.lower().endswith(endings))


def _refuse(error: OSError) -> None:
    raise Unreadable(f"{error.filename}: cannot be looked into ({(error.strerror or str(error)).lower()})")


def is_dataset(path: Path) -> bool:
    """Whether a file looks like a dataset: a `schema` or a `form` at the left margin, in whatever encoding.

    One that cannot be read counts as one, so that it is told and not passed over.
    """
    try:
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            return bool(_KEY.search(stream.read(MAX_BYTES).replace(b"\0", b"")))
    except OSError:
        return True


def check_all(
    paths: Sequence[Path], settings: Callable[[Path], Settings], jobs: int = 1
) -> Iterator[Outcome]:
    """Check datasets, in parallel where they are many, and give their outcomes in order as they come."""
    work = [(path, settings(path)) for path in paths]
    if jobs < 2 or len(work) < MANY:
        yield from map(_outcome, work)
        return
    from multiprocessing import get_context

    from reportgen.workers import NoWorker, Ready, Workers

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
    from reportgen.workers import NoWorker, WorkerDied

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
    from reportgen.source.remarks import remarks

    return any(each.line == line and each.names(TWICE.id) for each in remarks(checked.source))


def together(outcomes: Iterable[Outcome]) -> Iterator[Finding]:
    """What is wrong with datasets only when they are seen together."""
    first: dict[tuple[str, str], Outcome] = {}
    for each in outcomes:
        if each.group and each.period:
            other = first.setdefault((each.group, each.period), each)
            if other is not each and not each.copy_meant:
                message = f"{other.file} is the same group's report for the same period"
                problem = Problem(("period",), message, "correct the period, or delete one of the two")
                yield Finding(TWICE, TWICE.severity, each.file, each.place, problem)
