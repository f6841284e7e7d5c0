"""Places in which a command cannot work, or only just: names that are no text, folders that are gone, little memory."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reportgen.cli.atomic_write import _temporary_name
from reportgen.extract import find_datasets
from tests.cli.running import MINIMAL, command, environment, invoke, run

unix = pytest.mark.skipif(
    sys.platform != "linux", reason="other systems have no such names, folders and limits"
)


def odd_path(folder: Path, name: bytes) -> Path:
    """Returns a path whose name is not UTF-8. Skips the test where the file system has none."""
    path = Path(os.fsdecode(os.fsencode(folder) + b"/" + name))
    try:
        path.write_text(MINIMAL, "utf-8")
    except OSError:
        pytest.skip("this file system takes no such names")
    return path


@unix
@pytest.mark.parametrize("form", ["docx", "html", pytest.param("pdf", marks=pytest.mark.pdf)])
def test_a_dataset_whose_name_is_not_utf_8_becomes_every_format(form: str, tmp_path: Path) -> None:
    path, out = odd_path(tmp_path, b"b\xff.yaml"), tmp_path / "out"
    assert invoke("build", path, "--to", form, "-o", out).exit_code == 0
    (file,) = out.iterdir()
    if form != "html":
        assert find_datasets(file.read_bytes())[0].dataset == path.read_bytes()


@unix
@pytest.mark.pdf
def test_a_layout_whose_name_is_not_utf_8_is_one_of_every_format(tmp_path: Path) -> None:
    path = odd_path(tmp_path, b"b\xff.yaml")
    layout, out = Path(os.fsdecode(os.fsencode(tmp_path) + b"/l\xff")), tmp_path / "out"
    assert invoke("layouts", "copy", "plain", layout).exit_code == 0
    arguments = ("build", path, "--layout", layout, "--to", "pdf", "--to", "docx", "--to", "html", "-o", out)
    assert invoke(*arguments).exit_code == 0
    assert len(list(out.iterdir())) == 3


@unix
@pytest.mark.pdf
def test_a_receipt_names_files_whose_names_are_not_utf_8(tmp_path: Path) -> None:
    path, sent = odd_path(tmp_path, b"b\xff\x1b[31m.yaml"), tmp_path / "sent"
    layout = Path(os.fsdecode(os.fsencode(tmp_path) + b"/l\xff"))
    assert invoke("layouts", "copy", "plain", layout).exit_code == 0
    result = run("ready", path, "--layout", layout, "--to", "docx", "-o", sent)
    assert (result.returncode, result.stderr.count(b"wrote")) == (0, 3)
    (word_file,) = sent.glob("*.docx")
    odd_path(sent, b"c\xff.docx").write_bytes(word_file.read_bytes())
    named = Path(os.fsdecode(os.fsencode(sent) + b"/c\xff.docx"))
    assert run("ready", path, named, "--layout", layout, "-o", sent).returncode == 0
    (receipt,) = sent.glob("*.json")
    assert run("verify", receipt, "--layout", layout, "--quiet").returncode == 0
    (page,) = sent.glob("*.md")
    assert b"\x1b" not in page.read_bytes() + receipt.read_bytes()


@unix
@pytest.mark.parametrize(
    "words",
    ["validate a.yaml", "build a.yaml", "new a.yaml", "verify a.docx", "batch a.yaml", "--version", "rules"],
)
def test_a_working_folder_that_is_gone_is_told_in_one_line(words: str, tmp_path: Path) -> None:
    leave = "import os, sys; os.mkdir('gone'); os.chdir('gone'); os.rmdir('../gone'); os.execv(sys.argv[1], sys.argv[1:])"
    completed = subprocess.run(
        [sys.executable, "-c", leave, *command(*words.split())],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in completed.stderr
    if completed.returncode:
        assert completed.returncode == 2
        assert b"the folder in which this was called is gone" in completed.stderr


CLOSED = """
import ctypes, os, sys
if os.geteuid() == 0:  # the administrator may enter every folder, unless she gives that up
    os.chown("closed", 65534, 65534)
    for capability in (1, 2):  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP
if sys.argv[1] == "inside":
    os.chdir("closed")
os.chmod("../closed" if sys.argv[1] == "inside" else "closed", int(sys.argv[2], 8))
os.execv(sys.argv[3], sys.argv[3:])
"""


def run_beside_closed(folder: Path, where: str, mode: str, words: str) -> subprocess.CompletedProcess[bytes]:
    """Runs a command `inside` a folder `closed`, or `outside`; `a.yaml` and `a.docx` lie in it and beside it."""
    (folder / "closed").mkdir()
    for name in ("a.yaml", "closed/a.yaml", "a.docx"):
        (folder / name).write_text(MINIMAL, "utf-8")
    arguments = command(*(word.replace("@", str(folder)) for word in words.split()))
    try:
        return subprocess.run(
            [sys.executable, "-c", CLOSED, where, mode, *arguments],
            cwd=folder,
            env=environment(),
            capture_output=True,
            check=False,
        )
    finally:
        (folder / "closed").chmod(0o700)


@unix
@pytest.mark.parametrize("mode", ["600", "400"])
@pytest.mark.parametrize(
    "words",
    [
        "validate closed", "validate closed/a.yaml", "validate closed/a.yaml --fix", "build closed/a.yaml",
        "build a.yaml -o closed", "build a.yaml --layout closed", "batch closed/a.yaml -o out", "batch closed -o out",
        "batch --check -o closed", "diff a.yaml closed/a.yaml", "ready closed/a.yaml", "verify closed/a.docx",
        "rollover closed/a.yaml", "new closed/new.yaml", "edit closed/new.yaml --no-open", "preview closed/a.yaml --no-open",
        "extract closed/a.docx", "layouts check closed", "validate a.yaml --register closed",
        "validate a.yaml --config closed/c.toml", "validate a.yaml --output closed/f.json", "pack closed/a.yaml",
        "matrix closed/a.yaml", "new x.yaml --from closed/a.docx", "pull closed/a.docx",
    ],
)  # fmt: skip
def test_a_folder_that_may_not_be_entered_is_told_in_one_line(words: str, mode: str, tmp_path: Path) -> None:
    completed = run_beside_closed(tmp_path, "outside", mode, words)
    assert b"Traceback" not in completed.stderr
    assert completed.returncode == 2


@unix
@pytest.mark.parametrize(
    "words", ["validate", "build", "batch", "matrix", "pack", "new", "preview --no-open"]
)
@pytest.mark.parametrize("mode", ["000", "400"])
def test_a_working_folder_that_may_not_be_entered_is_told_in_one_line(
    words: str, mode: str, tmp_path: Path
) -> None:
    completed = run_beside_closed(tmp_path, "inside", mode, words)
    assert b"Traceback" not in completed.stderr
    assert completed.returncode == 2


@unix
@pytest.mark.parametrize(
    "words", ["extract @/a.docx", "verify @/a.docx", "batch @/a.yaml --to html -o @/out"]
)
def test_workers_stay_in_a_working_folder_that_may_not_be_entered(words: str, tmp_path: Path) -> None:
    completed = run_beside_closed(tmp_path, "inside", "000", words)
    assert b"Traceback" not in completed.stderr
    assert b"started" not in completed.stderr  # as in: no worker can be started


@unix
@pytest.mark.parametrize("name", ["layout.yaml", "2023.yaml"])
@pytest.mark.parametrize(
    "words",
    [
        "build a.yaml --to html", "batch a.yaml --to html", "pack a.yaml --to html", "ready a.yaml --to html -o out",
        "diff a.yaml a.yaml -o a.docx", "layouts check own", "layouts copy own copy",
    ],
)  # fmt: skip
def test_a_layout_whose_file_cannot_be_read_is_told_in_one_line(
    words: str, name: str, tmp_path: Path
) -> None:
    (tmp_path / "a.yaml").write_text(MINIMAL, "utf-8")
    assert invoke("layouts", "copy", "lga-board", tmp_path / "own").exit_code == 0
    (tmp_path / "own" / name).unlink()
    (tmp_path / "own" / name).symlink_to("/proc/self/mem")  # its first byte cannot be read, even by root
    layout = [] if words.startswith("layouts") else ["--layout", "own"]
    completed = run(*words.split(), *layout, cwd=tmp_path)
    assert completed.returncode == 2
    assert f"{name}: cannot be read" in completed.stderr.decode()
    assert {path.name for path in tmp_path.iterdir()} == {"a.yaml", "own"}


@unix
@pytest.mark.parametrize("kilobytes", [20_000, 23_000, 26_000, 30_000, 35_000])
@pytest.mark.parametrize(
    "words", ["validate a.yaml -q", "build a.yaml --to docx -o out -q", "extract a.docx"]
)
def test_little_memory_is_told_in_one_line(kilobytes: int, words: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(MINIMAL, "utf-8")
    limit = (
        f"import os, resource, sys; resource.setrlimit(resource.RLIMIT_AS, ({kilobytes} * 1024,) * 2);"
        " os.execv(sys.argv[1], sys.argv[1:])"
    )
    completed = subprocess.run(
        [sys.executable, "-c", limit, *command(*words.split())],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        check=False,
    )
    failed_by_itself = (
        b"SystemError: error return without exception set" in completed.stderr
    )  # a fault of CPython 3.11
    if b"reportgen" in completed.stderr and not failed_by_itself:  # else Python itself has not come so far
        assert b"Traceback" not in completed.stderr


DEEP = ("a{" * 20_000, "a{b:" + "(" * 20_000, "a{b:" + "f(" * 20_000, "@media a{" * 20_000, "[" * 20_000)


@pytest.mark.pdf
@pytest.mark.parametrize("css", DEEP, ids=["rules", "parentheses", "functions", "media", "brackets"])
def test_a_style_sheet_nested_too_deeply_is_a_finding(css: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(MINIMAL, "utf-8")
    assert invoke("layouts", "copy", "plain", tmp_path / "own").exit_code == 0
    (tmp_path / "own" / "style.css").write_text(f"p {{ margin: 0 }}\n{css}", "utf-8")
    checked = invoke("layouts", "check", tmp_path / "own")
    assert checked.exit_code == 1
    assert "style.css:2:" in checked.stdout
    assert "brackets are nested more than 50 deep here" in checked.stdout
    for form in ("pdf", "html", "docx"):
        built = invoke(
            "build", tmp_path / "a.yaml", "--layout", tmp_path / "own", "--to", form, "-o", tmp_path / "out"
        )
        assert built.exit_code == 1


@pytest.mark.pdf
def test_a_number_of_thousands_of_digits_is_a_finding(tmp_path: Path) -> None:
    assert invoke("layouts", "copy", "plain", tmp_path / "own").exit_code == 0
    (tmp_path / "own" / "style.css").write_text(f"p {{ margin: {'9' * 5_000}px }}", "utf-8")
    checked = invoke("layouts", "check", tmp_path / "own")
    assert (checked.exit_code, "this number has more digits than any program reads" in checked.stdout) == (
        1,
        True,
    )


@pytest.mark.parametrize(
    "css",
    [
        "/* " + "(" * 99 + " */",
        f'a::after {{ content: "{"{" * 99}" }}',
        "a{}" * 99,
        "}" * 99,
        "\\{" * 99,
        "/* {" * 60,
    ],
)
def test_brackets_that_do_not_count_are_not_counted(css: str, tmp_path: Path) -> None:
    assert invoke("layouts", "copy", "plain", tmp_path / "own").exit_code == 0
    (tmp_path / "own" / "style.css").write_text(css, "utf-8")
    assert "nested" not in invoke("layouts", "check", tmp_path / "own").output


@unix
def test_what_a_killed_fix_left_is_swept_by_the_next(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(MINIMAL, "utf-8")
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    left = _temporary_name(path, "kept")
    left = left.with_name(left.name.replace(f"-{os.getpid()}-", f"-{process.pid}-"))
    running = _temporary_name(path, "part")
    running = running.with_name(running.name.replace(f"-{os.getpid()}-", f"-{os.getppid()}-"))
    for file in (left, running):
        file.write_text("private: words", "utf-8")
    assert run("validate", path, "--fix", "-q").returncode == 0
    assert (left.exists(), running.exists()) == (False, True)


@unix
def test_a_baseline_knows_a_dataset_whose_name_is_not_utf_8(tmp_path: Path) -> None:
    path, baseline = odd_path(tmp_path, b"b\xff.yaml"), tmp_path / "agreed.json"
    path.write_text(MINIMAL.replace("We speak", "We we speak"), "utf-8")
    assert invoke("validate", path, "--baseline", baseline, "--update-baseline").exit_code == 0
    assert invoke("validate", path, "--baseline", baseline).stdout == "no errors in 1 file\n"
