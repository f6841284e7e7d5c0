"""A temporary folder that takes nothing, because its disk is full or there is none: one clear line."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import MINIMAL, environment

unix = pytest.mark.skipif(sys.platform != "linux", reason="other systems have other temporary folders")

FULL = """
import pathlib, sys, tempfile
def full(*_): raise OSError(28, "No space left on device")
if sys.argv[1] == "full":
    pathlib.Path.write_bytes = full  # with which the engine writes fonts into the temporary folder
else:
    tempfile._candidate_tempdir_list = lambda: ["/nowhere/at/all"]
sys.argv = ["reportgen", *sys.argv[2:]]
from reportgen.__main__ import main
main()
"""


@unix
@pytest.mark.pdf
@pytest.mark.parametrize("state", ["full", "none"])
@pytest.mark.parametrize(
    ("words", "made"),
    [
        ("build a.yaml --to pdf", 0), ("build a.yaml", 2), ("pack a.yaml", 2), ("ready a.yaml -o out", 0),
        ("layouts preview plain", 0), ("build a.yaml --to pdf -o -", 0),
    ],
)  # fmt: skip
def test_a_temporary_folder_that_takes_nothing_is_told_in_one_line(
    words: str, made: int, state: str, tmp_path: Path
) -> None:
    (tmp_path / "a.yaml").write_text(MINIMAL, "utf-8")
    completed = subprocess.run(
        [sys.executable, "-c", FULL, state, *words.split()],
        cwd=tmp_path,
        env=environment({"TMPDIR": "/nowhere/at/all"} if state == "none" else {}),
        capture_output=True,
        check=False,
    )
    assert completed.returncode == 2
    assert b"Traceback" not in completed.stderr
    assert b"PDFs cannot be made here: the temporary folder takes no fonts" in completed.stderr
    assert len([path for path in tmp_path.rglob("*.*") if path.suffix in {".docx", ".html"}]) == made


@unix
def test_a_report_to_be_sent_needs_a_temporary_folder(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(MINIMAL, "utf-8")
    completed = subprocess.run(
        [sys.executable, "-c", FULL, "none", "ready", "a.yaml", "--to", "docx"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        check=False,
    )
    words = b"reportgen: there is no temporary folder that can be written to; set TMPDIR to one\n"
    assert (completed.returncode, completed.stderr) == (2, words)
