"""Running a batch: jobs to workers, their products to files, and a record of each as soon as it is whole."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Executor, Future
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from queue import SimpleQueue

from reportgen.batch import manifest
from reportgen.batch.job import Job, Product, compile_job
from reportgen.batch.manifest import Record
from reportgen.batch.plan import Planned
from reportgen.batch.worker import work
from reportgen.processes.pool import NoWorker
from reportgen.schema.files import label
from reportgen.source import Unreadable

_AHEAD = 2
"""How many jobs wait for each worker: their bytes lie in memory meanwhile."""


@dataclass(frozen=True)
class RunSettings:
    """How a batch is run.

    `job` makes a planned report into bytes, `put` writes files whole, `force` compiles what is up to date too, and `fail_fast`
    ends the run with the first dataset that is not built. `limits` say what a report may take, in words.
    """

    out: Path
    job: Callable[[Planned], Job]
    put: Callable[[Mapping[Path, bytes]], None]
    workers: int
    force: bool = False
    fail_fast: bool = False
    limits: tuple[str, str] = ("a report may take", "a report may have")

    @cached_property
    def folder(self) -> str:
        """The path of the output folder without links."""
        return os.path.realpath(self.out)


@dataclass
class _Task:
    """A job that a worker has."""

    planned: Planned
    job: Job
    source: str
    inputs: str
    again: bool = False


class _Under:
    """The jobs that workers have; they are taken back one by one, as they end."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self._tasks: dict[Future[Product], _Task] = {}
        self._ended: SimpleQueue[Future[Product]] = SimpleQueue()

    def __len__(self) -> int:
        return len(self._tasks)

    def begin(self, task: _Task) -> None:
        future = self._executor.submit(work, compile_job, task.job)
        self._tasks[future] = task
        future.add_done_callback(self._ended.put)

    def next(self) -> tuple[Future[Product], _Task]:
        """The next that ends."""
        future = self._ended.get()
        return future, self._tasks.pop(future)


def run(planned: Sequence[Planned], executor: Executor, settings: RunSettings) -> Iterator[Record]:
    """Compile planned reports and give the record of each as it is done.

    What `put` raises ends the run, and so do NoWorker and CancelledError, where the executor gives up.
    """
    waiting = iter(planned)
    under = _Under(executor)
    ended = False
    while True:
        while not ended and len(under) < settings.workers * _AHEAD:
            each = next(waiting, None)
            if each is None:
                ended = True
                break
            done = _begin(each, settings, under)
            if done:
                yield done
                ended = _stops(done, settings)
        if not under:
            return
        done = _finish(*under.next(), settings, under)
        if done:
            yield done
            ended = ended or _stops(done, settings)


def _stops(done: Record, settings: RunSettings) -> bool:
    return settings.fail_fast and done.outcome not in ("built", "unchanged")


def _begin(each: Planned, settings: RunSettings, under: _Under) -> Record | None:
    """Give a report to a worker, or its record where there is nothing to do."""
    source = manifest.source(settings.folder, each.path)
    if each.unreadable:
        return Record(each.file, source, "unreadable", reason=each.unreadable)
    try:
        job = settings.job(each)
    except Unreadable as error:
        return Record(each.file, source, "unreadable", reason=str(error))
    inputs = job.digest()
    known = manifest.load(settings.out, source)
    same = known is not None and known.inputs == inputs and not settings.force
    if known and same and known.outcome != "failed" and _is_current(known, each, settings.out):
        known = known.known_as(each.file)
        return replace(known, outcome="unchanged") if known.outputs else known
    under.begin(_Task(each, job, source, inputs))
    return None


def _is_current(known: Record, each: Planned, out: Path) -> bool:
    """Whether what is recorded stands where it would be written now, whole; of a faulty dataset there is nothing to stand."""
    if known.outcome == "faulty":
        return True
    wanted = {name: str(path) for name, path in each.outputs.items()}
    return {output.format: output.path for output in known.outputs} == wanted and manifest.is_whole(
        out, known
    )


def _finish(future: Future[Product], one: _Task, settings: RunSettings, under: _Under) -> Record | None:
    """The record of a job that has ended; None where it is tried once more, because its worker died."""
    try:
        product = future.result()
    except (CancelledError, NoWorker):
        raise
    except TimeoutError:
        done = _failed(one, f"it took longer than {settings.limits[0]}")
    except MemoryError:
        done = _failed(one, f"it needed more memory than {settings.limits[1]}")
    except Exception as error:  # noqa: BLE001 (whatever happens to one report, the others go on)
        if not one.again and type(error).__name__ in ("WorkerDied", "KilledWorker"):
            under.begin(replace(one, again=True))
            return None
        done = _failed(
            one, f"the worker died twice ({error})" if one.again else f"{type(error).__name__}: {error}"
        )
    else:
        paths = {name: str(path) for name, path in one.planned.outputs.items()}
        done = manifest.record(one.planned.file, one.source, one.inputs, product, paths)
        settings.put({settings.out / paths[name]: content for name, content in product.files.items()})
    settings.put({manifest.place(settings.out, one.source): done.written + b"\n"})
    return done


def _failed(one: _Task, reason: str) -> Record:
    report = one.planned.report
    known = (report.group.name, label(report.period)) if report else ("", "")
    return Record(one.planned.file, one.source, "failed", one.inputs, *known, reason=reason)
