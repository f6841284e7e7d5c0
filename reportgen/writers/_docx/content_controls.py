"""Content controls: what in a Word file says which value of the dataset, so that edits made in Word can be read back.

A reader sees nothing of them, and whoever edits is kept from nothing.
"""

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache

from reportgen.findings import At
from reportgen.writers._docx.xml import escape

LONGEST_TAG = 64
"""The most characters that Word takes as a tag."""

_DIGEST = 8


@dataclass(slots=True)
class Controls:
    """The controls of one document. Their ids come from their paths, so that they stay when other values change."""

    seen: dict[str, int] = field(default_factory=dict)
    ids: set[int] = field(default_factory=set)

    def around(self, at: At, content: str) -> str:
        """A control for a value of the dataset around runs, or around a whole paragraph."""
        path = _path(at)
        self.seen[path] = self.seen.get(path, 0) + 1
        return (
            f'<w:sdt><w:sdtPr>{_named(path)}<w:id w:val="{self._id(path)}"/><w15:appearance w15:val="hidden"/></w:sdtPr>'
            f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )

    def _id(self, path: str) -> int:
        """A number that no other control has: of a path, of how often it was there, and of clashes with others."""
        clashes = 0
        while True:
            number = _number(path, self.seen[path], clashes)
            if number and number not in self.ids:
                self.ids.add(number)
                return number
            clashes += 1


# Reports have most of their paths in common.


@lru_cache(maxsize=4096)
def _path(at: At) -> str:
    return ".".join(map(str, at))


@lru_cache(maxsize=4096)
def _named(path: str) -> str:
    alias = escape(path)
    short = alias if len(path) <= LONGEST_TAG else escape(tag(path))
    return f'<w:alias w:val="{alias}"/><w:tag w:val="{short}"/>'


@lru_cache(maxsize=4096)
def _number(path: str, place: int, clashes: int) -> int:
    name = f"{path}\n{place}\n{clashes}"
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4]) & 0x7FFFFFFF


def tag(path: str) -> str:
    """A path as a control's tag. One that is too long ends in a digest, so that two of them never share a tag."""
    if len(path) <= LONGEST_TAG:
        return path
    digest = hashlib.sha256(path.encode()).hexdigest()[:_DIGEST]
    return f"{path[: LONGEST_TAG - _DIGEST - 1]}~{digest}"
