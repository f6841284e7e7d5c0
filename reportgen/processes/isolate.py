"""Runs a function on files from outside in worker processes with limits, so that a hostile file harms nothing but its worker."""

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from reportgen.processes.pool import NoWorker, WorkerDied, WorkerPool
from reportgen.processes.worker import Initializer, limit_memory

MAX_SECONDS = 120
MAX_MEGABYTES = 2_000
"""The time and the memory that a file may take."""

_A = TypeVar("_A")
_R = TypeVar("_R")


@dataclass(frozen=True, slots=True)
class Refused:
    """The reason for which a function came to no result."""

    reason: str


def run_isolated(
    function: Callable[[_A], _R], arguments: Sequence[_A], jobs: int = 1
) -> Iterator[_R | Refused]:
    """Calls a function with each argument, several at a time, and yields the results in order."""
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    size = max(1, min(jobs, len(arguments)))
    try:
        pool = WorkerPool(size, context, Initializer(_initialise_worker), limit=MAX_SECONDS)
    except NoWorker as error:
        yield from (_no_worker(error) for _ in arguments)
        return
    try:
        futures = [pool.submit(function, argument) for argument in arguments]
        for future in futures:
            try:
                yield future.result()
            except TimeoutError:
                yield Refused(f"it takes longer than {MAX_SECONDS} seconds to look into")
            except NoWorker as error:
                yield _no_worker(error)
            except (WorkerDied, MemoryError):
                yield Refused(f"it takes more than {MAX_MEGABYTES} MB of memory, or brings its readers down")
    finally:
        pool.shutdown(cancel_futures=True)


def _no_worker(error: NoWorker) -> Refused:
    return Refused(f"no process can be started to look into it ({error})")


def _initialise_worker() -> None:
    """Leaves interruptions to the main process, and limits memory where the system can."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_memory(MAX_MEGABYTES)
