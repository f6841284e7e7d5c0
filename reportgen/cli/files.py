"""Files that are written whole or not at all, several of them together."""

import hashlib
import os
import platform
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

_PREFIX = ".reportgen-{}-{}-"
_LEFT = re.compile(r"\.reportgen-([0-9a-f]{8})-(\d{1,10})-.*\.(?:part|kept)")
"""Files that are being written, with the machine and the number of the process that does it."""

_HOUR = 3600
_CAN_SETTLE = hasattr(os, "sync")
"""Windows brings down files one by one only."""


class Unwritten(Exception):
    """Files that could not be written: the one that failed and why. Everything is as it was before."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: cannot be written ({reason}); earlier files are as they were")


def put(files: Mapping[Path, bytes], *, lasting: bool = True) -> None:
    """Write files aside and put them in place together; where one fails, those before it are taken back.

    A file that is replaced keeps its mode, and one behind a link is replaced where it lies. What is no file, such as /dev/null
    or a pipe, is written to and stays what it is. When the power fails, a file that was replaced is the old or the new one, and
    one that is `lasting` is there; another that was new may be gone or torn until `settle` is called. Raises Unwritten.
    """
    parts: dict[Path, Path] = {}
    placed: dict[Path, Path | None] = {}
    target = Path()
    try:
        for target, content in files.items():
            real = target.resolve()
            if not _is_device(real):
                parts[real] = _aside(real, content, flush=lasting or real.exists())
        for target, part in parts.items():
            placed[target] = earlier = _kept(target)
            part.replace(target)
        for target, content in files.items():
            if _is_device(target):
                target.write_bytes(content)
        parts.update({target: earlier for target, earlier in placed.items() if earlier})
    except BaseException as error:
        for done, earlier in placed.items():
            _take_back(done, earlier)
        if isinstance(error, OSError | RuntimeError):  # Python 3.11 and 3.12 find links in a circle so
            raise Unwritten(target, _reason(error)) from error
        raise
    finally:
        for left in parts.values():
            with suppress(OSError):
                left.unlink(missing_ok=True)


def settle() -> None:
    """Have all that was written brought down to the disk, at once for many files."""
    if _CAN_SETTLE:
        os.sync()


def sweep(folder: Path) -> None:
    """Take away what runs that were killed have left in a folder and the folders in it: files that never came to their place."""
    for place, _, names in os.walk(folder):
        for name in names:
            found = _LEFT.fullmatch(name)
            if found and not _is_written(Path(place, name), found[1], int(found[2])):
                with suppress(OSError):
                    Path(place, name).unlink()


def _is_written(file: Path, machine: str, process: int) -> bool:
    """Whether the program that wrote a file aside may still be at it."""
    if (
        sys.platform == "win32" or machine != _machine()
    ):  # asking there would end the process, and here there is no answer
        with suppress(OSError):
            return time.time() - file.stat().st_mtime < _HOUR
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return process != os.getpid()


@cache
def _machine() -> str:
    """Where a process is known by its number: this machine, or the container that it runs in."""
    place = platform.node()
    with suppress(OSError):
        place += str(Path("/proc/self/ns/pid").readlink())
    return hashlib.sha256(place.encode("utf-8", "replace")).hexdigest()[:8]


def _prefix() -> str:
    return _PREFIX.format(_machine(), os.getpid())


def _is_device(target: Path) -> bool:
    return target.exists() and not target.is_file() and not target.is_dir()


def _aside(target: Path, content: bytes, *, flush: bool) -> Path:
    """A new file beside a target, with its mode, that holds the content, with `flush` down to the disk."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir():
        raise IsADirectoryError
    handle, name = tempfile.mkstemp(prefix=_prefix(), suffix=".part", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            if flush or not _CAN_SETTLE:
                os.fsync(stream.fileno())
        Path(name).chmod(_mode(target))
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _mode(target: Path) -> int:
    """The mode of a file that is there, or that which a new one gets."""
    with suppress(OSError):
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _kept(target: Path) -> Path | None:
    """A second name for a file that is about to be replaced, so that it can be put back."""
    if not target.exists():
        return None
    name = Path(tempfile.mkdtemp(prefix=_prefix(), suffix=".kept", dir=target.parent))
    name.rmdir()
    try:
        os.link(target, name)
    except OSError:  # some file systems know no second names
        shutil.copy2(target, name)
    return name


def _take_back(target: Path, earlier: Path | None) -> None:
    with suppress(OSError):
        if earlier:
            earlier.replace(target)
            earlier.unlink(missing_ok=True)  # of two names for one file, neither is replaced by the other
        else:
            target.unlink()


def _reason(error: OSError | RuntimeError) -> str:
    if isinstance(error, PermissionError) and sys.platform == "win32":
        return "it is open in another program, or may not be written"
    if isinstance(error, FileExistsError | NotADirectoryError):
        return "a file stands where a folder should be"
    if isinstance(error, IsADirectoryError):
        return "a folder stands in its place"
    return (getattr(error, "strerror", None) or str(error)).lower()
