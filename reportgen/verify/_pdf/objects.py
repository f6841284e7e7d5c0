"""The objects of a PDF, and walks over them that end whatever a file holds (ISO 32000-1, 7)."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from reportgen.extract import UnreadableFile
from reportgen.verify.model import LOCKED

if TYPE_CHECKING:
    import pypdf

_MAX_DEPTH = 60
_MAX_OBJECTS = 100_000
"""How deep objects may be nested, and how many of them a walk visits."""


def open_pdf(content: bytes) -> "pypdf.PdfReader":
    """Opens a PDF. Raises UnreadableFile where it is damaged or locked."""
    import pypdf

    # pypdf logs what it repairs, which does not concern the user.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with raise_unreadable(content):
        reader = pypdf.PdfReader(io.BytesIO(content))
        is_locked = reader.is_encrypted
        page_count = 0 if is_locked else len(reader.pages)
        catalog(reader)
    if is_locked or not page_count:
        raise UnreadableFile(LOCKED if is_locked else "it is damaged: it has no pages")
    return reader


@contextmanager
def raise_unreadable(content: bytes) -> Iterator[None]:
    """Turns whatever pypdf raises over a damaged PDF, which cannot be known, into UnreadableFile."""
    try:
        yield
    except (UnreadableFile, RecursionError, MemoryError):
        raise
    except Exception as error:  # pypdf raises one too where it has no library for the file's encryption
        raise UnreadableFile(LOCKED if b"/Encrypt" in content else "it is damaged") from error


def catalog(reader: "pypdf.PdfReader") -> Any:
    """Returns the catalogue, the dictionary from which all else is reached."""
    return as_dict(reader.trailer["/Root"])


def as_dict(value: Any) -> Any:
    """Returns a dictionary, or that of a stream; an empty one for anything else."""
    resolved = resolve(value)
    return resolved if isinstance(resolved, dict) else {}


def as_list(value: Any) -> list[Any]:
    """Returns an array; a single value as an array of its own, and nothing as an empty one."""
    resolved = resolve(value)
    return [] if resolved is None else list(resolved) if isinstance(resolved, list) else [resolved]


def resolve(value: Any) -> Any:
    """Returns the object that an indirect reference leads to, and any other value as it is."""
    return value.get_object() if hasattr(value, "get_object") else value


def object_number(value: Any) -> int | None:
    """Returns the number of an indirect object, or of the one that a reference leads to."""
    return getattr(value, "idnum", None) or getattr(getattr(value, "indirect_reference", None), "idnum", None)


def tree_entries(tree: Any, key: str) -> Iterator[tuple[Any, Any]]:
    """Yields the pairs of a name tree or a number tree, whose leaves list them under `key` (ISO 32000-1, 7.9.6)."""
    pending, visited = [(tree, 0)], 0
    while pending and visited < _MAX_OBJECTS:
        node, depth = pending.pop()
        node, visited = as_dict(node), visited + 1
        entries = as_list(node.get(key))
        yield from zip(entries[::2], entries[1::2], strict=False)
        if depth < _MAX_DEPTH:
            pending += ((kid, depth + 1) for kid in as_list(node.get("/Kids")))


class WalkLimit:
    """Stops a walk over objects that goes too deep or too long."""

    def __init__(self) -> None:
        self._visited = 0

    def check(self, depth: int) -> None:
        """Counts an object at a depth. Raises UnreadableFile beyond the limits."""
        self._visited += 1
        if depth > _MAX_DEPTH or self._visited > _MAX_OBJECTS:
            raise UnreadableFile("its objects are nested too deeply, or in a circle")
