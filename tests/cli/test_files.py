"""Files that are written whole or not at all, several of them together."""

import os
from pathlib import Path

import pytest

from reportgen.cli.files import Unwritten, put


def test_files_are_written_together_and_leave_nothing_beside_them(tmp_path: Path) -> None:
    put({tmp_path / "a" / "report.pdf": b"new", tmp_path / "a" / "report.docx": b"new too"})
    assert {path.name: path.read_bytes() for path in (tmp_path / "a").iterdir()} == {
        "report.pdf": b"new",
        "report.docx": b"new too",
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes")
def test_what_is_no_file_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(pipe := tmp_path / "pipe")
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    put({pipe: b"words", tmp_path / "report.pdf": b"new"})
    assert os.read(reader, 99) == b"words"
    os.close(reader)
    assert pipe.is_fifo()


def test_where_one_cannot_be_put_in_place_the_others_are_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["kept", "fresh", "stuck"]
    (tmp_path / "kept").write_bytes(b"earlier")
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target.name == "stuck":
            raise PermissionError(13, "Permission denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(Unwritten, match=r"stuck: cannot be written \(permission denied\); earlier files"):
        put({tmp_path / name: b"new" for name in names})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"kept": b"earlier"}


def test_a_file_keeps_its_mode_and_its_link(tmp_path: Path) -> None:
    real, link, fresh = tmp_path / "real", tmp_path / "link", tmp_path / "fresh"
    real.write_bytes(b"earlier")
    real.chmod(0o640)
    link.symlink_to(real)
    put({link: b"new", fresh: b"new"})
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert real.stat().st_mode & 0o777 == 0o640
    mask = os.umask(0)
    os.umask(mask)
    assert fresh.stat().st_mode & 0o777 == 0o666 & ~mask
