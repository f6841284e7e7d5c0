"""Reads a file that another one names: only inside a folder, only up to a size, and never from a pipe or device."""

from pathlib import Path

from reportgen.images.errors import SMALLER, MissingFile, UnusableFile
from reportgen.source.files import NotRegular, Outside, path_inside, read_regular_file


def read_file_inside(folder: Path, name: str, max_bytes: int) -> bytes:
    """Reads a file that lies in a folder or one inside it. Raises Unusable, and Missing if there is no such file."""
    try:
        content = read_regular_file(path_inside(folder, name), max_bytes + 1)
    except Outside:
        raise UnusableFile(f"`{name}` lies outside the folder it belongs in") from None
    except NotRegular:
        raise UnusableFile(f"`{name}` is not a file") from None
    except FileNotFoundError:
        raise MissingFile(f"there is no file `{name}`") from None
    except (OSError, ValueError) as error:
        raise UnusableFile(f"`{name}` cannot be read ({getattr(error, 'strerror', None) or error})") from None
    if len(content) > max_bytes:
        raise UnusableFile(f"`{name}` is larger than {max_bytes // 1_000_000} MB", SMALLER)
    return content
