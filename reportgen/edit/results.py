"""The files that the page has had built, kept in memory until they are fetched: nothing is written beside the dataset."""

from dataclasses import dataclass, field

MAX_FILES = 12
"""How many are kept, the last ones."""


@dataclass(slots=True)
class Results:
    """Built files by their names."""

    _files: dict[str, bytes] = field(default_factory=dict)

    def add(self, name: str, content: bytes) -> None:
        """Keeps a file."""
        self._files.pop(name, None)
        self._files[name] = content
        while len(self._files) > MAX_FILES:
            self._files.pop(next(iter(self._files)))

    def get(self, name: str) -> bytes | None:
        """Returns a file; None where there is none of that name."""
        return self._files.get(name)
