"""Examines files in worker processes with limits, so that a hostile file harms nothing but its worker."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.extract import UnreadableFile
from reportgen.processes.isolate import Refused, run_isolated
from reportgen.verify.examine import examine
from reportgen.verify.model import ExaminedFile


@dataclass(frozen=True, slots=True)
class UnexaminedFile:
    """A file that could not be examined, and the reason."""

    path: Path
    reason: str


def examine_all(paths: Sequence[Path], jobs: int = 1) -> Iterator[ExaminedFile | UnexaminedFile]:
    """Examines files, several at a time, and yields the results in the order of the paths."""
    for path, result in zip(paths, run_isolated(_examine_in_worker, paths, jobs), strict=True):
        yield UnexaminedFile(path, result.reason) if isinstance(result, Refused) else result


def _examine_in_worker(path: Path) -> ExaminedFile | UnexaminedFile:
    try:
        return examine(path)
    except UnreadableFile as error:
        return UnexaminedFile(path, str(error))
