"""The file of a session on disk: read, written whole, and seen when somebody else has changed it."""

import os
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol, TypeAlias

from reportgen.edit.errors import Overtaken
from reportgen.edit.locks import locked
from reportgen.source import Unreadable, load_bytes, read
from reportgen.source.codes import MAX_BYTES
from reportgen.source.files import read_file_alone


class Write(Protocol):
    """Writes files whole or not at all; raises OSError with the reason where it cannot.

    `before_moving` is called when all is written and nothing is in place yet; what it raises stops the writing.
    """

    def __call__(
        self, files: Mapping[Path, bytes], before_moving: Callable[[], None] | None = None, /
    ) -> None:
        """Writes the files, each with its content."""


BYTE_ORDER_MARK = "\ufeff"

Stamp: TypeAlias = tuple[int, int, int] | None
"""When a file was changed, its number on the disk and its size; None where there is none."""


def stamp(path: Path) -> Stamp:
    """Returns what tells whether a file has changed."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_ino, status.st_size


class Change(NamedTuple):
    """What a file said, and what it says now."""

    base: str
    theirs: str


@dataclass(slots=True)
class DatasetFile:
    """A dataset on disk. `text` is what it was known to say last, without its byte order mark."""

    path: Path
    write: Write
    text: str = field(default="", init=False)
    _mark: str = field(default="", init=False)
    _stamp: Stamp = field(default=None, init=False)
    _has_aside: bool = field(default=False, init=False)

    def open(self) -> str:
        """Reads the file. Raises Unreadable where it is no text in UTF-8, so that it could not be written as it was."""
        before = stamp(self.path)
        content = load_bytes(self.path, read_file_alone)
        if len(content) > MAX_BYTES:
            raise Unreadable(f"{self.path}: cannot be edited: it is larger than {MAX_BYTES // 1_000_000} MB")
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            findings = read(content, str(self.path)).findings
            reason = findings[0].message if findings else "it is not UTF-8"
            raise Unreadable(f"{self.path}: cannot be edited: {reason}") from None
        self._mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
        self.text = text.removeprefix(BYTE_ORDER_MARK)
        self._stamp = before
        return self.text

    def changed(self) -> Change | None:
        """Returns what somebody else has made of the file since; None where it is as it was, or not there.

        Raises Unreadable where it is now no text in UTF-8: it is not to be written over then.
        """
        now = stamp(self.path)
        if now is None or now == self._stamp:
            return None
        before = self.text
        text = self.open()
        return Change(before, text) if text != before else None

    def save(self, text: str) -> None:
        """Writes a text. Raises OSError, and Overtaken where somebody else has written the file since it was read."""
        content = self._content(text)
        with locked(self.path):
            self.write({self.path: content}, self._require_unchanged)
            self._stamp = stamp(self.path)
            with suppress(OSError):
                if read_file_alone(self.path) != content:  # of one who writes without the lock
                    self._stamp = None
        self.text = text

    def _require_unchanged(self) -> None:
        try:
            content = read_file_alone(self.path)
        except FileNotFoundError:
            return
        if content != self._content(self.text):
            self._stamp = None  # two changes within one tick of the clock have one stamp
            raise Overtaken

    def _content(self, text: str) -> bytes:
        return (self._mark + text).encode()

    @property
    def aside(self) -> Path:
        """The file in which a text is kept that clashes with what somebody else has written, until the officer has chosen."""
        return self.path.with_name(f".{self.path.name}.unsaved")

    def keep_aside(self, text: str) -> None:
        """Keeps a text that cannot go into the file now; a session that is killed finds it again. Raises OSError."""
        if os.path.lexists(self.aside) and not self._is_aside_a_file:
            raise OSError(f"{self.aside}: something stands in its place that is no file")
        self.write({self.aside: text.encode()})
        self._has_aside = True

    def kept_aside(self) -> str | None:
        """Returns the text that a session which was killed had kept; None without one."""
        if not self._is_aside_a_file:
            return None
        try:
            text = read_file_alone(self.aside).decode("utf-8")
        except (OSError, ValueError):
            return None
        self._has_aside = True
        return text

    @property
    def _is_aside_a_file(self) -> bool:
        """Whether a file lies aside that a session can have written: a link would lead to another."""
        return os.path.isfile(self.aside) and not os.path.islink(self.aside)

    def forget_aside(self) -> None:
        """Removes the text that was kept, where this session has kept or taken over one."""
        if self._has_aside:
            with suppress(OSError):
                self.aside.unlink(missing_ok=True)
            self._has_aside = False

    @property
    def is_there(self) -> bool:
        """Whether the file is on disk."""
        return os.path.lexists(self.path)


def keep_elsewhere(path: Path, text: str) -> Path:
    """Writes a text that cannot be saved into a new file of the temporary folder, or else of the home folder. Raises OSError."""
    prefix, content = f"{path.stem}-unsaved-", text.encode()
    for folder in (Path(tempfile.gettempdir()), Path.home()):
        with suppress(OSError):
            descriptor, name = tempfile.mkstemp(path.suffix, prefix, folder)
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(content)
            return Path(name)
    raise OSError("it cannot be written anywhere")


def is_encodable(text: str) -> bool:
    """Tells whether a file can hold a text: half of a surrogate pair (Unicode, 3.8) has no encoding."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
