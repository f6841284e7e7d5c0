"""Reads a file in a worker process with limits, so that a hostile file harms nothing but the worker."""

from pathlib import Path

from reportgen.extract import UnreadableFile
from reportgen.importer.blocks import Reading
from reportgen.importer.readers import read_file
from reportgen.processes.isolation import Failure, call_isolated


def read_isolated(path: Path) -> Reading:
    """Reads a file. Raises UnreadableFile."""
    result = next(call_isolated(_read, [path]))
    if isinstance(result, Failure):
        raise UnreadableFile(result.reason)
    return result


def _read(path: Path) -> Reading | Failure:
    try:
        return read_file(path)
    except UnreadableFile as error:
        return Failure(str(error))
