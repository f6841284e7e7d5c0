"""Calls a function in worker processes with limits of time and memory, for files that come from anywhere."""

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from reportgen.processes.pool import NoWorker, WorkerDied, WorkerPool
from reportgen.processes.worker import Initializer, limit_memory

MAX_SECONDS = 120
MAX_MEGABYTES = 2_000
"""The time and the memory that a call may take."""

_A = TypeVar("_A")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Failure:
    """The reason for which a call has no result."""

    reason: str


def call_isolated(
    function: Callable[[_A], _T], arguments: Sequence[_A], jobs: int = 1
) -> Iterator[_T | Failure]:
    """Calls a function with each argument, several at a time, and yields the results in the order of the arguments."""
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    size = max(1, min(jobs, len(arguments)))
    try:
        pool = WorkerPool(size, context, Initializer(_initialise_worker), limit=MAX_SECONDS)
    except NoWorker as error:
        yield from (_no_worker(error) for _ in arguments)
        return
    try:
        for future in [pool.submit(function, argument) for argument in arguments]:
            try:
                yield future.result()
            except TimeoutError:
                yield Failure(f"it takes longer than {MAX_SECONDS} seconds to look into")
            except NoWorker as error:
                yield _no_worker(error)
            except (WorkerDied, MemoryError):
                yield Failure(f"it takes more than {MAX_MEGABYTES} MB of memory, or brings its readers down")
    finally:
        pool.shutdown(cancel_futures=True)


def _no_worker(error: NoWorker) -> Failure:
    return Failure(f"no process can be started to look into it ({error})")


def _initialise_worker() -> None:
    """Leaves interruptions to the main process, and limits memory where the system can."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_memory(MAX_MEGABYTES)
