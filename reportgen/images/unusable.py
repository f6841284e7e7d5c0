"""The errors with which a picture, or another file that a dataset or layout names, is refused."""


class Unusable(Exception):
    """A file that cannot be used; the message says why in plain words."""


class Missing(Unusable):
    """A file that is not there."""


def damaged(name: str) -> Unusable:
    """Returns the error for a file that begins as it should and breaks off or goes wrong later."""
    return Unusable(f"`{name}` cannot be read: it is cut off or damaged")
