"""Looking into files in processes of their own, with limits: what a file does to its readers, it does to nobody else."""

import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.extract import UnreadableFile
from reportgen.processes.pool import NoWorker, WorkerDied, Workers
from reportgen.processes.worker import Ready, limit_memory
from reportgen.verify.examine import examine
from reportgen.verify.model import Examined

SECONDS = 120
MEMORY = 2_000
"""How long a file may take, and how many MB of memory; reports of a hundred pages take a second and 200 MB."""


@dataclass(frozen=True, slots=True)
class Unexamined:
    """A file that could not be looked into, and why."""

    path: Path
    reason: str


def examine_all(paths: Sequence[Path], jobs: int = 1) -> Iterator[Examined | Unexamined]:
    """Look into files, several at a time, and give what comes of it in their order."""
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    try:
        pool = Workers(max(1, min(jobs, len(paths))), context, Ready(_start), limit=SECONDS)
    except NoWorker as error:
        yield from (_unstarted(path, error) for path in paths)
        return
    try:
        futures = [pool.submit(_examined, path) for path in paths]
        for path, future in zip(paths, futures, strict=True):
            try:
                yield future.result()
            except TimeoutError:
                yield Unexamined(path, f"it takes longer than {SECONDS} seconds to look into")
            except NoWorker as error:
                yield _unstarted(path, error)
            except (WorkerDied, MemoryError):
                yield Unexamined(
                    path, f"it takes more than {MEMORY} MB of memory, or brings its readers down"
                )
    finally:
        pool.shutdown(cancel_futures=True)


def _unstarted(path: Path, error: NoWorker) -> Unexamined:
    return Unexamined(path, f"no process can be started to look into it ({error})")


def _start() -> None:
    """Make a process ready: the main one alone hears of an interruption, and memory is limited where the system does it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_memory(MEMORY)


def _examined(path: Path) -> Examined | Unexamined:
    try:
        return examine(path)
    except UnreadableFile as error:
        return Unexamined(path, str(error))
