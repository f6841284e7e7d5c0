"""Standard streams that are closed, full, or left by their reader."""

import subprocess
import sys
from pathlib import Path

import pytest

from reportgen import cli
from reportgen.__main__ import main
from tests.cli.running import MINIMAL, SEED, command, environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the shell's redirections are Unix's")


def shell(redirected: str, *arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command by bash with its streams redirected."""
    (cwd / "right.yaml").write_text(MINIMAL, encoding="utf-8")
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", f'"$@" {redirected}', "bash", *command(*arguments)],
        cwd=cwd,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    "arguments", [("validate", SEED), ("validate", SEED, "--format", "json"), ("schema",)]
)
def test_a_closed_standard_output_is_one_line(arguments: tuple[str | Path, ...], tmp_path: Path) -> None:
    completed = shell(">&-", *arguments, cwd=tmp_path)
    assert completed.returncode == 2
    assert completed.stderr.splitlines()[-1] == "reportgen: cannot go on (bad file descriptor)"
    assert "Traceback" not in completed.stderr


def test_a_closed_standard_output_is_no_fault_where_nothing_is_written(tmp_path: Path) -> None:
    completed = shell(">&-", "validate", "right.yaml", "--quiet", cwd=tmp_path)
    assert (completed.returncode, completed.stderr) == (0, "")
    completed = shell(">&-", "build", "right.yaml", "--to", "html", "--quiet", cwd=tmp_path)
    assert (completed.returncode, completed.stderr) == (0, "")
    assert (tmp_path / "out" / "key-cities-2023-24.html").read_bytes().startswith(b"<!doctype html>")


def test_with_all_streams_closed_the_exit_code_speaks(tmp_path: Path) -> None:
    assert shell("<&- >&- 2>&-", "validate", "right.yaml", "--quiet", cwd=tmp_path).returncode == 0
    assert shell("<&- >&- 2>&-", "validate", SEED, cwd=tmp_path).returncode == 2


def test_a_closed_standard_input_is_an_empty_file(tmp_path: Path) -> None:
    completed = shell("<&-", "validate", "-", cwd=tmp_path)
    assert (completed.returncode, completed.stderr) == (1, "")
    assert "error[RG002]" in completed.stdout


@pytest.mark.parametrize(("options", "code"), [((), 0), (("--strict",), 1)])
def test_a_reader_who_leaves_does_not_change_the_verdict(
    options: tuple[str, ...], code: int, tmp_path: Path
) -> None:
    completed = shell("| true", "validate", SEED, *options, cwd=tmp_path)
    assert completed.returncode == code
    assert "Traceback" not in completed.stderr
    assert "reportgen: cannot" not in completed.stderr


def test_a_fault_of_ours_is_not_taken_for_one_of_a_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing() -> None:
        raise FileNotFoundError(2, "No such file", "ours.txt")

    monkeypatch.setattr(cli, "app", failing)
    monkeypatch.setenv("REPORTGEN_PLAIN_START", "1")  # what starts a run sooner would stay on for other tests
    streams = sys.stdin, sys.stdout, sys.stderr
    try:
        with pytest.raises(FileNotFoundError):
            main()
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams
