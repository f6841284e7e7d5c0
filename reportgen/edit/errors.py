"""Why a change cannot be made."""


class Refused(ValueError):
    """An operation that cannot be done; the message says why in plain words."""


class Stale(Exception):
    """A change of a text that is no longer the present one."""


class Overtaken(Exception):
    """A file that somebody else has written since it was read."""
