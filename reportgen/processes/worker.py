"""What a worker process does: it is made ready, and then carries out one job after the other."""

import pickle
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


@dataclass(frozen=True, slots=True)
class Initializer:
    """The function that makes a worker ready before its first job, with its arguments."""

    function: Callable[..., object]
    arguments: tuple[Any, ...] = ()


def limit_memory(megabytes: int) -> None:
    """Limits the memory of this process, where the system keeps to limits (Linux does)."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (megabytes * 1_000_000, megabytes * 1_000_000))


def serve(
    jobs: "Connection",
    results: "Connection",
    initializer: Initializer,
    inherited: "tuple[Connection, ...]",
) -> None:
    """Carries out jobs until there are no more or nobody reads their results.

    The first message says why the worker could not be made ready; it is empty where it could. `inherited` are the other ends of
    the pipes, which a forked process has too.
    """
    for connection in inherited:
        connection.close()
    try:
        failure = _initialize(initializer)
        results.send_bytes(failure.encode())
        while not failure:
            try:
                job = jobs.recv_bytes()
            except MemoryError:  # a part of the job has been read, so that the pipe is of no more use
                results.send_bytes(pickle.dumps((None, MemoryError())))
                return
            results.send_bytes(_carry_out(job))
    except (EOFError, OSError):
        return


def _initialize(initializer: Initializer) -> str:
    """Makes this worker ready. Returns why it cannot be; empty where it is."""
    try:
        initializer.function(*initializer.arguments)
    except Exception as error:  # noqa: BLE001 (the pool reports it, whatever it is)
        return f"{type(error).__name__}: {error}"
    return ""


def _carry_out(job: bytes) -> bytes:
    """Returns a job's value and exception, one of which is None, as pickled bytes."""
    try:
        function, arguments, options = pickle.loads(job)  # noqa: S301 (from the process that started this one)
        return pickle.dumps((function(*arguments, **options), None))
    except MemoryError:
        return pickle.dumps((None, MemoryError()))
    except BaseException as error:  # noqa: BLE001 (any exception is the job's result)
        try:
            result = pickle.dumps((None, error))
            pickle.loads(result)  # noqa: S301 (pickled above)
        except Exception:  # noqa: BLE001 (not every exception can be pickled and restored)
            return pickle.dumps((None, RuntimeError(f"{type(error).__name__}: {error}")))
        return result
