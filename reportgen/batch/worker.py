"""Makes a worker of a batch ready, with its limits, and clears up behind it."""

import multiprocessing
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Sequence
from importlib import import_module
from multiprocessing.util import Finalize
from threading import Thread

from reportgen.processes.worker import limit_memory

_REMOVAL_ATTEMPTS = 20
"""How often temporary files are removed, at most, while other workers still write new ones."""


def start(memory: int, temporary: str, modules: Sequence[str]) -> None:
    """Makes a worker ready: imports modules, and limits its memory to so many MB; 0 is no limit.

    Its temporary files are in a folder inside `temporary`, which the pool removes. Where the batch dies, the worker removes that
    folder itself, and ends.
    """
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # the batch itself ends its workers
        if number := getattr(signal, name, None):  # Windows has not all of them
            signal.signal(number, signal.SIG_IGN)
    tempfile.tempdir = own_folder = tempfile.mkdtemp(dir=temporary)
    Finalize(None, _remove_if_orphaned, (temporary,), exitpriority=1)
    Finalize(None, shutil.rmtree, (own_folder,), {"ignore_errors": True}, exitpriority=2)
    Thread(target=_end_with_batch, args=(temporary,), daemon=True).start()
    for module in modules:
        import_module(module)
    if memory:
        limit_memory(memory)


def _end_with_batch(temporary: str) -> None:
    """Waits until the batch has died, in whatever way, and then removes all temporary files and ends this worker."""
    if batch := multiprocessing.parent_process():
        batch.join()
        _remove_if_orphaned(temporary)
        os._exit(1)


def _remove_if_orphaned(temporary: str) -> None:
    """Removes the temporary files of a batch that has died, some of which other workers may be writing."""
    batch = multiprocessing.parent_process()
    for _ in range(_REMOVAL_ATTEMPTS if batch and not batch.is_alive() else 0):
        shutil.rmtree(temporary, ignore_errors=True)
        if not os.path.lexists(temporary):
            return
        time.sleep(0.1)
