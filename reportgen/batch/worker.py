"""What a worker of a batch does: it is made ready, with limits, and does one job after the other."""

import gc
import multiprocessing
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from itertools import count
from threading import Thread
from typing import Any, TypeVar

from reportgen.processes.worker import limit_memory

_T = TypeVar("_T")

_TRIES = 20
"""How often temporary files are taken away, at most, while there are new ones."""


def start(memory: int, place: str, modules: tuple[str, ...]) -> None:
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
    if memory:
        limit_memory(memory)


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
