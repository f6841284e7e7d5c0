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

_DEEPEST = 60
_MOST = 100_000
"""How deep objects may be nested, and how many of them a walk looks at."""


def opened(content: bytes) -> "pypdf.PdfReader":
    """A PDF. Raises Unreadable where it is damaged or locked, and ImportError where pypdf is not installed."""
    import pypdf

    logging.getLogger("pypdf").setLevel(
        logging.CRITICAL
    )  # what it mends by itself is no matter of the user's
    with reading(content):
        reader = pypdf.PdfReader(io.BytesIO(content))
        locked = reader.is_encrypted
        pages = 0 if locked else len(reader.pages)
        catalog(reader)
    if locked or not pages:
        raise UnreadableFile(LOCKED if locked else "it is damaged: it has no pages")
    return reader


@contextmanager
def reading(content: bytes) -> Iterator[None]:
    """While it lasts, whatever comes of reading a damaged PDF is Unreadable: what pypdf raises then cannot be known."""
    try:
        yield
    except (UnreadableFile, RecursionError, MemoryError):
        raise
    except Exception as error:  # where pypdf has no library for a file's lock, it says so only so
        raise UnreadableFile(LOCKED if b"/Encrypt" in content else "it is damaged") from error


def catalog(reader: "pypdf.PdfReader") -> Any:
    """The dictionary from which everything else is reached."""
    return mapping(reader.trailer["/Root"])


def mapping(value: Any) -> Any:
    """A dictionary (or the one of a stream); an empty one where it is something else."""
    found = direct(value)
    return found if isinstance(found, dict) else {}


def listed(value: Any) -> list[Any]:
    """An array; a single value as an array of its own, and nothing as an empty one."""
    found = direct(value)
    return [] if found is None else list(found) if isinstance(found, list) else [found]


def direct(value: Any) -> Any:
    """A value itself where only a reference to it is given."""
    return value.get_object() if hasattr(value, "get_object") else value


def number_of(value: Any) -> int | None:
    """The number of the object that a reference leads to."""
    return getattr(value, "idnum", None) or getattr(getattr(value, "indirect_reference", None), "idnum", None)


def leaves(tree: Any, key: str) -> Iterator[tuple[Any, Any]]:
    """The pairs of a name tree or a number tree; `key` says under which its leaves list them (ISO 32000-1, 7.9.6)."""
    waiting, seen = [(tree, 0)], 0
    while waiting and seen < _MOST:
        node, depth = waiting.pop()
        node, seen = mapping(node), seen + 1
        pairs = listed(node.get(key))
        yield from zip(pairs[::2], pairs[1::2], strict=False)
        if depth < _DEEPEST:
            waiting += ((kid, depth + 1) for kid in listed(node.get("/Kids")))


class Depth:
    """Keeps a walk over objects from going on for ever. Raises Unreadable where one is too deep or too long."""

    def __init__(self) -> None:
        self._seen = 0

    def check(self, depth: int) -> None:
        """Count an object at a depth."""
        self._seen += 1
        if depth > _DEEPEST or self._seen > _MOST:
            raise UnreadableFile("its objects are nested too deeply, or in a circle")
