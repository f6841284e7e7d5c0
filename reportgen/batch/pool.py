"""The workers on this machine: processes that have everything loaded, each with a time and a memory limit."""

import multiprocessing
import shutil
import tempfile
import weakref
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from reportgen.batch.worker import start
from reportgen.formats import FORMATS
from reportgen.processes.pool import WorkerPool
from reportgen.processes.worker import Initializer

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

_MAX_PAGED_JOBS = 50
"""After how many jobs with PDFs a new worker replaces the old one: Pango keeps some 8 KB of each that it has laid out."""


class LocalPool(WorkerPool):
    """A pool of workers that compile reports.

    `time_limit` is in seconds for a job, `memory_limit` in MB for a worker; 0 is no limit. A job that asks for more memory fails
    with MemoryError, where the system keeps to limits (Linux does). The workers are made ready for `formats`.
    """

    loss = "the workers are lost"
    """What has happened where jobs end with CancelledError."""

    def __init__(
        self, size: int, time_limit: float, memory_limit: int, formats: Collection[str] = FORMATS
    ) -> None:
        self.size = size
        modules = preload_modules(formats)
        temporary = tempfile.mkdtemp(prefix="reportgen-")
        self._remove_temporary = weakref.finalize(self, shutil.rmtree, temporary, ignore_errors=True)
        super().__init__(
            size,
            _context(modules),
            Initializer(start, (memory_limit, temporary, modules)),
            limit=time_limit,
            max_jobs_per_worker=_MAX_PAGED_JOBS if _is_any_paged(formats) else 0,
        )

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 (the interface's)
        """Ends the workers once all jobs are done, or at once with `cancel_futures`, and removes their temporary files."""
        super().shutdown(wait, cancel_futures=cancel_futures)
        if wait:
            self._remove_temporary()


def preload_modules(formats: Collection[str]) -> list[str]:
    """Returns the modules that import what workers need for formats."""
    engine = ["reportgen.batch.preload_engine"] if _is_any_paged(formats) else []
    return [*(f"reportgen.writers.{name}" for name in formats), *engine, "reportgen.batch.preload"]


def _is_any_paged(formats: Collection[str]) -> bool:
    return any(FORMATS[name].is_paged for name in formats)


def _context(modules: Iterable[str]) -> "BaseContext":
    """Returns how processes are started: forked from a process that has imported the modules, where the system can do that."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    multiprocessing.set_forkserver_preload(
        ["reportgen.processes.worker", "reportgen.batch.compiling", "reportgen.batch.worker", *modules]
    )
    return multiprocessing.get_context("forkserver")
