"""Reading a file that another one names: inside its folder, of a bounded size, and nothing that never ends."""

import os
import stat
from pathlib import Path

from reportgen.images.unusable import Missing, Unusable

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Without blocking: a pipe that nobody writes to would be waited for until somebody does. Windows knows no such flag."""


def read_inside(folder: Path, name: str, most: int) -> bytes:
    """The bytes, `most` at most, of a file that lies in a folder or one inside it. Raises Unusable, and Missing for none."""
    try:
        path = Path(os.path.realpath(folder / name, strict=True))
        if not path.is_relative_to(os.path.realpath(folder)):
            raise Unusable(f"`{name}` lies outside the folder it belongs in")
        content = _read(path, name, most + 1)
    except FileNotFoundError:
        raise Missing(f"there is no file `{name}`") from None
    except (OSError, ValueError) as error:
        raise Unusable(f"`{name}` cannot be read ({getattr(error, 'strerror', None) or error})") from None
    if len(content) > most:
        raise Unusable(f"`{name}` is larger than {most // 1_000_000} MB")
    return content


def _read(path: Path, name: str, most: int) -> bytes:
    """What is opened is looked at, and not what its name stood for before."""
    with os.fdopen(os.open(path, _FLAGS), "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise Unusable(f"`{name}` is not a file")
        return stream.read(most)
