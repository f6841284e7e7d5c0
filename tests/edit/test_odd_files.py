"""Pipes, devices and links in the place of the files of a session: none is waited for, and none is written through."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.source import Unreadable
from tests.edit.sessions import put, session_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")

Make = Callable[[Path], None]

SMALL = "schema: 1\nform: 2024\naims: One.\n"


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def make_folder(path: Path) -> None:
    path.mkdir()


ODD = pytest.mark.parametrize("make", [make_pipe, make_endless, make_folder])


@ODD
def test_what_is_no_file_is_not_opened(make: Make, tmp_path: Path) -> None:
    session = session_of(tmp_path, SMALL)
    session.path.unlink()
    make(session.path)
    with pytest.raises(Unreadable, match=r"a pipe or a device, not a file|is a folder, not a file"):
        session.file.open()


@ODD
def test_what_takes_the_place_of_the_file_is_told_and_the_text_is_kept(make: Make, tmp_path: Path) -> None:
    session = session_of(tmp_path, SMALL)
    session.path.unlink()
    make(session.path)
    session.notice()
    put(session, "aims", "Two.")
    state = session.state()
    assert (state["saved"], "not a file" in state["failure"]) == (False, True)
    kept = session.finish()
    assert kept is not None
    assert "aims: Two." in kept.read_text("utf-8")
    kept.unlink()


@ODD
def test_what_is_no_file_beside_it_is_neither_read_nor_written(make: Make, tmp_path: Path) -> None:
    make(tmp_path / ".report.yaml.unsaved")
    session = session_of(tmp_path, SMALL)
    put(session, "aims", "Two.")
    session.path.write_text(SMALL.replace("One", "Three"), "utf-8")
    put(session, "aims", "Four.")
    assert session.state()["conflict"]
    assert "something stands in its place" in session.state()["failure"]


def test_a_text_is_never_kept_behind_a_link(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("of another", "utf-8")
    (tmp_path / ".report.yaml.unsaved").symlink_to(other)
    session = session_of(tmp_path, SMALL)
    assert session.text == SMALL
    put(session, "aims", "Two.")
    session.path.write_text(SMALL.replace("One", "Three"), "utf-8")
    put(session, "aims", "Four.")
    assert session.state()["conflict"]
    assert other.read_text("utf-8") == "of another"
