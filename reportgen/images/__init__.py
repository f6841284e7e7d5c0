"""Pictures from files, made such that all formats show them alike.

`files` reads their bytes, from one folder only; `measure` finds out from the bytes what they are; `normalise` turns them upright.
"""

import os
from contextlib import suppress
from pathlib import Path

from reportgen.document import Image
from reportgen.images.errors import MissingFile, UnusableFile
from reportgen.images.files import read_file_inside
from reportgen.images.measure import identify_image
from reportgen.images.normalise import normalise

__all__ = ["MAX_BYTES", "UnusableFile", "identify_image", "missing_picture_hint", "normalise", "read_image"]

MAX_BYTES = 20_000_000
_ENDINGS = (".png", ".jpg", ".jpeg", ".svg")
_MAX_NAMES = 100
_GENERAL_ADVICE = "put the picture into the folder of the dataset, and write its path from there"


def read_image(folder: Path, name: str) -> Image:
    """Reads a PNG, JPEG or SVG file that lies in a folder or one inside it, as all formats show it. Raises Unusable."""
    return normalise(identify_image(read_file_inside(folder, name, MAX_BYTES), name), name)


def missing_picture_hint(folder: Path, name: str, error: UnusableFile) -> str | None:
    """Returns what to do about a picture that is missing: name the one with the most similar name, or add it.

    In a folder of a great many pictures no similar name is looked for, since a report may name hundreds of pictures.
    """
    path, names = folder / name, list[str]()
    if not isinstance(error, MissingFile) or os.path.islink(path):  # noqa: PTH114 (never raises)
        return None
    with suppress(OSError, ValueError):
        names = sorted(file for file in os.listdir(path.parent) if file.lower().endswith(_ENDINGS))  # noqa: PTH208 (names only)
    if 0 < len(names) <= _MAX_NAMES:
        from difflib import get_close_matches

        if similar := get_close_matches(path.name, names, 1):
            return f"did you mean `{similar[0]}`?"
    return _GENERAL_ADVICE
