"""One worker process as its supervisor sees it."""

import math
import signal
import time
from contextlib import ExitStack, suppress
from threading import Lock, main_thread
from typing import TYPE_CHECKING, Any

from reportgen.processes.forkserver import START_ERRORS, shielded_start, staying_where_started
from reportgen.processes.worker import Initializer, serve

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

WATCH_INTERVAL = 1.0
"""The seconds between two looks for workers that are overdue."""

_START_SECONDS, _END_SECONDS = 60, 5
"""How long a process may take to be ready, and to end by itself."""

_start_lock = Lock()
"""Guards the standard library's list of child processes, which is not made for threads."""


class WorkerDied(Exception):
    """A worker ended in the middle of a job; the message says how."""


class NoWorker(Exception):
    """Workers cannot be started, or die before they are ready; the message says why."""


def describe_start_error(error: Exception) -> str:
    """Returns the reason for which something could not be started."""
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()


class WorkerProcess:
    """A worker process and its two pipes. Nobody else holds the pipes' other ends, so that they end with it.

    Starting one raises NoWorker where there is no room for it.
    """

    def __init__(self, context: "BaseContext", initializer: Initializer) -> None:
        self._is_ready = False
        self._deadline = math.inf
        with _start_lock, shielded_start(), ExitStack() as pipes:
            if not main_thread().is_alive():
                raise NoWorker("the program is ending")  # nobody would remove what the library makes now
            try:
                jobs, self._jobs = map(pipes.enter_context, context.Pipe(duplex=False))
                self._results, results = map(pipes.enter_context, context.Pipe(duplex=False))
                inherited = (self._jobs, self._results) if context.get_start_method() == "fork" else ()
                arguments = (jobs, results, initializer, inherited)
                process_class: Any = context.Process  # type: ignore[attr-defined]  # every context has it
                self._process: BaseProcess = process_class(target=serve, args=arguments, daemon=True)
                with staying_where_started():
                    self._process.start()
            except START_ERRORS as error:
                raise NoWorker(describe_start_error(error)) from None
            pipes.pop_all()
            jobs.close()
            results.close()

    def send(self, job: bytes, limit: float | None) -> None:
        """Hands over a job, for which there are `limit` seconds from now on.

        Raises NoWorker where the process died before it was ready, WorkerDied if since, and TimeoutError where it takes the job
        too slowly.
        """
        if not self._is_ready:
            self._await_ready()
        self._deadline = time.monotonic() + limit if limit else math.inf
        try:
            self._jobs.send_bytes(job)
        except OSError:
            raise self._end_as_error() from None

    def receive(self) -> bytes:
        """Waits for the result of the job. Raises TimeoutError, WorkerDied and MemoryError; the process is gone then."""
        seconds_left = None if self._deadline == math.inf else max(self._deadline - time.monotonic(), 0)
        if not self._results.poll(seconds_left):
            self.kill()
            self.end()
            raise TimeoutError
        try:
            result = self._results.recv_bytes()
        except (EOFError, OSError):
            raise self._end_as_error() from None
        except MemoryError:  # this process, not the worker, has too little
            self.kill()
            self.end()
            raise
        self._deadline = math.inf
        return result

    def kill(self) -> None:
        """Has the process end at once, whatever it does."""
        self._process.kill()

    def kill_if_overdue(self) -> None:
        """Kills a process whose deadline is past. `send` and `receive`, which may hang half-way, then fail."""
        if time.monotonic() >= self._deadline + WATCH_INTERVAL:
            with suppress(OSError):  # it has just ended
                self.kill()

    def end(self) -> None:
        """Lets the process finish what it has begun, and waits until it has ended."""
        self._jobs.close()
        self._process.join(_END_SECONDS)
        if self._process.exitcode is None:
            self._process.kill()
            self._process.join()
        self._results.close()

    def _await_ready(self) -> None:
        try:
            if not self._results.poll(_START_SECONDS):
                self.kill()
            failure = self._results.recv_bytes().decode()
        except (EOFError, OSError):
            raise NoWorker(self._end_as_text()) from None
        if failure:
            self.end()
            raise NoWorker(failure)
        self._is_ready = True

    def _end_as_error(self) -> Exception:
        """Returns what the end of the process means for its job: TimeoutError or WorkerDied."""
        is_late = time.monotonic() >= self._deadline
        text = self._end_as_text()  # waits, which must not make the job late
        return TimeoutError() if is_late else WorkerDied(text)

    def _end_as_text(self) -> str:
        self.end()
        code = self._process.exitcode or 0
        if code >= 0:
            return f"it ended with exit code {code}"
        try:
            return f"it was ended by {signal.Signals(-code).name}"
        except ValueError:
            return f"it was ended by signal {-code}"
