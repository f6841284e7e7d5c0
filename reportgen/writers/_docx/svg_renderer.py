"""The engine that makes pictures of drawings: a process that is kept for the next one, whose program is `draw`."""

import atexit
import struct
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock, Timer
from typing import IO, cast

LONGEST = 20
"""How many seconds a drawing may take; those of reports take a tenth of one."""

_ALARM = LONGEST + 1
"""After how many seconds it ends by itself: who asked may be gone before it is told to."""

_PROGRAM = Path(__file__).with_name("svg_process.py")
_SIZES, _SIZE = struct.Struct("<3Q"), struct.Struct("<Q")


class TooLongError(Exception):
    """A drawing that takes longer than it may."""


class Engine:
    """A process that draws one drawing after the other; where one brings it down, the next has a new one."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = Lock()

    def draw(self, drawing: bytes, options: bytes) -> bytes:
        """A drawing as a PNG, with the engine's options as JSON; empty where it cannot be drawn. Raises TooLongError."""
        with self._lock:
            waited = self._process is not None
            drawn = self._drawn(drawing, options)
            if drawn is None and waited:  # it may have been ended while it waited
                drawn = self._drawn(drawing, options)
        return drawn or b""

    def _drawn(self, drawing: bytes, options: bytes) -> bytes | None:
        """A drawing as a PNG; None where the process ends over it. Raises TooLongError."""
        process, late = self._started(), Event()
        timer = Timer(LONGEST, _give_up, (process, late))
        timer.start()
        drawn = None
        try:
            drawn = _answer(process, drawing, options)
        finally:
            timer.cancel()
            timer.join()
            if (
                drawn is None or late.is_set()
            ):  # it is gone, or an interruption found it in the middle of an answer
                self.stop()
        if drawn is None and late.is_set():
            raise TooLongError
        return drawn

    def _started(self) -> "subprocess.Popen[bytes]":
        if self._process is None:
            command = [
                sys.executable,
                "-P",
                str(_PROGRAM),
            ]  # -P: what lies beside the program is not imported
            self._process = subprocess.Popen(  # noqa: S603 (no word of it from outside)
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            atexit.register(self.stop)
        return self._process

    def stop(self) -> None:
        """Have the process end, whatever it does."""
        process, self._process = self._process, None
        atexit.unregister(self.stop)
        if process:
            process.kill()
            with suppress(OSError), process:
                pass


def _give_up(process: "subprocess.Popen[bytes]", late: Event) -> None:
    late.set()
    process.kill()


def _answer(process: "subprocess.Popen[bytes]", drawing: bytes, options: bytes) -> bytes | None:
    """What the process makes of a drawing; None where it ends over it."""
    source, target = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
    with suppress(OSError):
        source.write(_SIZES.pack(_ALARM, len(options), len(drawing)) + options + drawing)
        source.flush()
    head = target.read(_SIZE.size)
    size = _SIZE.unpack(head)[0] if len(head) == _SIZE.size else -1
    drawn = target.read(size) if size > 0 else b""
    return drawn if len(drawn) == size else None
