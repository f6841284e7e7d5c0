"""A pool of worker processes: what becomes of one does not touch the others."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from threading import Thread
from typing import Any

import pytest

from reportgen.processes.pool import NoWorker, WorkerDied, WorkerPool
from reportgen.processes.worker import Initializer

METHODS = [method for method in multiprocessing.get_all_start_methods() if method != "fork"]
unix = pytest.mark.skipif(sys.platform == "win32", reason="signals are Unix's")


def nothing() -> None:
    """Makes a worker ready that needs nothing."""


def workers(size: int = 2, ready: Initializer | None = None, **options: float) -> WorkerPool:
    context = multiprocessing.get_context(METHODS[-1])
    return WorkerPool(size, context, ready or Initializer(nothing), **options)  # type: ignore[arg-type]  # `max_jobs_per_worker` is an int


@pytest.fixture
def two() -> Iterator[WorkerPool]:
    with workers() as pool:
        yield pool


def who(seconds: float = 0.05) -> int:
    time.sleep(seconds)
    return os.getpid()


def killed_while_it_answers() -> bytes:
    subprocess.Popen([sys.executable, "-c", f"import os, time; time.sleep(0.5); os.kill({os.getpid()}, 9)"])
    time.sleep(0.3)
    return bytes(300_000_000)


class Odd(Exception):
    """An exception that cannot be unpickled."""

    def __init__(self, left: int, right: int) -> None:
        super().__init__(left + right)


def odd() -> None:
    raise Odd(1, 2)


def ends(code: int) -> None:
    os._exit(code)


def deaf() -> None:
    """Makes a worker ready that ignores SIGTERM."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


def deaf_workers() -> WorkerPool:
    return workers(ready=Initializer(deaf))


def refuses() -> None:
    raise RuntimeError("there is no room")


def test_jobs_come_back_with_what_they_give_or_raise(two: WorkerPool) -> None:
    sums = [two.submit(divmod, number, 3) for number in range(50)]
    assert [future.result() for future in sums] == [divmod(number, 3) for number in range(50)]
    with pytest.raises(ZeroDivisionError):
        two.submit(divmod, 1, 0).result()
    with pytest.raises(RuntimeError, match="Odd: 3"):
        two.submit(odd).result()
    assert two.submit(who, 0).result() != os.getpid()


@unix
def test_a_worker_that_is_killed_while_it_answers_loses_its_own_job_alone(two: WorkerPool) -> None:
    lost = two.submit(killed_while_it_answers)
    others = [two.submit(who) for _ in range(6)]
    with pytest.raises(WorkerDied, match="it was ended by SIGKILL"):
        lost.result(60)
    assert all(future.result(60) for future in others)
    assert two.submit(who).result(60)


@unix
@pytest.mark.parametrize("size", [1, 2])
def test_a_worker_that_is_killed_while_it_waits_is_not_missed(size: int) -> None:
    with workers(size) as pool:
        killed = {future.result(60) for future in [pool.submit(who) for _ in range(4)]}
        for process_id in killed:
            os.kill(process_id, signal.SIGKILL)
        time.sleep(0.2)
        assert killed.isdisjoint(future.result(60) for future in [pool.submit(who) for _ in range(4)])


def test_a_worker_that_ends_in_a_job_is_replaced(two: WorkerPool) -> None:
    with pytest.raises(WorkerDied, match="it ended with exit code 3"):
        two.submit(ends, 3).result(60)
    assert two.submit(divmod, 7, 3).result(60) == (2, 1)


def test_a_job_that_runs_late_is_ended_and_the_next_has_its_time_to_itself() -> None:
    with workers(1, limit=1) as pool:
        late, *others = [pool.submit(who, seconds) for seconds in (60, 0.7, 0.7)]
        with pytest.raises(TimeoutError):
            late.result(60)
        assert [future.result(60) > 0 for future in others] == [True, True]


def size(content: bytes) -> int:
    return len(content)


@unix
def test_a_worker_that_does_not_take_its_job_is_late_too() -> None:
    with workers(1, limit=1) as pool:
        os.kill(pool.submit(who).result(60), signal.SIGSTOP)
        late = pool.submit(size, bytes(3_000_000))
        with pytest.raises(TimeoutError):
            late.result(60)
        assert pool.submit(size, b"x").result(60) == 1


def test_where_there_is_no_room_for_a_fresh_one_the_old_one_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    with workers(1, max_jobs_per_worker=2) as pool:
        first = pool.submit(who, 0).result(60)

        def full(**_: object) -> None:
            raise EOFError

        context = multiprocessing.get_context(METHODS[-1])
        monkeypatch.setattr(context, "Pipe", full)
        assert {pool.submit(who, 0).result(60) for _ in range(3)} == {first}
        monkeypatch.undo()
        assert len({pool.submit(who, 0).result(60) for _ in range(2)}) == 2


def test_as_many_workers_as_there_is_room_for_do_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Thread] = []

    def start(self: Thread, real: Any = Thread.start, most: int = 1) -> None:
        if len(started) == most:
            raise RuntimeError("can't start new thread")
        started.append(self)
        real(self)

    monkeypatch.setattr(Thread, "start", start)
    with workers(3) as pool:
        assert len({future.result(60) for future in [pool.submit(who, 0) for _ in range(5)]}) == 1
    with pytest.raises(NoWorker, match="can't start new thread"):
        workers(3)


def hangs_up(seconds: float) -> None:
    os.closerange(3, 256)
    time.sleep(seconds)
    os._exit(4)


@unix
def test_a_worker_that_dies_in_time_is_not_late_though_its_end_takes_longer() -> None:
    with workers(1, limit=1) as pool:
        with pytest.raises(WorkerDied, match="exit code 4"):
            pool.submit(hangs_up, 2).result(60)
        assert pool.submit(who).result(60)


def test_workers_give_way_to_fresh_ones() -> None:
    with workers(1, max_jobs_per_worker=2) as pool:
        first, second, third, fourth, fifth = [pool.submit(who, 0).result(60) for _ in range(5)]
    assert first == second != third == fourth != fifth


@pytest.mark.parametrize(
    ("ready", "reason"),
    [(Initializer(refuses), "RuntimeError: there is no room"), (Initializer(ends, (4,)), "exit code 4")],
)
def test_where_no_worker_can_be_started_everything_that_waits_is_told_why(
    ready: Initializer, reason: str
) -> None:
    with workers(ready=ready) as pool:
        for future in [pool.submit(who) for _ in range(4)]:
            with pytest.raises(NoWorker, match=reason):
                future.result(60)


def test_cancelled_jobs_end_at_once() -> None:
    pool = workers(1)
    jobs = [pool.submit(who, 60) for _ in range(3)]
    time.sleep(0.5)
    start = time.monotonic()
    pool.shutdown(cancel_futures=True)
    assert time.monotonic() - start < 30
    for future in jobs:
        with pytest.raises((CancelledError, WorkerDied, NoWorker)):
            future.result(0)
    with pytest.raises(RuntimeError):
        pool.submit(who)


def test_workers_that_are_not_shut_down_end_with_the_program() -> None:
    script = (
        "from tests.processes.test_pool import deaf_workers, who\n"
        "pool = deaf_workers()\n"
        "pool.submit(who).result()\n"
        "raise ValueError('a fault of the program')"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert done.stderr.endswith("ValueError: a fault of the program\n")


def test_a_pool_without_a_job_starts_no_forkserver(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[object] = []
    monkeypatch.setattr("reportgen.processes.pool.start_forkserver", started.append)
    with workers() as pool:
        assert started == []
        assert [pool.submit(who, 0).result() != os.getpid() for _ in range(2)] == [True, True]
    assert len(started) == 1
