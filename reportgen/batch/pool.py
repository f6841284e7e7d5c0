"""Workers on this machine: processes that have everything loaded, each with a time and a memory limit."""

import multiprocessing
import shutil
import tempfile
import weakref
from collections.abc import Collection

from reportgen.batch.ahead import FORMATS, method, needed
from reportgen.batch.worker import start
from reportgen.processes.pool import Workers
from reportgen.processes.worker import Ready

_RENEWED = 50
"""After how many jobs with PDFs a worker gives way to a fresh one: Pango keeps some 8 KB of each that it has laid out."""


class Pool(Workers):
    """Workers that compile reports.

    `limit` are the seconds that a job may take, `memory` the MB of a worker. A job that asks for more memory fails with
    MemoryError, where the system keeps to limits (Linux does). They are ready for `formats`; without PDF they start sooner.
    """

    def __init__(self, workers: int, limit: float, memory: int, formats: Collection[str] = FORMATS) -> None:
        modules = needed(formats)
        place = tempfile.mkdtemp(prefix="reportgen-")
        self._clear = weakref.finalize(self, shutil.rmtree, place, ignore_errors=True)
        ready = Ready(start, (memory, place, modules))
        context = multiprocessing.get_context(method(modules))
        super().__init__(workers, context, ready, limit=limit, renewed=_RENEWED if "pdf" in formats else 0)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 (the interface's)
        """Let the workers go, at once where what is left is not wanted, and clear up behind them."""
        super().shutdown(wait, cancel_futures=cancel_futures)
        if wait:
            self._clear()
