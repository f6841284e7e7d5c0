"""The one way in which a picture, or a file beside another, is refused."""


class Unusable(Exception):
    """A file that cannot be used; the message says why in plain words."""


class Missing(Unusable):
    """A file that is not there."""


def damaged(name: str) -> Unusable:
    """The refusal of a file that begins rightly and goes on wrongly."""
    return Unusable(f"`{name}` cannot be read: it is cut off or damaged")
