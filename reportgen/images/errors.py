"""The errors with which a picture, or another file that a dataset or layout names, is refused."""


class UnusableFile(Exception):
    """A file that cannot be used; the message says why in plain words."""


class MissingFile(UnusableFile):
    """A file that is not there."""


def damaged_file_error(name: str) -> UnusableFile:
    """Returns the error for a file that begins as it should and breaks off or goes wrong later."""
    return UnusableFile(f"`{name}` cannot be read: it is cut off or damaged")
