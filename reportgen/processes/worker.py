"""What a process does that works for another. It loads next to nothing: each worker waits for that before its first job."""

import pickle
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


@dataclass(frozen=True, slots=True)
class Ready:
    """How a worker is made ready: a function that is called in it first, with its arguments."""

    function: Callable[..., object]
    arguments: tuple[Any, ...] = ()


def limit_memory(size: int) -> None:
    """Let this process have no more than so many MB, where the system keeps to limits (Linux does)."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (size * 1_000_000, size * 1_000_000))


def serve(jobs: "Connection", results: "Connection", ready: Ready, others: "tuple[Connection, ...]") -> None:
    """What a worker does: jobs, until there are no more or nobody wants their results."""
    for other in others:  # a fork has these ends too
        other.close()
    try:
        failure = _failure(ready)
        results.send_bytes(failure.encode())
        while not failure:
            try:
                job = jobs.recv_bytes()
            except MemoryError:  # of which a part has been read
                results.send_bytes(pickle.dumps((None, MemoryError())))
                return
            results.send_bytes(_result(job))
    except (EOFError, OSError):
        return


def _failure(ready: Ready) -> str:
    """Why a worker cannot be made ready; empty where it can."""
    try:
        ready.function(*ready.arguments)
    except Exception as error:  # noqa: BLE001 (whatever it is, it is told)
        return f"{type(error).__name__}: {error}"
    return ""


def _result(job: bytes) -> bytes:
    """What came of a job: its value, or what it raised, in a form that can travel."""
    try:
        function, arguments, options = pickle.loads(job)  # noqa: S301 (of the process that started this one)
        return pickle.dumps((function(*arguments, **options), None))
    except MemoryError:
        return pickle.dumps((None, MemoryError()))
    except BaseException as error:  # noqa: BLE001 (whatever happens in a job is its result)
        try:
            told = pickle.dumps((None, error))
            pickle.loads(told)  # noqa: S301 (see above)
        except Exception:  # noqa: BLE001 (there are exceptions that cannot travel)
            return pickle.dumps((None, RuntimeError(f"{type(error).__name__}: {error}")))
        return told
