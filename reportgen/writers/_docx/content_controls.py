"""Content controls: they name the value of the dataset that a stretch of a Word file says, so that edits can be read back.

A reader does not see them, and they lock nothing against editing.
"""

import hashlib
from collections import Counter
from dataclasses import dataclass, field

from reportgen.findings import At
from reportgen.writers._docx.xml import escape

LONGEST_TAG = 64
"""The most characters that Word takes as a tag."""

_DIGEST_LENGTH = 8


@dataclass(slots=True)
class ContentControls:
    """The content controls of one document, whose ids come from their paths: they stay when other values change."""

    path_counts: Counter[str] = field(default_factory=Counter)
    ids: set[int] = field(default_factory=set)

    def wrap(self, at: At, content: str) -> str:
        """Returns a control for a value of the dataset, around runs or around a whole paragraph."""
        path = ".".join(map(str, at))
        self.path_counts[path] += 1
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{escape(path)}"/><w:tag w:val="{escape(tag(path))}"/>'
            f'<w:id w:val="{self._next_id(path)}"/><w15:appearance w15:val="hidden"/></w:sdtPr>'
            f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )

    def _next_id(self, path: str) -> int:
        """Returns an unused id, made from a path, how often it has occurred, and how many attempts were taken already."""
        clashes = 0
        while True:
            text = f"{path}\n{self.path_counts[path]}\n{clashes}"
            number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4]) & 0x7FFFFFFF
            if number and number not in self.ids:
                self.ids.add(number)
                return number
            clashes += 1


def tag(path: str) -> str:
    """Returns a path as the tag of a control. A long one is cut and ends in a digest, so that no two share a tag."""
    if len(path) <= LONGEST_TAG:
        return path
    digest = hashlib.sha256(path.encode()).hexdigest()[:_DIGEST_LENGTH]
    return f"{path[: LONGEST_TAG - _DIGEST_LENGTH - 1]}~{digest}"
