"""Files that are written whole or not at all, several of them together."""

import hashlib
import os
import platform
import re
import shutil
import stat
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

_PREFIX = ".reportgen-{}-{}-"
_LEFT = re.compile(r"\.reportgen-([0-9a-f]{8})-(\d{1,10})-.*\.(?:part|kept)")
"""Files that are being written, with the machine and the number of the process that does it."""

_HOUR = 3600
_CAN_SETTLE = hasattr(os, "sync")
"""Windows brings down files one by one only."""


class Unwritten(Exception):
    """Files that could not be written: the one that failed and why. Everything is as it was before.

    `stuck` are earlier files that could not be brought back, by the names under which they are kept; the files as they were.
    """

    def __init__(self, path: Path, reason: str, stuck: Mapping[Path, Path] | None = None) -> None:
        kept = "".join(f"; {file} as it was is now {name}" for name, file in (stuck or {}).items())
        super().__init__(f"{path}: cannot be written ({reason}){kept or '; earlier files are as they were'}")


def put(files: Mapping[Path, bytes], *, lasting: bool = True) -> None:
    """Write files aside and put them in place together; where one fails, those before it are taken back.

    A file that is replaced keeps its mode, and one behind a link is replaced where it lies. What is no file, such as /dev/null
    or a pipe, is written to and stays what it is. When the power fails, a file that was replaced is the old or the new one, and
    one that is `lasting` is there; another that was new may be gone or torn until `settle` is called. Raises Unwritten.
    """
    parts: dict[Path, Path] = {}
    devices: dict[Path, bytes] = {}
    placed: dict[Path, Path | None] = {}
    left: list[Path] = []  # each is noted before it is made, so that none stays behind an interruption
    target = Path()
    try:
        for target, content in files.items():
            mode = _mode(target)
            if mode is not None and not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
                devices[target] = content
                continue
            real = Path(os.path.realpath(target))
            parts[real] = part = _beside(real, "part")
            left.append(part)
            _write_aside(part, content, mode, flush=lasting or mode is not None)
        for target, part in parts.items():
            earlier = None
            if os.path.lexists(target):
                earlier = _beside(target, "kept")
                left.append(earlier)
                _keep(target, earlier)
            placed[target] = earlier
            part.replace(target)
            left.remove(part)
        for target, content in devices.items():
            target.write_bytes(content)
    except BaseException as error:
        stuck = {}
        for done, kept in placed.items():
            if kept:
                left.remove(kept)  # until it is back in its place it is the only one
            if not _take_back(done, kept) and kept:
                stuck[_saved(kept, done)] = done
        if isinstance(error, OSError):
            raise Unwritten(target, _reason(error), stuck) from error
        raise
    finally:
        for each in left:
            with suppress(OSError):
                each.unlink(missing_ok=True)


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


def _beside(target: Path, kind: str) -> Path:
    """A name beside a target that nothing has."""
    return target.parent / f"{_PREFIX.format(_machine(), os.getpid())}{os.urandom(6).hex()}.{kind}"


def _mode(target: Path) -> int | None:
    """What a file is and who may use it; None where there is none."""
    try:
        return target.stat().st_mode
    except FileNotFoundError:
        return None


def _write_aside(part: Path, content: bytes, mode: int | None, *, flush: bool) -> None:
    """Write a new file that takes the place of one with a mode, if there is one, with `flush` down to the disk.

    Until it is whole, nobody else can read what replaces a file.
    """
    if mode is not None and stat.S_ISDIR(mode):
        raise IsADirectoryError
    with _opened(part, 0o666 if mode is None else 0o600) as stream:
        stream.write(content)
        stream.flush()
        if flush or not _CAN_SETTLE:
            os.fsync(stream.fileno())
    if mode is not None:
        part.chmod(mode & 0o777)


def _opened(part: Path, mode: int) -> "BinaryIO":
    """A new file, in a folder that may not be there either."""

    def opener(name: str, flags: int) -> int:
        return os.open(name, flags, mode)

    try:
        return open(part, "xb", opener=opener)
    except FileNotFoundError:
        part.parent.mkdir(parents=True, exist_ok=True)
        return open(part, "xb", opener=opener)


def _keep(target: Path, name: Path) -> None:
    """Give a file that is about to be replaced a second name, so that it can be put back."""
    try:
        os.link(target, name)
    except OSError:  # some file systems know no second names
        with target.open("rb") as content, _opened(name, 0o600) as copy:
            shutil.copyfileobj(content, copy)
        shutil.copystat(target, name)


def _take_back(target: Path, earlier: Path | None) -> bool:
    """Bring back what was there before; False where that fails."""
    try:
        if earlier:
            earlier.replace(target)
            earlier.unlink(missing_ok=True)  # of two names for one file, neither is replaced by the other
        else:
            target.unlink()
    except OSError:
        return False
    return True


def _saved(kept: Path, target: Path) -> Path:
    """Where an earlier file stays that could not be brought back: under a name that is never swept away."""
    name = kept.with_name(f"{target.name}.{os.urandom(3).hex()}.earlier")
    try:
        return kept.rename(name)
    except OSError:
        return kept


def _reason(error: OSError) -> str:
    if isinstance(error, PermissionError) and sys.platform == "win32":
        return "it is open in another program, or may not be written"
    if isinstance(error, FileExistsError | NotADirectoryError):
        return "a file stands where a folder should be"
    if isinstance(error, IsADirectoryError):
        return "a folder stands in its place"
    return (error.strerror or str(error)).lower()
