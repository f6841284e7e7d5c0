"""The bytes of a dataset's file."""

from pathlib import Path

from reportgen.source.codes import MAX_BYTES


def read_bytes(path: Path) -> bytes:
    """Reads a file: all of it, or a byte more than a dataset may have, which tells that it is too large.

    Raises OSError, and ValueError where the path holds a NUL character.
    """
    with path.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)
