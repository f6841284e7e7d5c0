"""Runs fuzzers: each case comes from the name of its target and its number alone, so that it can be run again."""

import signal
import tempfile
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.fuzz.targets import TARGETS

MAX_SECONDS = 20
"""The time of the processor that a case may take: many times what the slowest takes."""


class Failure(NamedTuple):
    """A case that a reader did not stand."""

    target: str
    number: int
    content: bytes
    report: str


def make_case(target: str, number: int) -> bytes:
    """Returns the file of a case."""
    random = Random(f"{target} {number}")
    return TARGETS[target].mutate(random.choice(TARGETS[target].seeds()), random)


def run_cases(target: str, numbers: Iterable[int]) -> Iterator[Failure]:
    """Runs cases, and yields those that end in anything but an answer."""
    for number in numbers:
        content = make_case(target, number)
        try:
            with tempfile.TemporaryDirectory() as folder, _time_limit():
                TARGETS[target].read(content, Path(folder))
        except Exception:  # noqa: BLE001 (which one is what is to be found out)
            yield Failure(target, number, content, traceback.format_exc())


@contextmanager
def _time_limit() -> Iterator[None]:
    if not hasattr(signal, "setitimer"):  # Windows
        yield
        return

    def stop(*_: object) -> None:
        raise TimeoutError

    previous = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, MAX_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, previous)
