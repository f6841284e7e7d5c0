"""Renders SVGs as PNGs in a process of its own, which runs the program `svg_process` and stays for the next SVG."""

import atexit
import struct
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock, Timer
from typing import IO, cast

TIME_LIMIT = 20
"""How many seconds a rendering may take; those of reports take a tenth of one."""

_ALARM_AFTER = TIME_LIMIT + 1
"""After how many seconds the process ends itself, in case this one has ended meanwhile."""

_PROGRAM = Path(__file__).with_name("svg_process.py")
_REQUEST_HEADER, _RESPONSE_HEADER = struct.Struct("<3Q"), struct.Struct("<Q")


class RenderingTimeoutError(Exception):
    """A rendering took longer than TIME_LIMIT."""


class SvgRenderer:
    """A process that renders one SVG after the other; where one crashes it, the next gets a new process."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = Lock()

    def render(self, svg: bytes, options: bytes) -> bytes:
        """Renders an SVG, with resvg's options as JSON; empty where that fails. Raises RenderingTimeoutError."""
        with self._lock:
            is_reused = self._process is not None
            png = self._render_in_time(svg, options)
            if png is None and is_reused:  # the process may have been ended while it waited
                png = self._render_in_time(svg, options)
        return png or b""

    def _render_in_time(self, svg: bytes, options: bytes) -> bytes | None:
        """Returns the PNG, or None where the process ends over it. Raises RenderingTimeoutError."""
        process, is_late = self._running_process(), Event()
        timer = Timer(TIME_LIMIT, _kill_late, (process, is_late))
        timer.start()
        png = None
        try:
            png = _request(process, svg, options)
        finally:
            timer.cancel()
            timer.join()
            # The process has ended, or an interruption left its answer half read.
            if png is None or is_late.is_set():
                self.stop()
        if png is None and is_late.is_set():
            raise RenderingTimeoutError
        return png

    def _running_process(self) -> "subprocess.Popen[bytes]":
        if self._process is None:
            command = [sys.executable, "-P", str(_PROGRAM)]  # -P: modules beside the program are not imported
            self._process = subprocess.Popen(  # noqa: S603 - no part of the command comes from outside
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            atexit.register(self.stop)
        return self._process

    def stop(self) -> None:
        """Ends the process, whatever it is doing."""
        process, self._process = self._process, None
        atexit.unregister(self.stop)
        if process:
            process.kill()
            with suppress(OSError), process:
                pass


def _kill_late(process: "subprocess.Popen[bytes]", is_late: Event) -> None:
    is_late.set()
    process.kill()


def _request(process: "subprocess.Popen[bytes]", svg: bytes, options: bytes) -> bytes | None:
    """Returns the process's PNG of an SVG, or None where the process ends over it."""
    source, target = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
    with suppress(OSError):
        source.write(_REQUEST_HEADER.pack(_ALARM_AFTER, len(options), len(svg)) + options + svg)
        source.flush()
    header = target.read(_RESPONSE_HEADER.size)
    size = _RESPONSE_HEADER.unpack(header)[0] if len(header) == _RESPONSE_HEADER.size else -1
    png = target.read(size) if size > 0 else b""
    return png if len(png) == size else None
