"""Workers on this machine: processes that have everything loaded, each with a time and a memory limit.

A worker that dies takes only its own job with it, which the standard library's pool does not promise: it gives up altogether.
"""

import gc
import multiprocessing
import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, ParamSpec, TypeVar

from pebble import ProcessPool

_P = ParamSpec("_P")
_T = TypeVar("_T")


class Pool(Executor):
    """Processes behind the interface of the standard library.

    `limit` are the seconds that a job may take, `memory` the MB of a worker. A job that takes longer fails with TimeoutError, one
    whose worker dies with pebble's ProcessExpired, and one that asks for more memory with MemoryError, where the system keeps to
    limits (Linux does).
    """

    def __init__(self, workers: int, limit: float, memory: int) -> None:
        method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        context = multiprocessing.get_context(method)
        if method == "forkserver":
            context.set_forkserver_preload(["reportgen.batch.preload"])
        self._limit = limit
        self._pool = ProcessPool(workers, initializer=_start, initargs=(memory,), context=context)

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """Have a function called in a worker."""
        return self._pool.schedule(fn, args=args, kwargs=kwargs, timeout=self._limit)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 (the interface's)
        """Let the workers go, at once where what is left is not wanted."""
        if cancel_futures:
            self._pool.stop()  # type: ignore[no-untyped-call]
        else:
            self._pool.close()  # type: ignore[no-untyped-call]
        if wait:
            self._pool.join()


def _start(memory: int) -> None:
    """Make a worker ready: what is loaded is never searched for garbage, and the memory is limited."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the batch itself ends its workers
    import reportgen.batch.preload

    del reportgen
    gc.collect()
    gc.freeze()
    _limit(memory)


def _limit(memory: int) -> None:
    if memory and sys.platform == "linux":
        import resource

        size = memory * 1_000_000
        resource.setrlimit(resource.RLIMIT_DATA, (size, size))


def work(function: Callable[[Any], _T], job: Any) -> _T:
    """Do one job in a worker and leave it as it was: the next starts with the same memory."""
    gc.disable()
    try:
        return function(job)
    finally:
        gc.enable()
        gc.collect()
