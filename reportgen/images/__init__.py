"""Pictures from files, made such that all formats show them alike.

`files` reads their bytes, from one folder only; `measure` finds out from the bytes what they are; `normalise` turns them upright.
"""

import os
from contextlib import suppress
from pathlib import Path, PurePosixPath, PureWindowsPath

from reportgen.document import Image
from reportgen.images.errors import MissingFile, UnusableFile
from reportgen.images.files import read_file_inside
from reportgen.images.measure import identify_image
from reportgen.images.normalise import normalise

__all__ = ["MAX_BYTES", "UnusableFile", "identify_image", "normalise", "picture_hint", "read_image"]

MAX_BYTES = 20_000_000
_ENDINGS = (".png", ".jpg", ".jpeg", ".svg")
_MAX_NAMES = 100
_GENERAL_ADVICE = "put the picture into the folder of the dataset, and write its path from there"


def read_image(folder: Path, name: str) -> Image:
    """Reads a PNG, JPEG or SVG file that lies in a folder or one inside it, as all formats show it. Raises Unusable."""
    return normalise(identify_image(read_file_inside(folder, name, MAX_BYTES), name), name)


def picture_hint(folder: Path, name: str, error: UnusableFile) -> str | None:
    """Returns what to do about a picture that cannot be used. For one that is missing: name the one with the most similar name.

    In a folder of a great many pictures no similar name is looked for, since a report may name hundreds of pictures.
    """
    if not isinstance(error, MissingFile) or os.path.islink(folder / name):
        return error.hint
    asked = PureWindowsPath(name).name.casefold()  # of a path of Windows or of any other system
    inside = PurePosixPath(name).parent
    for place in dict.fromkeys((PurePosixPath() if ".." in inside.parts else inside, PurePosixPath())):
        names = (
            {} if place.is_absolute() else {file.casefold(): file for file in _pictures_in(folder / place)}
        )
        if 0 < len(names) <= _MAX_NAMES:
            from difflib import get_close_matches

            if similar := get_close_matches(asked, names, 1):
                return f"did you mean `{place / names[similar[0]]}`?"
    return _GENERAL_ADVICE


def _pictures_in(folder: Path) -> list[str]:
    with suppress(OSError, ValueError):
        return sorted(file for file in os.listdir(folder) if file.lower().endswith(_ENDINGS))  # noqa: PTH208 (names only)
    return []
