"""`reportgen verify`: what it is given, what it prints, and how it ends."""

import json
import os
import shutil
from pathlib import Path

import pytest

from reportgen.verify import CHECKS
from tests.cli.running import ROOT, SEED, invoke, run
from tests.documents import EVERYTHING

WORD = "key-cities-2023-24.docx"
PAGE = "key-cities-2023-24.html"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a Word file and a web page of the real report."""
    folder = tmp_path_factory.mktemp("out")
    assert invoke("build", SEED, "--to", "docx", "--to", "html", "-o", folder, "-q").exit_code == 0
    return folder


@pytest.fixture
def faulty(out: Path, tmp_path: Path) -> Path:
    """A web page in which something was changed."""
    file = tmp_path / "faulty.html"
    file.write_text((out / PAGE).read_text("utf-8").replace("Lancaster", "Gateshead", 1), "utf-8")
    return file


def test_a_folder_is_verified_line_by_line(out: Path) -> None:
    result = invoke("verify", out)
    assert result.exit_code == 0
    printed = result.stdout.splitlines()
    assert [line.split(": ")[0].split() for line in printed] == [
        *([status, str(out / WORD)] for status in ["pass"] * 6),
        *([status, str(out / PAGE)] for status in ("none", "pass", "pass", "pass", "none", "pass")),
    ]
    assert result.stderr == "2 files: 10 checks passed\n"


def test_a_file_that_fails_is_exit_code_1(faulty: Path) -> None:
    result = invoke("verify", faulty, "--dataset", SEED, "--quiet")
    assert (result.exit_code, result.stderr) == (1, "")
    (line,) = result.stdout.splitlines()
    assert line.startswith(f"fail    {faulty}: parity: ")
    assert "Gateshead" in line


def test_quiet_says_nothing_where_nothing_fails_and_nothing_was_passed_over(out: Path) -> None:
    result = invoke("verify", out / PAGE, "-q", "--dataset", SEED)
    assert (result.exit_code, result.output) == (0, "")
    assert invoke("verify", out / PAGE, "-q").output == "1 file: 2 checks passed, 1 skipped (not proven)\n"


def test_what_is_skipped_fails_only_where_that_is_asked_for(out: Path) -> None:
    result = invoke("verify", out / PAGE, "-q", "--strict")
    assert (result.exit_code, result.output) == (
        1,
        "1 file: 2 checks passed, 1 skipped (--strict: not proven)\n",
    )
    assert invoke("verify", out / PAGE, "-q", "--strict", "--format", "json").exit_code == 1
    assert invoke("verify", out / PAGE, "-q", "--strict", "--dataset", SEED).exit_code == 0


def test_a_dataset_that_is_named_and_has_errors_is_no_excuse(out: Path, tmp_path: Path) -> None:
    (tmp_path / "new.yaml").write_text(SEED.read_text("utf-8").replace("2023/24", "2023/25"), "utf-8")
    result = invoke("verify", out / PAGE, "-q", "--dataset", tmp_path / "new.yaml")
    assert result.exit_code == 1
    assert "parity: the dataset has errors" in result.stdout


def test_a_file_by_the_name_of_another_kind_is_exit_code_2(out: Path, tmp_path: Path) -> None:
    shutil.copy(out / PAGE, tmp_path / "report.docx")
    result = invoke("verify", tmp_path)
    assert result.exit_code == 2
    assert result.stderr.endswith("its name says that it is a Word file, but it is a web page\n")


def test_json_has_one_shape(out: Path, faulty: Path, tmp_path: Path) -> None:
    (tmp_path / "none.pdf").write_bytes(b"words")
    result = invoke(
        "verify", out, faulty, tmp_path / "none.pdf", "--dataset", SEED, "--format", "json", "--quiet"
    )
    assert result.exit_code == 2
    document = json.loads(result.stdout)
    assert document.keys() == {"version", "checks", "unreadable", "summary"}
    assert document["version"] == 1
    assert all(
        check.keys() == {"file", "check", "status", "message", "problems"} for check in document["checks"]
    )
    (failed,) = (check for check in document["checks"] if check["status"] == "fail")
    assert (failed["file"], failed["check"]) == (str(faulty), "parity")
    assert failed["problems"]
    message = "it is no Word file, PDF or web page"
    assert document["unreadable"] == [{"file": str(tmp_path / "none.pdf"), "message": message}]
    assert document["summary"] == {"files": 4, "passed": 12, "failed": 1, "skipped": 0}
    assert result.stderr == f"reportgen: {tmp_path}/none.pdf: {message}\n"


def test_what_cannot_be_looked_into_is_exit_code_2(out: Path, tmp_path: Path) -> None:
    result = invoke("verify", tmp_path / "nothing.docx", out / WORD)
    assert result.exit_code == 2
    assert "nothing.docx: it cannot be read (no such file or directory)" in result.stderr
    assert result.stdout.count("pass    ") == 6


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_a_pipe_in_a_folder_is_passed_over_and_a_link_to_nothing_told(tmp_path: Path) -> None:
    for name in ("a.docx", "b.pdf", "c.html", "d.receipt.json"):
        os.mkfifo(tmp_path / name)
    assert run("verify", tmp_path).stderr.endswith(b"there is no Word file, PDF or web page in this folder\n")
    (tmp_path / "e.docx").symlink_to("nowhere")
    completed = run("verify", tmp_path)
    assert (completed.returncode, b"e.docx: it cannot be read" in completed.stderr) == (2, True)


def test_a_folder_without_such_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "~$report.docx").write_bytes(b"")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "report.html").write_bytes(b"")
    result = invoke("verify", tmp_path)
    assert result.exit_code == 2
    assert result.stderr == f"reportgen: {tmp_path}: there is no Word file, PDF or web page in this folder\n"


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--layout", "lga-bord", "there is no such layout; did you mean lga-board?"),
        ("--dataset", "nothing.yaml", "nothing.yaml: cannot be read (no such file or directory)"),
        ("--config", "nothing.toml", "nothing.toml"),
    ],
)
def test_what_is_named_and_not_there_is_told(option: str, value: str, words: str, out: Path) -> None:
    result = invoke("verify", out / PAGE, option, value)
    assert result.exit_code == 2
    assert words in result.stderr


def test_help_and_docs_say_of_each_check_what_it_proves() -> None:
    shown = invoke("verify", "--help").stdout
    page = (ROOT / "docs" / "verifying.md").read_text("utf-8")
    for check, proves in CHECKS.items():
        assert f"  {check:<11} {proves}\n" in shown
        assert f"\n| `{check}` |" in page


def test_a_pack_is_verified(tmp_path: Path) -> None:
    packed = invoke("pack", SEED, EVERYTHING, "--to", "docx", "--to", "html", "-o", tmp_path, "-q")
    assert packed.exit_code == 0
    result = invoke("verify", tmp_path)
    assert result.exit_code == 0
    assert "pack.docx: carries: the datasets of 2 reports, none of them with errors\n" in result.stdout
    assert "pass" in next(line for line in result.stdout.splitlines() if "pack.docx: parity: " in line)
    assert "pack.html: agreement: it says the same as pack.docx\n" in result.stdout


def test_the_dataset_may_come_from_standard_input(faulty: Path) -> None:
    result = invoke("verify", faulty, "--dataset", "-", stdin=SEED.read_bytes())
    assert result.exit_code == 1
    assert "the web page says “Gateshead”, the dataset “Lancaster”" in result.stdout


def test_a_file_that_is_given_twice_is_verified_once(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(out)
    result = invoke("verify", "*.html", PAGE, out / PAGE)
    assert result.stderr == "1 file: 2 checks passed, 1 skipped (not proven)\n"


def test_as_a_program_it_shows_colours_where_they_are_wanted(out: Path, faulty: Path) -> None:
    result = run("verify", out / PAGE, faulty, "--dataset", SEED, extra={"FORCE_COLOR": "1"})
    assert result.returncode == 1
    assert b"\x1b[31mfail   \x1b[0m" in result.stdout
    assert b"\x1b[32mpass   \x1b[0m" in result.stdout
