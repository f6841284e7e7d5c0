"""Writes files whole or not at all, several of them together."""

import hashlib
import os
import platform
import shutil
import stat
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.startup.patterns import lazy_pattern

if TYPE_CHECKING:
    from typing import BinaryIO

_PREFIX = ".reportgen-{}-{}-"
_TEMPORARY = lazy_pattern(r"\.reportgen-([0-9a-f]{8})-(\d{1,10})-.*\.(?:part|kept)")
"""The names of temporary files, with the machine and the number of the process that writes them.

A `part` is a new file that is not yet in place, a `kept` an earlier file until those that replace it are all in place.
"""

_HOUR = 3600
_HAS_SYNC = hasattr(os, "sync")
"""Windows flushes files one by one only."""


class WriteFailed(Exception):
    """Files that could not be written: the one that failed and why. Everything is as it was before.

    `stuck` are earlier files that could not be brought back: the names that they have now, with those that they had.
    """

    def __init__(self, path: Path, reason: str, stuck: Mapping[Path, Path] | None = None) -> None:
        moved = "".join(f"; {file} as it was is now {name}" for name, file in (stuck or {}).items())
        super().__init__(f"{path}: cannot be written ({reason}){moved or '; earlier files are as they were'}")


def write_atomically(
    files: Mapping[Path, bytes],
    *,
    durable: bool = True,
    before_moving: Callable[[], None] | None = None,
) -> None:
    """Writes temporary files and moves them into place together; where one fails, those before it are undone.

    A file that is replaced keeps its mode, and one behind a link is replaced where it lies. What is no file, such as /dev/null
    or a pipe, is written to and stays what it is. When the power fails, a file that was replaced is the old or the new one, and
    one that is `durable` is there; another that was new may be gone or torn until `flush_to_disk` is called. Raises WriteFailed.

    `before_moving` is called when all is written and nothing is in place; what it raises leaves everything as it was.
    """
    parts: dict[Path, Path] = {}
    devices: dict[Path, bytes] = {}
    replaced: dict[Path, Path | None] = {}  # the files that are in place, each with the earlier one
    temporary: list[Path] = []  # each is listed before it is made, so that an interruption leaves none behind
    new_folders: list[Path] = []  # as these are
    target = Path()
    try:
        for target, content in files.items():
            mode = _mode(target)
            if mode is not None and not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
                devices[target] = content
                continue
            path = Path(os.path.realpath(target))
            parts[path] = part = _temporary_name(path, "part")
            temporary.append(part)
            _write_part(part, content, mode, new_folders, flush=durable or mode is not None)
        if before_moving:
            before_moving()
        for target, part in parts.items():
            backup = None
            if os.path.lexists(target):
                backup = _temporary_name(target, "kept")
                temporary.append(backup)
                _back_up(target, backup)
            replaced[target] = backup
            part.replace(target)
            temporary.remove(part)
        for target, content in devices.items():
            target.write_bytes(content)
    except BaseException as error:
        stuck = {}
        for path, backup in replaced.items():
            if backup:
                temporary.remove(backup)  # until it is back in place, there is no other copy
            if not _undo(path, backup) and backup:
                stuck[_save(backup, path)] = path
        if isinstance(error, OSError):
            raise WriteFailed(target, _reason(error), stuck) from error
        raise
    else:
        new_folders.clear()
    finally:
        for path in temporary:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        for folder in reversed(new_folders):
            with suppress(OSError):  # something else may lie in it by now
                folder.rmdir()


def flush_to_disk() -> None:
    """Makes everything that was written so far durable: at once for many files."""
    if _HAS_SYNC:
        os.sync()


def remove_leftovers(folder: Path, *, deep: bool = True) -> None:
    """Removes temporary files of runs that were killed, from a folder and, where it is to go `deep`, the folders in it."""
    for parent, folder_names, names in os.walk(folder):
        if not deep:
            folder_names.clear()
        for name in names:
            match = _TEMPORARY.fullmatch(name)
            if match and not _is_in_use(Path(parent, name), match[1], int(match[2])):
                with suppress(OSError):
                    Path(parent, name).unlink()


def _is_in_use(file: Path, machine: str, process: int) -> bool:
    """Tells whether the process that made a temporary file may still run.

    Processes on other machines cannot be asked, and on Windows asking would end them: there a file counts for an hour.
    """
    if sys.platform == "win32" or machine != _machine():
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
    """Returns the name of what numbers its processes by itself: this machine, or the container that the program runs in."""
    name = platform.node()
    with suppress(OSError):
        name += str(Path("/proc/self/ns/pid").readlink())
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:8]


def _temporary_name(target: Path, kind: str) -> Path:
    """Returns an unused name in the folder of a target."""
    return target.parent / f"{_PREFIX.format(_machine(), os.getpid())}{os.urandom(6).hex()}.{kind}"


def _mode(target: Path) -> int | None:
    """Returns the type and permissions of a file; None where there is none."""
    try:
        return target.stat().st_mode
    except FileNotFoundError:
        return None


def _write_part(
    part: Path, content: bytes, mode: int | None, new_folders: list[Path], *, flush: bool
) -> None:
    """Writes a new file, with `flush` down to the disk, which takes the place of a file with a mode if there is one.

    What replaces a file can be read by nobody else until it is whole.
    """
    if mode is not None and stat.S_ISDIR(mode):
        raise IsADirectoryError
    with _create(part, 0o666 if mode is None else 0o600, new_folders) as stream:
        stream.write(content)
        stream.flush()
        if flush or not _HAS_SYNC:
            os.fsync(stream.fileno())
    if mode is not None:
        part.chmod(mode & 0o777)


def _create(path: Path, mode: int, new_folders: list[Path]) -> "BinaryIO":
    """Creates a file, with its folder where there is none."""

    def opener(name: str, flags: int) -> int:
        return os.open(name, flags, mode)

    try:
        return open(path, "xb", opener=opener)
    except FileNotFoundError:
        _make_folder(path.parent, new_folders)
        return open(path, "xb", opener=opener)


def _make_folder(folder: Path, new_folders: list[Path]) -> None:
    """Makes a folder, with those around it, and adds those that were not there, the outer ones first."""
    if os.path.isdir(folder):
        return
    _make_folder(folder.parent, new_folders)
    new_folders.append(folder)
    try:
        folder.mkdir()
    except FileExistsError:
        new_folders.remove(folder)
        if not os.path.isdir(folder):  # else another process has made it
            raise


def _back_up(target: Path, backup: Path) -> None:
    """Gives a file that is about to be replaced a second name, or a copy, so that it can be brought back."""
    try:
        os.link(target, backup)
    except OSError:  # some file systems have no hard links
        with target.open("rb") as content, _create(backup, 0o600, []) as copy:
            shutil.copyfileobj(content, copy)
        shutil.copystat(target, backup)


def _undo(target: Path, backup: Path | None) -> bool:
    """Brings back the earlier file, or removes a new one. Returns False where that fails."""
    try:
        if backup:
            backup.replace(target)
            backup.unlink(
                missing_ok=True
            )  # POSIX: to rename one name of a file to another of its names does nothing
        else:
            target.unlink()
    except OSError:
        return False
    return True


def _save(backup: Path, target: Path) -> Path:
    """Renames an earlier file that could not be brought back, so that `remove_leftovers` never removes it; returns its name."""
    name = backup.with_name(f"{target.name}.{os.urandom(3).hex()}.earlier")
    try:
        return backup.rename(name)
    except OSError:
        return backup


def _reason(error: OSError) -> str:
    if isinstance(error, PermissionError) and sys.platform == "win32":
        return "it is open in another program, or may not be written"
    if isinstance(error, FileExistsError | NotADirectoryError):
        return "a file stands where a folder should be"
    if isinstance(error, IsADirectoryError):
        return "a folder stands in its place"
    return (error.strerror or str(error)).lower()
