"""Processes that work side by side, each of which may die or run late without taking any other with it.

The standard library's pool gives up altogether when a process dies. Pools whose processes share a pipe stand still when one dies
that holds the pipe's lock, or has sent half of what it has to say. Here each process has pipes of its own, and a thread that
looks after it.
"""

import math
import pickle
import signal
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.util import Finalize
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from reportgen.processes.forkserver import UNSTARTED, prepare, shielded
from reportgen.processes.worker import Ready, serve

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

_P = ParamSpec("_P")
_T = TypeVar("_T")

_STARTS = 3
"""How often a worker that dies before it is ready is started again."""

_STARTING, _ENDING = 60, 5
"""The seconds that a process has to be ready, and to end by itself."""

_LOOKING = 1.0
"""The seconds between two looks at the time that is over."""

_starting = Lock()
"""The standard library keeps its list of processes without one."""


class WorkerDied(Exception):
    """A worker ended in the middle of a job; the message says how."""


class NoWorker(Exception):
    """Workers cannot be started, or die before they are ready; the message says how."""


@dataclass(frozen=True, slots=True)
class _Task:
    future: "Future[Any]"
    job: bytes = field(repr=False)


class Workers(Executor):
    """As many processes as wanted, behind the interface of the standard library.

    A job may take `limit` seconds. One that takes longer fails with TimeoutError, one whose worker dies with WorkerDied; another
    worker takes its place. After `renewed` jobs, if that is above 0, a worker gives way to a fresh one. Where the system allows
    fewer workers than are wanted, these do the work; where none can be started, all that is waiting fails with NoWorker, which
    is raised at once where there is no room for a thread.
    """

    def __init__(
        self, size: int, context: "BaseContext", ready: Ready, *, limit: float | None = None, renewed: int = 0
    ) -> None:
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._closed = False
        self._keepers = [_Keeper(self._tasks, context, ready, limit, renewed) for _ in range(size)]
        self._context: BaseContext | None = context
        self._left = Finalize(
            None, self._abandon, exitpriority=0
        )  # else a program's end would wait for them for ever
        if context.get_start_method() == "fork":  # no thread is there yet, of which a fork would have half
            self._keepers = _as_many_as_can(_Keeper.prepare, self._keepers)
        self._threads = [Thread(target=keeper.keep, daemon=True) for keeper in self._keepers]
        try:
            if limit:
                _as_many_as_can(Thread.start, [Thread(target=self._watch, daemon=True)])
            self._threads = _as_many_as_can(Thread.start, self._threads)
        except NoWorker:
            self.shutdown(wait=False, cancel_futures=True)
            raise

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """Have a function called in a worker."""
        if self._closed:
            raise RuntimeError("these workers have been let go")
        if self._context:  # not before: where there is no job, nothing need be loaded
            prepare(self._context)
            self._context = None
        future: Future[_T] = Future()
        self._tasks.put(_Task(future, pickle.dumps((fn, args, kwargs))))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 (the interface's)
        """Let the workers go, at once where what is left is not wanted."""
        self._closed = True
        self._left.cancel()
        if cancel_futures:
            self._abandon()
            self._cancel()
        self._tasks.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    def _abandon(self) -> None:
        """Have the processes end at once."""
        for keeper in self._keepers:
            keeper.stop()

    def _watch(self) -> None:
        """End workers that are late and have brought their keepers to a stand: with a job half taken, or half answered."""
        time.sleep(_LOOKING)
        while any(thread.is_alive() for thread in self._threads):
            for keeper in self._keepers:
                keeper.look()
            time.sleep(_LOOKING)

    def _cancel(self) -> None:
        try:
            while True:
                if task := self._tasks.get_nowait():
                    task.future.cancel()
        except Empty:
            return


def _as_many_as_can(start: Callable[[_T], object], wanted: Sequence[_T]) -> list[_T]:
    """Start things until there is no room for more. Raises NoWorker where there is none for the first."""
    started: list[_T] = []
    try:
        for each in wanted:
            start(each)
            started.append(each)
    except (*UNSTARTED, NoWorker) as error:
        if not started:
            raise NoWorker(_reason(error)) from None
    return started


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()


class _Worker:
    """A process with its two pipes; nobody else has their other ends, so that they end with it. Raises NoWorker."""

    def __init__(self, context: "BaseContext", ready: Ready) -> None:
        self._is_ready = False
        self._due = math.inf
        with _starting, shielded(), ExitStack() as pipes:
            try:
                jobs, self._jobs = map(pipes.enter_context, context.Pipe(duplex=False))
                self._results, results = map(pipes.enter_context, context.Pipe(duplex=False))
                ours = (self._jobs, self._results) if context.get_start_method() == "fork" else ()
                arguments = (jobs, results, ready, ours)
                process: Any = context.Process  # type: ignore[attr-defined]  # every context has it
                self._process: BaseProcess = process(target=serve, args=arguments, daemon=True)
                self._process.start()
            except UNSTARTED as error:
                raise NoWorker(_reason(error)) from None
            pipes.pop_all()
            jobs.close()
            results.close()

    def begin(self, task: _Task, limit: float | None) -> None:
        """Hand over a job, for which there are `limit` seconds from now on.

        Raises NoWorker where the process died before it was ready, WorkerDied if since, and TimeoutError where it takes the job
        too slowly.
        """
        if not self._is_ready:
            self._await_ready()
        self._due = time.monotonic() + limit if limit else math.inf
        try:
            self._jobs.send_bytes(task.job)
        except OSError:
            raise self._end() from None

    def _await_ready(self) -> None:
        try:
            if not self._results.poll(_STARTING):
                self.kill()
            failure = self._results.recv_bytes().decode()
        except (EOFError, OSError):
            raise NoWorker(self._how_it_ended()) from None
        if failure:
            self.end()
            raise NoWorker(failure)
        self._is_ready = True

    def result(self) -> bytes:
        """What came of the job. Raises TimeoutError, WorkerDied and MemoryError; the process is gone then."""
        left = None if self._due == math.inf else max(self._due - time.monotonic(), 0)
        if not self._results.poll(left):
            self.kill()
            self.end()
            raise TimeoutError
        try:
            result = self._results.recv_bytes()
        except (EOFError, OSError):
            raise self._end() from None
        except MemoryError:  # of this process
            self.kill()
            self.end()
            raise
        self._due = math.inf
        return result

    def _end(self) -> Exception:
        """What the end of the process means for its job."""
        late, how = time.monotonic() >= self._due, self._how_it_ended()
        return TimeoutError() if late else WorkerDied(how)

    def look(self) -> None:
        """Have the process end if its job has had its time; what waits for it hears of that."""
        if time.monotonic() >= self._due + _LOOKING:
            self.kill()

    def kill(self) -> None:
        """Have the process end at once, whatever it does."""
        self._process.kill()

    def let_go(self) -> None:
        """Have the process end once it has done what it has begun."""
        self._jobs.close()

    def end(self) -> None:
        """Wait until the process has ended."""
        self.let_go()
        self._process.join(_ENDING)
        if self._process.exitcode is None:
            self._process.kill()
            self._process.join()
        self._results.close()

    def _how_it_ended(self) -> str:
        self.end()
        code = self._process.exitcode or 0
        if code >= 0:
            return f"it ended with exit code {code}"
        try:
            return f"it was ended by {signal.Signals(-code).name}"
        except ValueError:
            return f"it was ended by signal {-code}"


class _Keeper:
    """Looks after one worker at a time, and gives it one job after the other."""

    def __init__(
        self,
        tasks: "SimpleQueue[_Task | None]",
        context: "BaseContext",
        ready: Ready,
        limit: float | None,
        renewed: int,
    ) -> None:
        self._tasks, self._limit, self._renewed = tasks, limit, renewed
        self._start = partial(_Worker, context, ready)
        self._worker: _Worker | None = None
        self._next: _Worker | None = None
        self._leaving: _Worker | None = None
        self._begun = 0
        self._stopped = False
        self._lock = Lock()

    def prepare(self) -> None:
        """Start the worker before there is anything to do."""
        self._worker = self._start()

    def stop(self) -> None:
        """Have the worker end at once, and start no other."""
        with self._lock:
            self._stopped = True
            for worker in filter(None, (self._worker, self._next)):
                worker.kill()

    def look(self) -> None:
        """See that the worker keeps to its time."""
        if worker := self._worker:
            with suppress(OSError):  # it has just ended
                worker.look()

    def keep(self) -> None:
        """Work until there is nothing more to do. What came of a job is unpacked while the worker is at the next one."""
        done: tuple[_Task, bytes] | None = None
        while True:
            task = self._taken(wait=done is None)
            begun = task is not None and self._has_begun(task)
            if done:
                _settle(*done)
                done = None
            elif task is None:
                break
            if task is not None and begun:
                done = self._finished(task)
        self._tasks.put(None)  # for the next keeper
        for worker in filter(None, (self._worker, self._next, self._leaving)):
            worker.end()

    def _taken(self, *, wait: bool) -> _Task | None:
        """The next task that is still wanted; None where there is none, for now or, having waited, for good."""
        while True:
            try:
                task = self._tasks.get(block=wait)
            except Empty:
                return None
            if task is None:
                if not wait:
                    self._tasks.put(None)
                return None
            if task.future.set_running_or_notify_cancel():
                return task

    def _has_begun(self, task: _Task) -> bool:
        try:
            return self._begin(task)
        except Exception as error:  # noqa: BLE001 (whatever it is, nobody waits for ever)
            if self._worker:
                self._worker.kill()
            self._worker = None
            task.future.set_exception(error)
            return False

    def _begin(self, task: _Task) -> bool:
        """Have the worker begin a task, or another if it has died meanwhile; the future fails where there is none."""
        failure = NoWorker()
        for _ in range(_STARTS):
            try:
                self._ready_worker().begin(task, self._limit)
            except (WorkerDied, NoWorker) as error:
                self._worker, failure = None, NoWorker(str(error))
            except TimeoutError as error:
                self._worker = None
                task.future.set_exception(error)
                return False
            else:
                self._begun += 1
                if 0 < self._renewed <= self._begun:
                    self._follow()
                return True
        task.future.set_exception(failure)
        return False

    def _ready_worker(self) -> _Worker:
        with self._lock:
            if self._stopped:
                raise WorkerDied("it was let go")
            if self._worker is None:
                self._worker, self._next = self._next or self._start(), None
                self._begun = 0
            return self._worker

    def _follow(self) -> None:
        """Start the worker that comes after this one, so that it is ready when this one gives way."""
        with self._lock, suppress(NoWorker):  # there is no room: after the next job, then
            if not self._stopped:
                self._next = self._start()

    def _finished(self, task: _Task) -> tuple[_Task, bytes] | None:
        """The task with what came of it; none where its worker ran late or died, which its future is told."""
        assert self._worker is not None  # noqa: S101 (it has begun the task)
        if self._leaving:
            self._leaving.end()
            self._leaving = None
        try:
            result = self._worker.result()
        except (TimeoutError, WorkerDied, MemoryError) as error:
            self._worker = None
            task.future.set_exception(error)
            return None
        if self._next is not None:
            self._worker.let_go()
            self._worker, self._leaving = None, self._worker
        return task, result


def _settle(task: _Task, result: bytes) -> None:
    try:
        value, error = pickle.loads(result)  # noqa: S301 (of our own process)
    except Exception as problem:  # noqa: BLE001 (what cannot be unpacked is a failure of the job)
        value, error = None, problem
    if error is None:
        task.future.set_result(value)
    else:
        task.future.set_exception(error)
