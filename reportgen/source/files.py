"""The bytes of a dataset's file."""

import os
from pathlib import Path

from reportgen.source.codes import MAX_BYTES


def raw(path: Path) -> bytes:
    """What is in a file, but of one that is larger than a dataset may be no more than tells that. Raises OSError, ValueError.

    No more room is asked for than the file says that it takes: making room for the largest takes longer than reading a usual one.
    A pipe says nothing.
    """
    with path.open("rb") as stream:
        size = os.fstat(stream.fileno()).st_size or MAX_BYTES
        return stream.read(min(size, MAX_BYTES) + 1)
