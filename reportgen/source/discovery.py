"""Finds the datasets in a folder, and tells them from other YAML files."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from reportgen.source import Unreadable
from reportgen.source.files import read_bytes

_KEY = re.compile(rb"""^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?["']?(?:schema|form)["']?[ \t]*:""", re.MULTILINE)


def find_datasets(folder: Path) -> list[Path]:
    """Returns the datasets in a folder and its subfolders, in order; hidden files and other YAML files are left out.

    Raises Unreadable where a folder cannot be looked into: its datasets would pass unseen.
    """
    return sorted(path for path in find_files(folder, (".yaml", ".yml")) if is_dataset(path))


def find_files(folder: Path, endings: tuple[str, ...]) -> Iterator[Path]:
    """Yields the files in a folder and its subfolders with certain endings, without hidden ones.

    Raises Unreadable where a folder cannot be looked into.
    """
    for parent, folder_names, file_names in os.walk(folder, onerror=_raise_unreadable):
        folder_names[:] = [name for name in folder_names if not name.startswith(".")]
        visible = (name for name in file_names if not name.startswith("."))
        yield from (Path(parent, name) for name in visible if name.lower().endswith(endings))


def _raise_unreadable(error: OSError) -> None:
    raise Unreadable(f"{error.filename}: cannot be looked into ({(error.strerror or str(error)).lower()})")


def is_dataset(path: Path) -> bool:
    """Tells whether a file looks like a dataset: it has a `schema` or a `form` at the left margin, in whatever encoding.

    A file that cannot be read counts as a dataset, so that it is reported and not passed over.
    """
    try:
        if not path.is_file():
            return False
        return bool(_KEY.search(read_bytes(path).replace(b"\0", b"")))  # without the NULs of UTF-16
    except OSError:
        return True
