"""Pictures from files: `measure` tells from the bytes what they are, `files` reads the bytes from a folder and no other."""

import os
from contextlib import suppress
from pathlib import Path

from reportgen.document import Image
from reportgen.images.files import read_inside
from reportgen.images.measure import measured
from reportgen.images.unusable import Missing, Unusable

__all__ = ["MAX_BYTES", "Unusable", "advice", "measured", "read_image"]

MAX_BYTES = 20_000_000
_ENDINGS = (".png", ".jpg", ".jpeg", ".svg")


def read_image(folder: Path, name: str) -> Image:
    """Read a PNG, JPEG or SVG file that lies in a folder or one inside it. Raises Unusable."""
    return measured(read_inside(folder, name, MAX_BYTES), name)


def advice(folder: Path, name: str, error: Unusable) -> str | None:
    """What to do about a picture that is not there: name the one whose name is most like it, or put it there.

    Among a great many names none is looked for: a report may name hundreds of pictures.
    """
    path, known = folder / name, list[str]()
    if not isinstance(error, Missing) or os.path.islink(path):  # noqa: PTH114 (never raises)
        return None
    with suppress(OSError, ValueError):
        known = sorted(each for each in os.listdir(path.parent) if each.lower().endswith(_ENDINGS))  # noqa: PTH208 (names only)
    if 0 < len(known) <= _SEARCHED:
        from difflib import get_close_matches

        if near := get_close_matches(path.name, known, 1):
            return f"did you mean `{near[0]}`?"
    return _PUT_IT_THERE


_SEARCHED = 100
_PUT_IT_THERE = "put the picture into the folder of the dataset, and write its path from there"
