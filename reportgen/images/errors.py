"""The errors with which a picture, or another file that a dataset or layout names, is refused."""

_WIDTH = 2_000
"""Pixels that are enough for a picture over the whole width of a page."""

SMALLER = f"save it smaller with a picture program: {_WIDTH:,} pixels across are enough for a page"
OTHER_FORMAT = "open it with a picture program, and save it as PNG or JPEG"


class UnusableFile(Exception):
    """A file that cannot be used; the message says why in plain words, and the `hint` what to do."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class MissingFile(UnusableFile):
    """A file that is not there."""


def damaged_file_error(name: str) -> UnusableFile:
    """Returns the error for a file that begins as it should and breaks off or goes wrong later."""
    return UnusableFile(f"`{name}` cannot be read: it is cut off or damaged")
