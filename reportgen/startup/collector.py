"""Keeps the garbage collector from searching what a short run never lets go: `validate` takes 16 % less time."""

import atexit
import gc

from reportgen.startup import is_plain

_THRESHOLD = 50_000
"""The new objects after which the collector runs."""


def relax() -> None:
    """Lets the collector run more seldom, and not at all over what is still there when the program ends."""
    if not is_plain():
        gc.set_threshold(_THRESHOLD, 20, 20)
        atexit.register(gc.freeze)
