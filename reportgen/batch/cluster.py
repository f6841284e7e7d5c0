"""The workers on other machines: a Dask cluster behind the same interface as the workers on this one.

Jobs and results travel as bytes, so that workers need no disk in common with this machine; they need reportgen in the same
versions. Each Dask worker compiles in processes of its own, which keep to the limits and take no worker with them when they die.
A Dask worker that dies is Dask's to replace: it gives its jobs to another, at most three times. Where none is left and
none comes, the batch gives up.
"""

import logging
import warnings
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future
from contextlib import suppress
from functools import partial
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from reportgen.batch.pool import LocalPool
from reportgen.batch.versions import OtherEngines, compare, engines
from reportgen.startup.patterns import lazy_pattern

if TYPE_CHECKING:
    from distributed import Client

_P = ParamSpec("_P")
_T = TypeVar("_T")

_ADDRESS = lazy_pattern(r"dask://([^\s/?#@]+:[0-9]{1,5})/?")
_CONNECT_SECONDS = 10
_FIRST_WORKER_SECONDS = 10
_NO_WORKER_SECONDS = 60
"""How long a scheduler may take to answer, to have a worker, and to have one again after the last was lost."""
_WATCH_INTERVAL = 2
"""The seconds between two looks at the workers; the client learns of them as often."""
_LOGGERS = ("distributed", "distributed.client", "tornado.application")
"""They log a lost connection, which the command says in its own words."""


class ClusterUnavailable(Exception):
    """A cluster that cannot be used; the message says why and what to do."""


class DaskCluster(Executor):
    """The workers of a Dask scheduler, with the same limits as `LocalPool`; `size` is how many jobs they do at once.

    Raises ClusterUnavailable where they cannot be used. Source:
    https://distributed.dask.org/en/stable/api.html#distributed.Client.get_executor
    """

    def __init__(self, address: str, time_limit: float, memory_limit: int) -> None:
        match = _ADDRESS.fullmatch(address)
        if not match:
            raise ClusterUnavailable(
                f"`{address}` is no address of a scheduler; write local, or an address like dask://192.0.2.1:8786"
            )
        self._limits = (time_limit, memory_limit)
        self._client = _connect(f"tcp://{match[1]}", address.rstrip("/"))
        try:
            self.size = _count_threads(self._client, address.rstrip("/"))
        except BaseException:
            self._client.close()
            raise
        self._executor = self._client.get_executor(pure=False)
        self._lock, self._is_closed = Lock(), Event()
        self._is_deserted = False
        Thread(target=self._watch, daemon=True).start()

    @property
    def loss(self) -> str:
        """What has happened where jobs end with CancelledError."""
        return "its workers are lost" if self._is_deserted else "the scheduler is lost"

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """Has a function called on a worker. Raises CancelledError where the scheduler or all workers are gone."""
        with self._lock, warnings.catch_warnings():
            if self._is_deserted or self._client.status != "running":
                raise CancelledError
            warnings.filterwarnings("ignore", message="Sending large graph")  # a job with all its pictures
            future: Future[_T] = self._executor.submit(
                _call_in_process, self._limits, partial(fn, *args, **kwargs)
            )
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 (the interface's)
        """Leaves the cluster, which goes on without this client."""
        self._is_closed.set()
        self._executor.shutdown(wait=wait and not cancel_futures)
        self._client.close()

    def _watch(self) -> None:
        """Cancels all jobs once the scheduler has been without a worker for long: Dask itself would wait for ever."""
        seconds = 0.0
        while not self._is_closed.wait(_WATCH_INTERVAL) and self._client.status == "running":
            with suppress(Exception):  # a scheduler that does not answer ends the jobs in another way
                seconds = 0 if self._client.nthreads() else seconds + _WATCH_INTERVAL
            if seconds >= _NO_WORKER_SECONDS:
                with self._lock, suppress(Exception):
                    self._is_deserted = True
                    self._executor.shutdown(wait=False)
                return


def _connect(scheduler: str, address: str) -> "Client":
    try:
        from distributed import Client
    except ImportError:
        raise ClusterUnavailable(
            "a Dask cluster needs dask.distributed, which is not installed: pip install 'reportgen[dask]'"
        ) from None
    for name in _LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        return Client(scheduler, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:  # ValueError: no such host; TypeError: another protocol
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ClusterUnavailable(f"{address}: no Dask scheduler answers there ({reason})") from None


def _count_threads(client: "Client", address: str) -> int:
    """Returns how many jobs the workers do at once, after making sure that there is one, and that all make the same bytes."""
    try:
        client.wait_for_workers(1, timeout=_FIRST_WORKER_SECONDS)
    except TimeoutError:
        raise ClusterUnavailable(
            f"{address}: the scheduler has no worker; start one with `dask worker HOST:PORT`"
        ) from None
    for worker, versions in sorted(client.run(engines, paged=True, on_error="return").items()):
        if not isinstance(versions, str):
            raise ClusterUnavailable(
                f"{address}: the worker {worker} cannot use reportgen ({versions}); install it there"
            )
        try:
            compare(versions, f"the worker {worker}", paged=True)
        except OtherEngines as error:
            raise ClusterUnavailable(f"{address}: {error}") from None
    return sum(client.nthreads().values())


def _call_in_process(limits: tuple[float, int], call: Callable[[], _T]) -> _T:
    """Calls a function, on a Dask worker, in one of its processes."""
    return _PROCESSES.submit(limits, call).result()


class _Processes:
    """The processes of a Dask worker, one for each of its threads. They stay for the next batch, if it has the same limits."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pool: LocalPool | None = None
        self._limits: tuple[float, int] = (0, 0)

    def submit(self, limits: tuple[float, int], call: Callable[[], _T]) -> Future[_T]:
        with self._lock:
            if self._pool is None or limits != self._limits:
                if self._pool:  # it finishes the jobs that it has
                    Thread(target=self._pool.shutdown, daemon=True).start()
                self._pool, self._limits = _start_pool(limits), limits
            return self._pool.submit(call)


def _start_pool(limits: tuple[float, int]) -> LocalPool:
    from multiprocessing import current_process

    from distributed import get_worker

    # Dask's nanny marks its worker as one that may start no processes, so that none outlives it; ours end with their pipes.
    vars(current_process())["_config"]["daemon"] = False
    return LocalPool(get_worker().state.nthreads, *limits)


_PROCESSES = _Processes()
