"""Two things timed by turns, so that the machine's moods fall on both alike."""

import os
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Programs run as they do once installed, from bytecode."""

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Pair:
    """Medians in seconds, and the median of the rounds' ratios."""

    ours: float
    other: float
    ratio: float


def paired(ours: Work, other: Work, rounds: int, *, warm: bool = True) -> Pair:
    """Both run once to warm the disk's cache, unless they take so long that it does not matter, then by turns."""
    if warm:
        ours()
        other()
    return summed_up([(seconds(ours), seconds(other)) for _ in range(rounds)])


def summed_up(times: Sequence[tuple[float, float]]) -> Pair:
    return Pair(
        median(ours for ours, _ in times),
        median(other for _, other in times),
        median(ours / other for ours, other in times),
    )


def seconds(work: Work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def cpu_seconds(work: Work) -> float:
    """The processor time of a work of this process: what others do meanwhile counts less than by the clock."""
    start = time.process_time()
    work()
    return time.process_time() - start


def process(*arguments: str | Path, exits: tuple[int, ...] = (0,)) -> Work:
    """A whole process, from nothing to its end. Raises CalledProcessError when it fails."""

    def run() -> None:
        done = subprocess.run([*map(str, arguments)], capture_output=True, check=False, env=ENVIRONMENT)
        if done.returncode not in exits:
            raise subprocess.CalledProcessError(done.returncode, done.args, done.stdout, done.stderr)

    return run


def cpu(*arguments: str | Path) -> float:
    """The processor time of a whole process and those it starts, whatever its exit code, in seconds."""
    before = os.times()
    subprocess.run([*map(str, arguments)], capture_output=True, check=False, env=ENVIRONMENT)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def in_turn(*works: Work) -> Work:
    def run() -> None:
        for work in works:
            work()

    return run
