"""Workers on other machines: a Dask cluster behind the same interface as the workers on this one.

Jobs and products travel as bytes, so that workers need no disk in common with this machine; they need reportgen in the same
versions. Each Dask worker compiles in processes of its own, which keep to the limits and take no worker with them when they die.
A Dask worker that dies is Dask's to replace: it gives its jobs to another, at most three times. Where none is left and
none comes, the batch gives up.
"""

import logging
import re
import warnings
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future
from contextlib import suppress
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from reportgen.batch.pool import Pool
from reportgen.batch.versions import OtherEngines, compare, engines

if TYPE_CHECKING:
    from distributed import Client

_P = ParamSpec("_P")
_T = TypeVar("_T")

_ADDRESS = re.compile(r"dask://([^\s/?#@]+:[0-9]{1,5})/?")
_ANSWERING = 10
_JOINING = 10
_WAITING = 60
"""The seconds in which a scheduler answers, in which it has a worker, and in which it has one again after the last was lost."""
_LOOKING = 2
"""The seconds between two looks at the workers; the client learns of them as often."""


class NoCluster(Exception):
    """A cluster that cannot be used; the message says why and what to do."""


class Cluster(Executor):
    """The workers of a Dask scheduler; limits as for `Pool`, kept to on each of them.

    `size` is how many jobs they do at once. Raises NoCluster where they cannot be used. Source:
    https://distributed.dask.org/en/stable/api.html#distributed.Client.get_executor
    """

    def __init__(self, address: str, limit: float, memory: int) -> None:
        found = _ADDRESS.fullmatch(address)
        if not found:
            raise NoCluster(
                f"`{address}` is no address of a scheduler; write local, or an address like dask://192.0.2.1:8786"
            )
        self._limits = (limit, memory)
        self._address = address.rstrip("/")
        self._client = _connected(f"tcp://{found[1]}", self._address)
        try:
            self.size = _ready(self._client, self._address)
        except BaseException:
            self._client.close()
            raise
        self._executor = self._client.get_executor(pure=False)
        self._lock, self._left = Lock(), Event()
        self._deserted = False
        Thread(target=self._watch, daemon=True).start()

    @property
    def loss(self) -> str:
        """What was lost, where jobs have ended with CancelledError."""
        return "its workers are lost" if self._deserted else "the scheduler is lost"

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """Have a function called on a worker. Raises CancelledError where the scheduler or all workers are gone."""
        with self._lock, warnings.catch_warnings():
            if self._deserted or self._client.status != "running":
                raise CancelledError
            warnings.filterwarnings("ignore", message="Sending large graph")  # a job with all its pictures
            future: Future[_T] = self._executor.submit(_limited, self._limits, fn, args, kwargs)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 (the interface's)
        """Leave the cluster, which goes on without us."""
        self._left.set()
        self._executor.shutdown(wait=wait and not cancel_futures)
        self._client.close()

    def _watch(self) -> None:
        """Cancel all jobs once the scheduler has been without a worker for long: Dask itself would wait for ever."""
        alone = 0.0
        while not self._left.wait(_LOOKING) and self._client.status == "running":
            with suppress(Exception):  # a scheduler that does not answer is lost in another way
                alone = 0 if self._client.nthreads() else alone + _LOOKING
            if alone >= _WAITING:
                with self._lock, suppress(Exception):
                    self._deserted = True
                    self._executor.shutdown(wait=False)
                return


def _connected(scheduler: str, address: str) -> "Client":
    try:
        from distributed import Client
    except ImportError:
        raise NoCluster(
            "a Dask cluster needs dask.distributed, which is not installed: pip install 'reportgen[dask]'"
        ) from None
    for name in (
        "distributed",
        "distributed.client",
        "tornado.application",
    ):  # what they have to say of a lost connection, we say
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        return Client(scheduler, timeout=_ANSWERING, set_as_default=False)
    except (
        OSError,
        ValueError,
        TypeError,
    ) as error:  # a host that is none is a ValueError, other protocols a TypeError
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise NoCluster(f"{address}: no Dask scheduler answers there ({reason})") from None


def _ready(client: "Client", address: str) -> int:
    """How many jobs the workers do at once, once there is one, and all of them make the bytes that are made here."""
    try:
        client.wait_for_workers(1, timeout=_JOINING)
    except TimeoutError:
        raise NoCluster(
            f"{address}: the scheduler has no worker; start one with `dask worker HOST:PORT`"
        ) from None
    for worker, versions in sorted(client.run(engines, paged=True, on_error="return").items()):
        if not isinstance(versions, str):
            raise NoCluster(
                f"{address}: the worker {worker} cannot use reportgen ({versions}); install it there"
            )
        try:
            compare(versions, f"the worker {worker}", paged=True)
        except OtherEngines as error:
            raise NoCluster(f"{address}: {error}") from None
    return sum(client.nthreads().values())


def _limited(
    limits: tuple[float, int],
    function: Callable[..., _T],
    arguments: tuple[Any, ...],
    options: dict[str, Any],
) -> _T:
    """Call a function on a Dask worker, in one of its processes."""
    return _PROCESSES.submit(limits, function, arguments, options).result()


class _Processes:
    """The processes of a Dask worker, one for each of its threads. They stay for the next batch, if it has the same limits."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pool: Pool | None = None
        self._limits: tuple[float, int] = (0, 0)

    def submit(
        self,
        limits: tuple[float, int],
        function: Callable[..., _T],
        arguments: tuple[Any, ...],
        options: dict[str, Any],
    ) -> Future[_T]:
        with self._lock:
            if self._pool is None or limits != self._limits:
                self._renew(limits)
            assert self._pool is not None  # noqa: S101 (renewed above)
            return self._pool.submit(function, *arguments, **options)

    def _renew(self, limits: tuple[float, int]) -> None:
        from multiprocessing import current_process

        from distributed import get_worker

        if self._pool:  # what it has begun comes to its end
            Thread(target=self._pool.shutdown, daemon=True).start()
        # Dask's nanny marks its worker as one that may start no processes, so that none outlives it; ours end with the pipe.
        vars(current_process())["_config"]["daemon"] = False
        self._pool, self._limits = Pool(get_worker().state.nthreads, *limits), limits


_PROCESSES = _Processes()
