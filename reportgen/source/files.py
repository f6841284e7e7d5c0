"""The bytes of a dataset's file."""

import os
from pathlib import Path

from reportgen.source.codes import MAX_BYTES


def raw(path: Path) -> bytes:
    """What is in a file, but of one that is larger than a dataset may be no more than tells that. Raises OSError, ValueError.

    What the file says of its size is believed at first: making room for the largest takes longer than reading a usual one. A pipe
    says nothing, or what is in it by now.
    """
    with path.open("rb") as stream:
        size = min(os.fstat(stream.fileno()).st_size or MAX_BYTES, MAX_BYTES)
        found = stream.read(size + 1)
        return found if len(found) <= size else found + stream.read(MAX_BYTES + 1 - len(found))
