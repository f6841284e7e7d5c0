"""Examines files in worker processes with limits, so that a hostile file harms nothing but its worker."""

import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.extract import UnreadableFile
from reportgen.processes.pool import NoWorker, WorkerDied, WorkerPool
from reportgen.processes.worker import Initializer, limit_memory
from reportgen.verify.examine import examine
from reportgen.verify.model import ExaminedFile

MAX_SECONDS = 120
MAX_MEGABYTES = 2_000
"""The time and the memory that a file may take."""


@dataclass(frozen=True, slots=True)
class UnexaminedFile:
    """A file that could not be examined, and the reason."""

    path: Path
    reason: str


def examine_all(paths: Sequence[Path], jobs: int = 1) -> Iterator[ExaminedFile | UnexaminedFile]:
    """Examines files, several at a time, and yields the results in the order of the paths."""
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    try:
        pool = WorkerPool(
            max(1, min(jobs, len(paths))), context, Initializer(_initialise_worker), limit=MAX_SECONDS
        )
    except NoWorker as error:
        yield from (_no_worker(path, error) for path in paths)
        return
    try:
        futures = [pool.submit(_examine_in_worker, path) for path in paths]
        for path, future in zip(paths, futures, strict=True):
            try:
                yield future.result()
            except TimeoutError:
                yield UnexaminedFile(path, f"it takes longer than {MAX_SECONDS} seconds to look into")
            except NoWorker as error:
                yield _no_worker(path, error)
            except (WorkerDied, MemoryError):
                reason = f"it takes more than {MAX_MEGABYTES} MB of memory, or brings its readers down"
                yield UnexaminedFile(path, reason)
    finally:
        pool.shutdown(cancel_futures=True)


def _no_worker(path: Path, error: NoWorker) -> UnexaminedFile:
    return UnexaminedFile(path, f"no process can be started to look into it ({error})")


def _initialise_worker() -> None:
    """Leaves interruptions to the main process, and limits memory where the system can."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_memory(MAX_MEGABYTES)


def _examine_in_worker(path: Path) -> ExaminedFile | UnexaminedFile:
    try:
        return examine(path)
    except UnreadableFile as error:
        return UnexaminedFile(path, str(error))
