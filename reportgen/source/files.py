"""Reads files that others wrote: up to a size, and where another file names them, regular files below a folder alone."""

import errno
import os
import stat
from pathlib import Path

from reportgen.source.codes import MAX_BYTES
from reportgen.source.errors import Unreadable

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Opening a pipe that nobody writes to would block without O_NONBLOCK. Windows has no such flag."""


class NotRegular(Exception):
    """What is no file, such as a device, a pipe or a folder."""


class Outside(Exception):
    """A file outside the folder that it belongs in."""


def read_bytes(path: Path) -> bytes:
    """Reads a dataset: all of it, or a byte more than a dataset may have, which tells that it is too large.

    Raises OSError, and ValueError where the path holds a NUL character.
    """
    with path.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


def read_bounded(path: Path, max_bytes: int) -> bytes:
    """Reads a file that the user names, which may be a pipe. Raises OSError, ValueError, and Unreadable where it is too large."""
    with path.open("rb") as stream:
        content = stream.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise Unreadable(f"{path}: is larger than {max_bytes // 1_000_000} MB")
    return content


def read_regular_file(path: Path, max_bytes: int) -> bytes:
    """Reads a regular file up to a size. Raises NotRegular, OSError and ValueError.

    It checks the open file, not its path: a path may lead to another file by the time it is opened.
    """
    with os.fdopen(os.open(path, _FLAGS), "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise NotRegular
        return stream.read(max_bytes)


def read_file_alone(path: Path) -> bytes:
    """Reads as `read_bytes` does, but never from a pipe or a device, which may have no end. Raises OSError and ValueError."""
    if os.path.isdir(path):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    try:
        return read_regular_file(path, MAX_BYTES + 1)
    except NotRegular:
        raise OSError(errno.ENODEV, "it is a pipe or a device, not a file") from None


def path_inside(folder: Path, name: str) -> Path:
    """Returns the path, without links, of a file or folder that another file names. Raises Outside, OSError and ValueError."""
    path = Path(os.path.realpath(folder / name, strict=True))
    if not path.is_relative_to(os.path.realpath(folder)):
        raise Outside
    return path
