"""Hidden bookmarks: they name the value of the dataset that a paragraph of a Word file says, so that edits can be read back.

A bookmark is two empty elements, so that no program crosses its tags with those of a recorded change; of content controls
around paragraphs, LibreOffice (7.4) does so, and Word cannot open what it saves. A name that begins with `_` does not show.

`_rg_k3wdwq2xoy_sections_0_table_rows_1_2` is the path `sections.0.table.rows.1.2`: behind the prefix stand ten characters
of the path's digest, which lead back to it, and the end of the path for those who look into the file. The paths to look
among are those of the document that is composed of the dataset in the file. The second paragraph that says one value has
`__2` at the end of its name.
"""

import hashlib
from base64 import b32encode
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from reportgen.findings import At
from reportgen.startup.patterns import lazy_pattern
from reportgen.writers._docx.xml import bookmark

PREFIX = "_rg_"
"""The names of all bookmarks of values begin with this."""

LONGEST_NAME = 40
"""The most characters that Word takes as the name of a bookmark."""

_DIGEST_LENGTH = 10
_DIGEST = slice(len(PREFIX), len(PREFIX) + _DIGEST_LENGTH)
_NOT_IN_NAMES = lazy_pattern("[^A-Za-z0-9]+")
_LEAST_ID = 1 << 30
"""Ids below it are those of headings, which are numbered from 1."""


@dataclass(slots=True)
class ValueBookmarks:
    """The bookmarks of one document. Names and ids come from the paths alone: they stay when other values change."""

    path_counts: Counter[At] = field(default_factory=Counter)
    ids: set[int] = field(default_factory=set)

    def wrap(self, at: At, runs: str) -> str:
        """Returns the runs of a paragraph inside a bookmark for the value at a path."""
        self.path_counts[at] += 1
        name = bookmark_of_path(at, self.path_counts[at])
        return bookmark(self._next_id(name), name, runs)

    def _next_id(self, name: str) -> int:
        """Returns an unused id made from a name."""
        number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:4]) % _LEAST_ID
        while _LEAST_ID + number in self.ids:
            number = (number + 1) % _LEAST_ID
        self.ids.add(_LEAST_ID + number)
        return _LEAST_ID + number


def bookmark_of_path(at: At, paragraph: int = 1) -> str:
    """Returns the name of the bookmark around a paragraph, counted from 1, of those that say the value at a path."""
    path = _NOT_IN_NAMES.sub("_", ".".join(map(str, at)))
    count = f"__{paragraph}" if paragraph > 1 else ""
    start = f"{PREFIX}{_digest(at)}_"
    length = LONGEST_NAME - len(start) - len(count)
    path_end = path if len(path) <= length else path[-length - 1 :].partition("_")[2]
    return f"{start}{path_end}{count}"


def paths_of_bookmarks(names: Iterable[str], paths: Iterable[At]) -> dict[str, At]:
    """Returns the path of each bookmark that names a value at one of these paths.

    Programs that copy a paragraph may add to the name of its bookmark: whatever stands behind the digest does not count.
    """
    paths_by_digest = {_digest(at): at for at in paths}
    digests = {name: name[_DIGEST] for name in names if name.startswith(PREFIX)}
    return {name: paths_by_digest[digest] for name, digest in digests.items() if digest in paths_by_digest}


def _digest(at: At) -> str:
    """Returns a path's digest, in small letters: Word takes names that differ in their case alone for the same."""
    digest = hashlib.sha256(".".join(map(str, at)).encode()).digest()
    return b32encode(digest).decode()[:_DIGEST_LENGTH].lower()
