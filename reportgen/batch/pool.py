"""Workers on this machine: processes that have everything loaded, each with a time and a memory limit."""

import gc
import multiprocessing
import os
import shutil
import sys
import tempfile
import time
import weakref
from collections.abc import Callable, Collection
from importlib import import_module
from itertools import count
from threading import Thread
from typing import Any, TypeVar

from reportgen.batch.ahead import FORMATS, method, needed
from reportgen.workers import Ready, Workers

_T = TypeVar("_T")

_RENEWED = 50
"""After how many jobs with PDFs a worker gives way to a fresh one: Pango keeps some 8 KB of each that it has laid out."""


_TRIES = 20
"""How often temporary files are taken away, at most, while there are new ones."""


class Pool(Workers):
    """Workers that compile reports.

    `limit` are the seconds that a job may take, `memory` the MB of a worker. A job that asks for more memory fails with
    MemoryError, where the system keeps to limits (Linux does). They are ready for `formats`; without PDF they start sooner.
    """

    def __init__(self, workers: int, limit: float, memory: int, formats: Collection[str] = FORMATS) -> None:
        modules = needed(formats)
        place = tempfile.mkdtemp(prefix="reportgen-")
        self._clear = weakref.finalize(self, shutil.rmtree, place, ignore_errors=True)
        ready = Ready(_start, (memory, place, modules))
        context = multiprocessing.get_context(method(modules))
        super().__init__(workers, context, ready, limit=limit, renewed=_RENEWED if "pdf" in formats else 0)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 (the interface's)
        """Let the workers go, at once where what is left is not wanted, and clear up behind them."""
        super().shutdown(wait, cancel_futures=cancel_futures)
        if wait:
            self._clear()


def _start(memory: int, place: str, modules: tuple[str, ...]) -> None:
    """Make a worker ready: all is loaded, and the memory is limited.

    Its temporary files are below `place`, where they are found if it dies; it takes them away itself where the batch dies, and
    ends.
    """
    import signal
    from multiprocessing.util import Finalize

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # the batch itself ends its workers
        if found := getattr(signal, name, None):
            signal.signal(found, signal.SIG_IGN)
    own = tempfile.tempdir = tempfile.mkdtemp(dir=place)
    Finalize(None, _clear_behind, (place,), exitpriority=1)
    Finalize(None, shutil.rmtree, (own,), {"ignore_errors": True}, exitpriority=2)
    Thread(target=_outlive, args=(place,), daemon=True).start()
    for module in modules:
        import_module(module)
    _limit(memory)


def _outlive(place: str) -> None:
    """Wait until the batch has died, however that comes about, and leave nothing behind."""
    if batch := multiprocessing.parent_process():
        batch.join()
        _clear_behind(place)
        os._exit(1)


def _clear_behind(place: str) -> None:
    """Take away the temporary files of a batch that has died, some of which are being written."""
    batch = multiprocessing.parent_process()
    for _ in range(_TRIES if batch and not batch.is_alive() else 0):
        shutil.rmtree(place, ignore_errors=True)
        if not os.path.lexists(place):
            return
        time.sleep(0.1)


def _limit(memory: int) -> None:
    if memory and sys.platform == "linux":
        import resource

        size = memory * 1_000_000
        resource.setrlimit(resource.RLIMIT_DATA, (size, size))


def work(function: Callable[[Any], _T], job: Any) -> _T:
    """Do one job in a worker and leave it as it was: the next starts with the same memory.

    WeasyPrint makes objects that hold each other, and failures do; after other jobs there is next to nothing to search for. What
    stays behind the first job is there to stay, and not searched either.
    """
    gc.disable()
    whole = False
    try:
        result = function(job)
        whole = True
        return result
    finally:
        gc.enable()
        done = next(_DONE)
        if not whole or "pdf" in job.formats or done % _SEARCHED == 0:
            gc.collect()
        if done == 0:
            gc.freeze()


_DONE = count()
_SEARCHED = 16
