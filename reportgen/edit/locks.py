"""Lets one session at a time write a file. The locks lie in a folder that nobody else may use, and end with their process."""

import os
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

_WAIT = 5.0
"""Seconds after which a session that holds a lock has been stopped: nobody needs more than a fraction of one."""

_AGAIN = 0.005


def name_of(path: Path) -> str:
    """Returns what names a file on this machine, whatever links lead to it."""
    return sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:32]


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds the lock of a file. Where none can be made, goes on without. Raises OSError where another holds it for seconds."""
    descriptor = _open_lock(path)
    if descriptor is None:
        yield
        return
    try:
        deadline = time.monotonic() + _WAIT
        while not _lock(descriptor):
            if time.monotonic() > deadline:
                raise OSError("another session holds the file")
            time.sleep(_AGAIN)
        yield
    finally:
        os.close(descriptor)  # which ends the lock


def _open_lock(path: Path) -> int | None:
    folder = _private_folder()
    if folder is None:
        return None
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    with suppress(OSError):
        return os.open(folder / f"{name_of(path)}.lock", flags, 0o600)
    return None


def _private_folder() -> Path | None:
    """Returns the folder of the locks; None where somebody else has made it, or none can be made."""
    owner = "" if sys.platform == "win32" else f"-{os.getuid()}"
    folder = Path(tempfile.gettempdir(), f"reportgen-locks{owner}")
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        status = folder.lstat()
    except OSError:
        return None
    if not stat.S_ISDIR(status.st_mode):
        return None
    if sys.platform != "win32" and (status.st_uid != os.getuid() or status.st_mode & 0o077):
        return None
    return folder


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        with suppress(OSError):
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            return True
        return False

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False
