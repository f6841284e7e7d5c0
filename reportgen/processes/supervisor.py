"""The thread's work behind each worker of a pool: it starts the process, gives it jobs, and replaces it when it dies."""

import pickle
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeAlias

from reportgen.processes.process import NoWorker, WorkerDied, WorkerProcess

if TYPE_CHECKING:
    from concurrent.futures import Future
    from queue import SimpleQueue

_START_ATTEMPTS = 3
"""How often a worker is started for one job, if each dies before it takes it."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A job as bytes, and the future that waits for its result."""

    future: "Future[Any]"
    job: bytes = field(repr=False)


AssignmentQueue: TypeAlias = "SimpleQueue[Assignment | None]"
"""The assignments of a pool; None, which each supervisor leaves for the next, means that no more will come."""


class Supervisor:
    """Looks after one worker process at a time, and gives it one assignment after the other."""

    def __init__(
        self,
        assignments: AssignmentQueue,
        start_process: Callable[[], WorkerProcess],
        limit: float | None,
        max_jobs: int,
    ) -> None:
        self._assignments, self._start_process = assignments, start_process
        self._limit, self._max_jobs = limit, max_jobs
        self._process: WorkerProcess | None = None
        self._job_count = 0
        self._is_stopped = False
        self._lock = Lock()

    def start(self) -> None:
        """Starts the process before there is a job. Raises NoWorker."""
        self._process = self._start_process()

    def stop(self) -> None:
        """Kills the process, and starts no other."""
        with self._lock:
            self._is_stopped = True
            if process := self._process:
                process.kill()

    def check_deadline(self) -> None:
        """Kills the process if its job is overdue."""
        if process := self._process:
            process.kill_if_overdue()

    def run(self) -> None:
        """Carries out assignments until no more will come."""
        while assignment := self._assignments.get():
            if assignment.future.set_running_or_notify_cancel():
                self._carry_out(assignment)
        self._assignments.put(None)
        if self._process:
            self._process.end()

    def _carry_out(self, assignment: Assignment) -> None:
        try:
            value, error = pickle.loads(self._result(assignment.job))  # noqa: S301 (from our own process)
        except Exception as failure:  # noqa: BLE001 (the future is told of it, so that nobody waits for ever)
            value, error = None, failure
        if error is None:
            assignment.future.set_result(value)
        else:
            assignment.future.set_exception(error)

    def _result(self, job: bytes) -> bytes:
        """Has the process carry out a job. Where that fails, the next job has a new one."""
        try:
            result = self._send(job).receive()
        except BaseException:
            if self._process:
                self._process.kill()
                self._process = None
            raise
        self._job_count += 1
        if 0 < self._max_jobs <= self._job_count:
            self._renew()
        return result

    def _send(self, job: bytes) -> WorkerProcess:
        """Hands a job to the process, or to a new one if that has died meanwhile. Raises NoWorker where none can be started."""
        failure = NoWorker()
        for _ in range(_START_ATTEMPTS):
            try:
                process = self._running_process()
                process.send(job, self._limit)
            except (WorkerDied, NoWorker) as error:
                self._process, failure = None, NoWorker(str(error))
            else:
                return process
        raise failure

    def _running_process(self) -> WorkerProcess:
        with self._lock:
            if self._is_stopped:
                raise WorkerDied("it was let go")
            if self._process is None:
                self._process = self._start_process()
                self._job_count = 0
            return self._process

    def _renew(self) -> None:
        """Replaces the process by a new one; where there is no room for one, the old one goes on."""
        with self._lock:
            if self._is_stopped:
                return
            try:
                fresh = self._start_process()
            except NoWorker:
                return
            old, self._process, self._job_count = self._process, fresh, 0
        if old:
            old.end()
