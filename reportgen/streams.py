"""Sets up standard input, output and error for the whole program."""

import os
import sys
from io import BufferedWriter, FileIO, TextIOWrapper

TYPE_CHECKING = False
if TYPE_CHECKING:  # loading `typing` takes longer than all else that `--version` needs
    from typing import Any


class Unwritable(Exception):
    """A standard stream that cannot be written: the disk behind it is full, or it was closed from the start."""


class _StandardStream(FileIO):
    """A standard stream that leads to a file or a pipe.

    Its faults are raised as Unwritable, to tell them from those of other files. A reader who closes the pipe is no fault.
    """

    _is_lost = False

    def write(self, data: "Any", /) -> int:
        """Writes bytes and returns how many. Bytes that nobody reads count as written, so that the command ends as usual."""
        if self._is_lost:
            return len(data)
        try:
            return super().write(data)
        except BrokenPipeError:
            self._is_lost = True
            return len(data)
        except OSError as error:
            self._is_lost = True  # the rest of the buffers cannot be written either
            raise Unwritable((error.strerror or str(error)).lower()) from error


def open_streams() -> None:
    """Makes files and pipes UTF-8 on every system; a terminal shows a letter that it lacks by its number."""
    sys.stdin = sys.stdin or TextIOWrapper(FileIO(os.devnull))
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            # The stream was closed from the start. Its number is taken, lest a file get it, in the mode in which writing
            # fails, as gnulib's stdopen does.
            setattr(sys, name, _open_standard(os.open(os.devnull, os.O_RDONLY)))
        elif isinstance(stream, TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                setattr(sys, name, _open_standard(stream.fileno()))


def _open_standard(descriptor: int) -> TextIOWrapper:
    raw = _StandardStream(descriptor, "w", closefd=False)
    return TextIOWrapper(BufferedWriter(raw), encoding="utf-8", errors="backslashreplace")
