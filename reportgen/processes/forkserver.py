"""The process that is the pattern of all workers: it has everything loaded, and they are forked from it."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import current_thread, main_thread
from typing import TYPE_CHECKING

from reportgen.environment import variable

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

UNSTARTED = (OSError, EOFError, RuntimeError)
"""What is raised where there is no room for another process, pipe or thread, or the pattern of all processes is gone."""


def prepare(context: "BaseContext") -> None:
    """Have what workers are made of loaded beside whatever is done meanwhile, where there is such a thing."""
    if context.get_start_method() == "forkserver":
        from multiprocessing import forkserver

        with shielded(), suppress(*UNSTARTED):  # those who ask for a worker will hear of it
            forkserver.ensure_running()


@contextmanager
def shielded() -> Iterator[None]:
    """While it lasts, programs that are started import nothing from the current folder, and an interruption is not for them."""
    handler = None
    with variable("PYTHONSAFEPATH", "1"):
        if current_thread() is main_thread():
            handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            yield
        finally:
            if handler is not None:
                signal.signal(signal.SIGINT, handler)
