"""Reads a file that another one names: only inside a folder, only up to a size, and never from a pipe or device."""

import os
import stat
from pathlib import Path

from reportgen.images.errors import MissingFile, UnusableFile

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Opening a pipe that nobody writes to would block without O_NONBLOCK. Windows has no such flag."""


def read_file_inside(folder: Path, name: str, max_bytes: int) -> bytes:
    """Reads a file that lies in a folder or one inside it. Raises Unusable, and Missing if there is no such file."""
    try:
        path = Path(os.path.realpath(folder / name, strict=True))
        if not path.is_relative_to(os.path.realpath(folder)):
            raise UnusableFile(f"`{name}` lies outside the folder it belongs in")
        content = _read_regular_file(path, name, max_bytes + 1)
    except FileNotFoundError:
        raise MissingFile(f"there is no file `{name}`") from None
    except (OSError, ValueError) as error:
        raise UnusableFile(f"`{name}` cannot be read ({getattr(error, 'strerror', None) or error})") from None
    if len(content) > max_bytes:
        raise UnusableFile(f"`{name}` is larger than {max_bytes // 1_000_000} MB")
    return content


def _read_regular_file(path: Path, name: str, max_bytes: int) -> bytes:
    """Checks the open file, not its path: a path may lead to another file by the time it is opened."""
    with os.fdopen(os.open(path, _FLAGS), "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise UnusableFile(f"`{name}` is not a file")
        return stream.read(max_bytes)
