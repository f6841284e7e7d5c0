"""What can be undone: the texts of a file over a session."""

from dataclasses import dataclass, field

MAX_STEPS = 1000
MAX_CHARACTERS = 50_000_000
"""Texts beyond these limits are forgotten, the oldest first."""


@dataclass(slots=True)
class History:
    """The texts before and after the present one. Changes with the same `merge_key` in a row are one step."""

    _done: list[str] = field(default_factory=list)
    _undone: list[str] = field(default_factory=list)
    _merge_key: str = ""
    _characters: int = 0

    @property
    def can_undo(self) -> bool:
        """Whether there is an earlier text."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether a text was left by undoing."""
        return bool(self._undone)

    def record(self, text: str, merge_key: str = "") -> None:
        """Remembers a text that is about to be changed."""
        self._undone.clear()
        if not (merge_key and merge_key == self._merge_key and self._done):
            self._done.append(text)
            self._characters += len(text)
        self._merge_key = merge_key
        while len(self._done) > MAX_STEPS or (self._characters > MAX_CHARACTERS and len(self._done) > 1):
            self._characters -= len(self._done.pop(0))

    def undo(self, text: str) -> str:
        """Returns the text before the present one; the present one where there is none."""
        return self._step(self._done, self._undone, text)

    def redo(self, text: str) -> str:
        """Returns the text that was left by undoing; the present one where there is none."""
        return self._step(self._undone, self._done, text)

    def _step(self, source: list[str], target: list[str], text: str) -> str:
        self._merge_key = ""
        if not source:
            return text
        target.append(text)
        earlier = source.pop()
        self._characters = sum(map(len, self._done))
        return earlier
