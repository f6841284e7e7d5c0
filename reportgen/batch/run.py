"""Runs a batch: hands jobs to workers, writes their files, and records each report as soon as its files are in place."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Executor, Future
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from queue import SimpleQueue

from reportgen.batch.compiling import compile_job
from reportgen.batch.integrity import is_intact
from reportgen.batch.job import Job, JobResult
from reportgen.batch.manifest import Record, make_record, read_record, record_path, source_path
from reportgen.batch.plan import PlannedReport
from reportgen.processes.pool import NoWorker
from reportgen.schema.report_files import period_label
from reportgen.source import Unreadable

_JOBS_PER_WORKER = 2
"""How many jobs each worker has, one of them waiting: more would fill the memory with their bytes."""

_DEATHS = ("WorkerDied", "KilledWorker")
"""The exceptions, by name, that mean that a worker died in the middle of a job; the second is Dask's."""


@dataclass(frozen=True)
class RunSettings:
    """How a batch is run.

    `make_job` reads a planned report, `write` writes files whole, `force` compiles what is up to date too, and `fail_fast` ends
    the run with the first report that is not built. `limits` are the words for the time and the memory that a report may take.
    """

    output: Path
    make_job: Callable[[PlannedReport], Job]
    write: Callable[[Mapping[Path, bytes]], None]
    workers: int
    force: bool = False
    fail_fast: bool = False
    limits: tuple[str, str] = ("a report may take", "a report may have")

    @cached_property
    def output_without_links(self) -> str:
        """The path of the output folder without links."""
        return os.path.realpath(self.output)


@dataclass
class _SubmittedJob:
    """A report whose job has been handed to the workers."""

    planned: PlannedReport
    job: Job
    source: str
    inputs: str
    is_retry: bool = False


class _RunningJobs:
    """The jobs that the workers have."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self._submitted: dict[Future[JobResult], _SubmittedJob] = {}
        self._done: SimpleQueue[Future[JobResult]] = SimpleQueue()

    def __len__(self) -> int:
        return len(self._submitted)

    def submit(self, submitted: _SubmittedJob) -> None:
        future = self._executor.submit(compile_job, submitted.job)
        self._submitted[future] = submitted
        future.add_done_callback(self._done.put)

    def wait(self) -> tuple[Future[JobResult], _SubmittedJob]:
        """Waits for the next job that ends."""
        future = self._done.get()
        return future, self._submitted.pop(future)


def run(planned: Sequence[PlannedReport], executor: Executor, settings: RunSettings) -> Iterator[Record]:
    """Compiles planned reports and yields the record of each as soon as it is done.

    What `write` raises ends the run, and so do NoWorker and CancelledError, which mean that the executor has given up.
    """
    waiting = iter(planned)
    running = _RunningJobs(executor)
    is_ending = False
    while True:
        record = None
        if not is_ending and len(running) < settings.workers * _JOBS_PER_WORKER:
            report = next(waiting, None)
            if report is None:
                is_ending = True
                continue
            record = _begin(report, settings, running)
        elif running:
            record = _finish(*running.wait(), settings, running)
        else:
            return
        if record:
            yield record
            is_built = record.outcome in ("built", "unchanged")
            is_ending = is_ending or (settings.fail_fast and not is_built)


def _begin(planned: PlannedReport, settings: RunSettings, running: _RunningJobs) -> Record | None:
    """Hands a report to the workers. Returns its record instead where there is nothing to compile."""
    source = source_path(settings.output_without_links, planned.path)
    if planned.unreadable:
        return Record(planned.file, source, "unreadable", reason=planned.unreadable)
    try:
        job = settings.make_job(planned)
    except Unreadable as error:
        return Record(planned.file, source, "unreadable", reason=str(error))
    inputs = job.digest()
    previous = None if settings.force else read_record(settings.output, source)
    if previous and previous.inputs == inputs and _is_current(previous, planned, settings.output):
        record = previous.for_dataset(planned.file)
        return replace(record, outcome="unchanged") if record.outputs else record
    running.submit(_SubmittedJob(planned, job, source, inputs))
    return None


def _is_current(record: Record, planned: PlannedReport, output: Path) -> bool:
    """Tells whether a record's files are intact and where they would be written now; a faulty dataset has none."""
    if record.outcome in ("faulty", "failed"):
        return record.outcome == "faulty"
    paths = {name: str(path) for name, path in planned.outputs.items()}
    return {file.format: file.path for file in record.outputs} == paths and is_intact(output, record)


def _finish(
    future: Future[JobResult], submitted: _SubmittedJob, settings: RunSettings, running: _RunningJobs
) -> Record | None:
    """Writes and returns the record of a job that has ended; None where it is tried again, because its worker died."""
    try:
        result = future.result()
    except (CancelledError, NoWorker):
        raise
    except TimeoutError:
        record = _failed(submitted, f"it took longer than {settings.limits[0]}")
    except MemoryError:
        record = _failed(submitted, f"it needed more memory than {settings.limits[1]}")
    except Exception as error:  # noqa: BLE001 (whatever happens to one report, the others go on)
        if not submitted.is_retry and type(error).__name__ in _DEATHS:
            running.submit(replace(submitted, is_retry=True))
            return None
        record = _failed(
            submitted, f"the worker died twice ({error})" if submitted.is_retry else _describe(error)
        )
    else:
        paths = {name: str(path) for name, path in submitted.planned.outputs.items()}
        record = make_record(submitted.planned.file, submitted.source, submitted.inputs, result, paths)
        settings.write({settings.output / paths[name]: content for name, content in result.files.items()})
    settings.write({record_path(settings.output, submitted.source): record.to_json() + b"\n"})
    return record


def _describe(error: Exception) -> str:
    """Returns what has gone wrong, in the system's words where it is the system's error, such as a full disk."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror.lower()}" if error.filename else error.strerror.lower()
    return f"{type(error).__name__}: {error}"


def _failed(submitted: _SubmittedJob, reason: str) -> Record:
    report = submitted.planned.report
    return Record(
        submitted.planned.file,
        submitted.source,
        "failed",
        submitted.inputs,
        group=report.group.name if report else "",
        period=period_label(report.period) if report else "",
        reason=reason,
    )
