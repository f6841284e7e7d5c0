"""The same files from a Dask cluster, with a worker that dies on the way: a real scheduler and workers, on this machine."""

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

from reportgen.batch import cluster
from reportgen.batch.versions import OtherEngines, compare, engines
from reportgen.processes.pool import WorkerDied
from tests.batch.test_batch import WORDS, contents, dataset, dies, eats, export, slow
from tests.cli.running import command, environment, invoke

with_dask = pytest.mark.skipif(find_spec("distributed") is None, reason="the extra `dask` is not installed")

_START = """
import sys
{before}
from distributed.cli.{program} import main
main()
"""


@contextmanager
def started(
    program: str, *arguments: str, before: str = "", folder: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """A program of Dask's, which is gone afterwards."""
    code = _START.format(before=before, program=program)
    words = [sys.executable, "-c", code, *arguments, "--no-dashboard", "--host", "127.0.0.1"]
    with (
        (folder / f"{program}.log").open("ab") as log,
        subprocess.Popen(words, stdout=log, stderr=log, env=environment(), cwd=folder) as process,
    ):
        try:
            yield process
        finally:
            process.kill()


@dataclass(frozen=True)
class Scheduler:
    """A scheduler that runs: its address as workers and as batches know it."""

    tcp: str
    dask: str
    process: subprocess.Popen[bytes]


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[Scheduler]:
    """Workers and batches keep trying until it is there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with started("dask_scheduler", "--port", str(port), folder=tmp_path) as process:
        yield Scheduler(f"tcp://127.0.0.1:{port}", f"dask://127.0.0.1:{port}", process)


@contextmanager
def worker(scheduler: Scheduler, folder: Path, before: str = "") -> Iterator[subprocess.Popen[bytes]]:
    arguments = (
        scheduler.tcp,
        "--nthreads",
        "1",
        "--no-nanny",
        "--local-directory",
        str(folder / "dask"),
    )
    with started("dask_worker", *arguments, before=before, folder=folder) as process:
        yield process


def year(folder: Path, groups: int) -> Path:
    """A folder with the datasets of some groups."""
    for number in range(groups):
        dataset(folder / "data", f"Group {number:02}")
    return folder / "data"


@with_dask
def test_a_worker_that_is_killed_takes_no_report_with_it(
    scheduler: Scheduler, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments: tuple[str | Path, ...] = (year(tmp_path, 30), *WORDS, "-o")
    far = ("--executor", scheduler.dask)
    with worker(scheduler, tmp_path) as first, worker(scheduler, tmp_path):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")  # the workers do not know it
        _, _, stderr = export(*arguments, tmp_path / "local")
        assert "30 built" in stderr
        with subprocess.Popen(
            command("batch", *arguments, tmp_path / "far", *far), stderr=subprocess.PIPE, env=environment()
        ) as process:
            assert process.stderr
            lines = [process.stderr.readline() for _ in range(3)]
            first.kill()
            lines += process.stderr.readlines()
        assert process.returncode == 0, b"".join(lines).decode()
        assert lines[-1].startswith(b"30 built; see")
        assert contents(tmp_path / "far") == contents(tmp_path / "local")
        assert "Remove worker" in (tmp_path / "dask_scheduler.log").read_text("utf-8")


@with_dask
def test_limits_hold_there_too(scheduler: Scheduler, tmp_path: Path) -> None:
    with worker(scheduler, tmp_path):
        with cluster.DaskCluster(scheduler.dask, 60, 1000) as far:
            assert far.size == 1
            with pytest.raises(WorkerDied, match="it ended with exit code 9"):
                far.submit(dies, None).result(60)
            if sys.platform == "linux":
                with pytest.raises(MemoryError):
                    far.submit(eats, None).result(60)
        with cluster.DaskCluster(scheduler.dask, 1, 1000) as far, pytest.raises(TimeoutError):
            far.submit(slow, None).result(60)


@with_dask
def test_a_scheduler_that_dies_ends_the_run_and_the_next_goes_on(
    scheduler: Scheduler, tmp_path: Path
) -> None:
    arguments: tuple[str | Path, ...] = ("batch", year(tmp_path, 30), *WORDS, "-o", tmp_path / "out")
    with worker(scheduler, tmp_path):
        words = command(*arguments, "--executor", scheduler.dask)
        with subprocess.Popen(words, stderr=subprocess.PIPE, env=environment()) as process:
            assert process.stderr
            process.stderr.readline()
            scheduler.process.kill()
            *lines, last = process.stderr.readlines()
    assert process.returncode == 2
    assert last.decode().endswith(
        "the scheduler is lost; what is built is kept, and the next run goes on from there\n"
    )
    assert all(line.startswith(b"built ") for line in lines), lines
    stderr = invoke(*arguments).stderr
    assert re.search(r"^[0-9]+ built, [0-9]+ unchanged; see", stderr, re.MULTILINE), stderr


@with_dask
def test_a_run_whose_last_worker_is_lost_ends_and_the_next_goes_on(
    scheduler: Scheduler, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_NO_WORKER_SECONDS", 1)
    monkeypatch.setattr(cluster, "_WATCH_INTERVAL", 0.5)
    arguments: tuple[str | Path, ...] = ("batch", year(tmp_path, 3), *WORDS, "-o", tmp_path / "out")
    dying = "import reportgen.batch.pool, os; reportgen.batch.pool.LocalPool = lambda *_: os._exit(9)"
    with worker(scheduler, tmp_path, dying):
        result = invoke(*arguments, "--executor", scheduler.dask)
    assert result.exit_code == 2
    assert "its workers are lost; what is built is kept" in result.stderr
    assert "Traceback" not in result.stderr
    assert "3 built" in invoke(*arguments).stderr


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("dask://127.0.0.1", "is no address of a scheduler"),
        ("tcp://127.0.0.1:8786", "is no address of a scheduler"),
        ("threads", "is no address of a scheduler"),
        pytest.param("dask://127.0.0.1:1", "no Dask scheduler answers there", marks=with_dask),
        pytest.param("dask://127.0.0.1:99999", "no Dask scheduler answers there", marks=with_dask),
    ],
)
def test_a_cluster_that_is_not_there_is_said_to_be_so(
    address: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 1)
    refused(reason, dataset(tmp_path / "data", "Key Cities"), address)


@with_dask
def test_a_scheduler_without_workers_is_said_to_have_none(
    scheduler: Scheduler, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 60)
    monkeypatch.setattr(cluster, "_FIRST_WORKER_SECONDS", 0.5)
    refused("the scheduler has no worker", dataset(tmp_path / "data", "Key Cities"), scheduler.dask)


def test_what_is_to_be_installed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    refused(
        "pip install 'reportgen[dask]'", dataset(tmp_path / "data", "Key Cities"), "dask://127.0.0.1:8786"
    )


def refused(reason: str, path: Path, address: str) -> None:
    """Nothing is done, and one line says why."""
    out = path.parent / "refused"
    result = invoke("batch", path, *WORDS, "-o", out, "--executor", address)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert reason in result.stderr
    assert not out.exists()


def test_a_worker_that_joins_later_with_other_versions_fails_its_reports() -> None:
    compare(engines(paged=True), "the batch", paged=True)
    with pytest.raises(OtherEngines, match=r"the batch has weasyprint 1\.0, and here is weasyprint"):
        compare(re.sub(r"weasyprint [\d.]+", "weasyprint 1.0", engines(paged=True)), "the batch", paged=True)


@with_dask
@pytest.mark.parametrize(
    ("before", "reason"),
    [
        ("import reportgen; reportgen.__version__ = '0.0.9'", "has reportgen 0.0.9, and here is reportgen"),
        ("sys.modules['reportgen'] = None", "cannot use reportgen"),
    ],
)
def test_a_worker_that_would_make_other_bytes_is_refused(
    scheduler: Scheduler, before: str, reason: str, tmp_path: Path
) -> None:
    path = dataset(tmp_path / "data", "Key Cities")
    with worker(scheduler, tmp_path, before):
        refused(reason, path, scheduler.dask)
