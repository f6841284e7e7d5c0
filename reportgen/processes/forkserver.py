"""Starts processes safely, and the forkserver: the process that has everything loaded and from which workers are forked."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, Any

from reportgen.environment import temporary_variable

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext
    from types import FrameType

START_ERRORS = (OSError, EOFError, RuntimeError)
"""What is raised where there is no room for another process, pipe or thread, or the forkserver is gone."""


def start_forkserver(context: "BaseContext") -> None:
    """Starts the forkserver, if the context uses one, so that it loads its modules while this process goes on."""
    if context.get_start_method() == "forkserver":
        import shutil
        from multiprocessing import forkserver, util

        with shielded_start(), suppress(*START_ERRORS):  # whoever asks for a worker hears of it
            # The library removes its folder, at -100, in one attempt that fails over a file which goes at the same time.
            util.Finalize(
                None, shutil.rmtree, (util.get_temp_dir(),), {"ignore_errors": True}, exitpriority=-101
            )
            forkserver.ensure_running()


@contextmanager
def shielded_start() -> Iterator[None]:
    """Lets programs that start meanwhile import nothing from the current folder, and ignore an interruption (SIGINT).

    Signals that ask this process to end do so behind the block: within it, the standard library would lose its folder of pipes.
    """
    handler = None
    with temporary_variable("PYTHONSAFEPATH", "1"), _ending_later():
        if current_thread() is main_thread():
            handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            yield
        finally:
            if handler is not None:
                signal.signal(signal.SIGINT, handler)


@contextmanager
def _ending_later() -> Iterator[None]:
    """Keeps the signals that end this process, where it has handlers of its own for them, until the block has ended."""
    handlers: dict[int, Callable[[int, FrameType | None], object]] = {}
    kept: list[int] = []
    if current_thread() is main_thread():
        for name in ("SIGTERM", "SIGHUP"):
            handler = signal.getsignal(getattr(signal, name)) if hasattr(signal, name) else None
            if callable(handler):
                handlers[getattr(signal, name)] = handler
    for number in handlers:
        signal.signal(
            number, lambda number, _: kept.append(number)
        )  # no program that starts meanwhile inherits this
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        for number in kept:
            handlers[number](number, None)


@contextmanager
def staying_where_started() -> Iterator[None]:
    """Lets workers stay in the current folder where it cannot be entered by its name, as after `sudo -u` or in too deep a one.

    The standard library has each worker enter it, though it is started in there. Raises OSError where the folder is gone.
    """
    from multiprocessing import spawn

    standard = spawn.get_preparation_data

    def without_folder(name: str) -> dict[str, Any]:
        return {key: value for key, value in standard(name).items() if key != "dir"}

    if not os.access(os.getcwd(), os.X_OK):  # noqa: PTH109 (the name as the worker gets it)
        spawn.get_preparation_data = without_folder
    try:
        yield
    finally:
        spawn.get_preparation_data = standard
