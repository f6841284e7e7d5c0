"""A disk that is full: said plainly, nothing broken, and the next run completes what this one could not."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch.test_batch import WORDS, contents, dataset, export
from tests.cli.running import run

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only root on Linux makes a disk for a test"
)
SIZE = 1_000_000


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    mounted = subprocess.run(words, capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_disk_that_is_full_leaves_nothing_broken_and_the_next_run_goes_on(
    disk: Path, tmp_path: Path
) -> None:
    for number in range(12):
        dataset(tmp_path / "data", f"Group {number:02}")
    out = disk / "out"
    arguments: tuple[str | Path, ...] = (tmp_path / "data", *WORDS, "-o")
    _, outcomes, _ = export(tmp_path / "data" / "group-00", *WORDS, "-o", out)
    assert list(outcomes.values()) == ["built"]
    manifest = (out / "manifest.json").read_bytes()
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(free(disk) - 60_000))

    done = run("batch", *arguments, out)
    assert done.returncode == 2
    last = done.stderr.decode().splitlines()[-1]
    assert "cannot be written (no space left on device)" in last
    assert last.endswith("what is built is kept, and the next run goes on from there")
    assert (out / "manifest.json").read_bytes() == manifest
    assert not [path for path in out.rglob("*") if path.suffix in (".part", ".kept")]
    survivors = contents(out)
    assert 2 < len(survivors) < 24
    for path in (out / ".reportgen").iterdir():
        json.loads(path.read_text("utf-8"))

    ballast.unlink()
    code, outcomes, _ = export(*arguments, out)
    assert code == 0
    assert set(outcomes.values()) == {"built", "unchanged"}
    export(*arguments, tmp_path / "undisturbed")
    whole = contents(tmp_path / "undisturbed")
    assert contents(out) == whole
    assert all(whole[name] == content for name, content in survivors.items())


def free(disk: Path) -> int:
    status = os.statvfs(disk)
    return status.f_bavail * status.f_frsize
