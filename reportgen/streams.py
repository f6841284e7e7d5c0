"""Standard input, output and error as the whole program wants them."""

import os
import sys
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import Any


class Unwritable(Exception):
    """A standard stream that cannot be written: the disk behind it is full, or it was closed from the start."""


class _Standard(FileIO):
    """A standard stream that is no terminal. Its faults are told from those of files, and a reader who leaves is none."""

    _lost = False

    def write(self, data: Any, /) -> int:
        """Write some bytes. Those that nobody reads count as written, so that the command ends as it would have."""
        if self._lost:
            return len(data)
        try:
            return super().write(data)
        except BrokenPipeError:
            self._lost = True
            return len(data)
        except OSError as error:
            self._lost = True  # what is left in the buffers cannot be written either
            raise Unwritable((error.strerror or str(error)).lower()) from error


def open_streams() -> None:
    """Files and pipes are UTF-8 on every system; a terminal shows a letter that it lacks by its number."""
    sys.stdin = sys.stdin or TextIOWrapper(FileIO(os.devnull))
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            # closed from the start: its number is taken, lest a file get it, in the mode that lets writing fail
            # (as gnulib's stdopen does)
            setattr(sys, name, _standard(os.open(os.devnull, os.O_RDONLY)))
        elif isinstance(stream, TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                setattr(sys, name, _standard(stream.fileno()))


def _standard(number: int) -> TextIOWrapper:
    raw = _Standard(number, "w", closefd=False)
    return TextIOWrapper(BufferedWriter(raw), encoding="utf-8", errors="backslashreplace")
