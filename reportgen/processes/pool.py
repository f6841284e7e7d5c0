"""A pool of worker processes, each of which may die or run late without taking any other with it.

The standard library's pool gives up altogether when a process dies. Pools whose processes share a pipe stand still when one dies
that holds the pipe's lock, or has sent half of a result. Here each process has pipes of its own, and a supervising thread.
"""

import pickle
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from functools import partial
from multiprocessing.util import Finalize
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from reportgen.processes.forkserver import START_ERRORS, start_forkserver
from reportgen.processes.process import (
    WATCH_INTERVAL,
    NoWorker,
    WorkerDied,
    WorkerProcess,
    describe_start_error,
)
from reportgen.processes.supervisor import Assignment, AssignmentQueue, Supervisor
from reportgen.processes.worker import Initializer

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

__all__ = ["NoWorker", "WorkerDied", "WorkerPool"]

_P = ParamSpec("_P")
_T = TypeVar("_T")


class WorkerPool(Executor):
    """A pool of worker processes behind the interface of the standard library.

    A job may take `limit` seconds. One that takes longer fails with TimeoutError, one whose worker dies with WorkerDied; another
    worker takes its place. After `max_jobs_per_worker` jobs, if that is above 0, a new worker replaces the old one. Where the
    system allows fewer workers than `size`, these do the work; where none can be started, all that is waiting fails with
    NoWorker, which is raised at once where there is no room for a thread.
    """

    def __init__(
        self,
        size: int,
        context: "BaseContext",
        initializer: Initializer,
        *,
        limit: float | None = None,
        max_jobs_per_worker: int = 0,
    ) -> None:
        self._assignments: AssignmentQueue = SimpleQueue()
        self._is_closed = False
        self._context = context
        self._has_forkserver = False
        start_process = partial(WorkerProcess, context, initializer)
        self._supervisors = [
            Supervisor(self._assignments, start_process, limit, max_jobs_per_worker) for _ in range(size)
        ]
        # At the program's end, the library would wait for the processes for ever.
        self._finalizer = Finalize(None, self._stop_all, exitpriority=0)
        if context.get_start_method() == "fork":  # before there are threads, of which a fork would have half
            self._supervisors = _start_most(Supervisor.start, self._supervisors)
        self._threads = [Thread(target=supervisor.run, daemon=True) for supervisor in self._supervisors]
        try:
            if limit:
                _start_most(Thread.start, [Thread(target=self._watch_deadlines, daemon=True)])
            self._threads = _start_most(Thread.start, self._threads)
        except NoWorker:
            self.shutdown(wait=False, cancel_futures=True)
            raise

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """Has a function called in a worker."""
        if self._is_closed:
            raise RuntimeError("the pool is shut down")
        if not self._has_forkserver:  # only now, since a pool without a job needs none
            self._has_forkserver = True
            start_forkserver(self._context)
        future: Future[_T] = Future()
        self._assignments.put(Assignment(future, pickle.dumps((fn, args, kwargs))))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 (the interface's)
        """Ends the workers once all jobs are done; with `cancel_futures`, at once."""
        self._is_closed = True
        self._finalizer.cancel()
        if cancel_futures:
            self._stop_all()
            self._cancel_waiting()
        self._assignments.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    def _stop_all(self) -> None:
        for supervisor in self._supervisors:
            supervisor.stop()

    def _cancel_waiting(self) -> None:
        try:
            while True:
                if assignment := self._assignments.get_nowait():
                    assignment.future.cancel()
        except Empty:
            return

    def _watch_deadlines(self) -> None:
        """Kills overdue workers whose supervisors cannot: they hang with a job half sent, or a result half received."""
        time.sleep(WATCH_INTERVAL)
        while any(thread.is_alive() for thread in self._threads):
            for supervisor in self._supervisors:
                supervisor.check_deadline()
            time.sleep(WATCH_INTERVAL)


def _start_most(start: Callable[[_T], object], items: Sequence[_T]) -> list[_T]:
    """Starts items until there is no room for more, and returns those. Raises NoWorker where there is none for the first."""
    started: list[_T] = []
    try:
        for item in items:
            start(item)
            started.append(item)
    except (*START_ERRORS, NoWorker) as error:
        if not started:
            raise NoWorker(describe_start_error(error)) from None
    return started
