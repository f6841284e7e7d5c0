"""A dataset's file is read whole, or up to a byte more than a dataset may have."""

import os
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import pytest

from reportgen.source.codes import MAX_BYTES
from reportgen.source.files import read_bytes


@pytest.mark.parametrize("size", [0, 1, 70_000, MAX_BYTES - 1, MAX_BYTES, MAX_BYTES + 1, MAX_BYTES + 5])
def test_a_file_is_read_whole_or_as_far_as_tells_that_it_is_too_large(size: int, tmp_path: Path) -> None:
    path = tmp_path / "report.yaml"
    path.write_bytes(b"x" * size)
    assert len(read_bytes(path)) == min(size, MAX_BYTES + 1)


@pytest.mark.parametrize("reported_size", [0, 1, 10, 100_000])
def test_what_the_system_says_of_the_size_is_no_bound(
    reported_size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.yaml"
    path.write_bytes(b"x" * 70_000)
    monkeypatch.setattr(os, "fstat", lambda _: SimpleNamespace(st_size=reported_size))
    assert len(read_bytes(path)) == 70_000


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = Thread(target=path.write_bytes, args=(b"x" * 300_000,), daemon=True)
    writer.start()
    assert len(read_bytes(path)) == 300_000
    writer.join()
