"""The datasets in a folder, told from other YAML files."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from reportgen.source import Unreadable
from reportgen.source.files import raw

_KEY = re.compile(rb"""^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?["']?(?:schema|form)["']?[ \t]*:""", re.MULTILINE)


def found(folder: Path) -> list[Path]:
    """The datasets in a folder and the folders in it, in order; hidden ones and other YAML files are passed over.

    Raises Unreadable where a folder cannot be looked into: what is in it would pass unseen.
    """
    return sorted(path for path in inside(folder, (".yaml", ".yml")) if is_dataset(path))


def inside(folder: Path, endings: tuple[str, ...]) -> Iterator[Path]:
    """The files in a folder and the folders in it whose names end so, without hidden ones. Raises Unreadable as `found` does."""
    for place, folders, files in os.walk(folder, onerror=_refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        seen = (name for name in files if not name.startswith("."))
        yield from (Path(place, name) for name in seen if name.lower().endswith(endings))


def _refuse(error: OSError) -> None:
    raise Unreadable(f"{error.filename}: cannot be looked into ({(error.strerror or str(error)).lower()})")


def is_dataset(path: Path) -> bool:
    """Whether a file looks like a dataset: a `schema` or a `form` at the left margin, in whatever encoding.

    One that cannot be read counts as one, so that it is told and not passed over.
    """
    try:
        if not path.is_file():
            return False
        return bool(_KEY.search(raw(path).replace(b"\0", b"")))
    except OSError:
        return True
