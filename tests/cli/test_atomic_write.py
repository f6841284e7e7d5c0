"""Files that are written whole or not at all, several of them together."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from reportgen.cli.atomic_write import WriteFailed, write_atomically


def test_files_are_written_together_and_leave_nothing_beside_them(tmp_path: Path) -> None:
    write_atomically({tmp_path / "a" / "report.pdf": b"new", tmp_path / "a" / "report.docx": b"new too"})
    assert {path.name: path.read_bytes() for path in (tmp_path / "a").iterdir()} == {
        "report.pdf": b"new",
        "report.docx": b"new too",
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes")
def test_what_is_no_file_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(pipe := tmp_path / "pipe")
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_atomically({pipe: b"words", tmp_path / "report.pdf": b"new"})
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
    with pytest.raises(WriteFailed, match=r"stuck: cannot be written \(permission denied\); earlier files"):
        write_atomically({tmp_path / name: b"new" for name in names})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"kept": b"earlier"}


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_folders_that_were_made_go_again_where_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    (tmp_path / "there").mkdir()

    def failing(_: int) -> None:
        raise error

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises((WriteFailed, KeyboardInterrupt)):
        write_atomically({tmp_path / "there" / "new" / "deep" / name: b"words" for name in "ab"})
    assert [path.name for path in tmp_path.rglob("*")] == ["there"]


def test_a_folder_that_is_a_link_to_none_yet_is_made_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to("there")
    write_atomically({tmp_path / "out" / "deeper" / "report": b"new"})
    assert (tmp_path / "there" / "deeper" / "report").read_bytes() == b"new"
    assert (tmp_path / "out").is_symlink()


def test_a_file_keeps_its_mode_and_its_link(tmp_path: Path) -> None:
    real, link, fresh = tmp_path / "real", tmp_path / "link", tmp_path / "fresh"
    real.write_bytes(b"earlier")
    real.chmod(0o640)
    link.symlink_to(real)
    write_atomically({link: b"new", fresh: b"new"})
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert real.stat().st_mode & 0o777 == 0o640
    mask = os.umask(0)
    os.umask(mask)
    assert fresh.stat().st_mode & 0o777 == 0o666 & ~mask


unix = pytest.mark.skipif(os.name == "nt", reason="modes, links and pipes of Unix")


@unix
def test_what_replaces_a_private_file_is_private_from_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: modes.append(os.fstat(handle).st_mode & 0o777))
    (tmp_path / "private").write_bytes(b"earlier")
    (tmp_path / "private").chmod(0o644)
    write_atomically({tmp_path / "private": b"new"})
    assert modes == [0o600]
    (tmp_path / "private").chmod(0o4755)
    write_atomically({tmp_path / "private": b"new"})
    assert (tmp_path / "private").stat().st_mode & 0o7777 == 0o755


@pytest.mark.parametrize("moment", ["made", "written", "kept", "placed"])
def test_an_interruption_leaves_nothing_beside_a_file(
    moment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(real: Any) -> Any:
        def call(*arguments: Any, **options: Any) -> Any:
            real(*arguments, **options)
            raise KeyboardInterrupt

        return call

    (tmp_path / "report.pdf").write_bytes(b"earlier")
    patches = {
        "made": (os, "open"),
        "written": (os, "fsync"),
        "kept": (os, "link"),
        "placed": (Path, "replace"),
    }
    with monkeypatch.context() as patched:
        patched.setattr(*patches[moment], interrupted(getattr(*patches[moment])))
        with pytest.raises(KeyboardInterrupt):
            write_atomically({tmp_path / "report.pdf": b"new"})
    assert [path.name for path in tmp_path.iterdir()] == ["report.pdf"]
    assert (tmp_path / "report.pdf").read_bytes() == b"earlier"


def test_where_there_are_no_second_names_a_torn_copy_is_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Any, copy: Any) -> None:
        assert os.name == "nt" or os.fstat(copy.fileno()).st_mode & 0o777 == 0o600
        copy.write(b"ear")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "link", lambda *_: (tmp_path / "nothing").stat())
    monkeypatch.setattr(shutil, "copyfileobj", full)
    (tmp_path / "report.pdf").write_bytes(b"earlier")
    with pytest.raises(WriteFailed, match="no space left"):
        write_atomically({tmp_path / "report.pdf": b"new"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"report.pdf": b"earlier"}


def test_what_cannot_be_brought_back_is_kept_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(self: Path, target: Path, real: Any = Path.replace) -> Path:
        if target.name == "b" or self.suffix == ".kept":
            raise OSError(5, "Input/output error")
        moved: Path = real(self, target)
        return moved

    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"earlier " + name.encode())
    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(WriteFailed, match=r"/a as it was is now .*/a\.[0-9a-f]{6}\.earlier"):
        write_atomically({tmp_path / name: b"new" for name in ("a", "b")})
    contents = {path.name.partition(".")[0] + path.suffix: path.read_bytes() for path in tmp_path.iterdir()}
    assert contents["a.earlier"] == b"earlier a"
    assert contents["b"] == b"earlier b"
    assert not [name for name in contents if name.endswith((".part", ".kept"))]


def test_one_file_under_two_names_is_written_once(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    write_atomically({tmp_path / "a": b"one", tmp_path / "x" / ".." / "a": b"two"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "x"]
    assert (tmp_path / "a").read_bytes() == b"two"


def test_one_file_under_two_names_is_brought_back_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "a").write_bytes(b"earlier")
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target.name == "stuck" and self.suffix == ".part":
            raise OSError(5, "I/O error")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    names = (tmp_path / "a", tmp_path / "x" / ".." / "a", tmp_path / "stuck")
    with pytest.raises(WriteFailed, match="earlier files are as they were"):
        write_atomically(dict.fromkeys(names, b"new"))
    assert (tmp_path / "a").read_bytes() == b"earlier"


def test_a_way_through_a_folder_that_is_not_there_leads_where_its_words_do(tmp_path: Path) -> None:
    write_atomically({tmp_path / "none" / ".." / "new" / "a": b"words"})
    assert (tmp_path / "new" / "a").read_bytes() == b"words"


@unix
def test_a_pipe_behind_a_name_is_written_to() -> None:
    name = f"{write_atomically.__module__}.{write_atomically.__name__}"
    program = f"from pathlib import Path; import {write_atomically.__module__}; {name}({{Path('/dev/stdout'): b'words'}})"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout == b"words"
