"""Files that cannot be read or written, streams that close, and interruptions: one clear line each, and no damage."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import MINIMAL, SEED, command, environment, invoke, run

UNIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits are Unix's")
NOT_ROOT = pytest.mark.skipif(
    sys.platform != "win32" and os.geteuid() == 0, reason="root may read and write everything"
)
HTML = "key-cities-2023-24.html"
DOCX = "key-cities-2023-24.docx"


def write_dataset(folder: Path, content: str | bytes = MINIMAL, name: str = "report.yaml") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("name", ["validate", "build"])
def test_a_missing_file_is_one_line(name: str, tmp_path: Path) -> None:
    result = invoke(name, tmp_path / "nowhere.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"reportgen: {tmp_path}/nowhere.yaml: there is no such file\n"


@pytest.mark.parametrize("name", ["validate", "build"])
def test_a_folder_in_place_of_a_file_is_one_line(name: str, tmp_path: Path) -> None:
    result = invoke(name, tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"reportgen: {tmp_path}: there is no dataset in this folder")
    assert result.stderr.count("\n") == 1


@NOT_ROOT
def test_a_file_that_may_not_be_read_is_one_line(tmp_path: Path) -> None:
    path = write_dataset(tmp_path)
    path.chmod(0)
    result = invoke("validate", path)
    assert (result.exit_code, result.stderr) == (
        2,
        f"reportgen: {path}: may not be read (permission denied)\n",
    )


@UNIX
def test_a_name_that_no_file_can_have_is_one_line() -> None:
    result = invoke("validate", "x" * 5000)
    assert result.exit_code == 2
    assert result.stderr == f"reportgen: {'x' * 5000}: cannot be read (File name too long)\n"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "RG002"),
        (b"\n\n# nothing\n", "RG002"),
        (b"- schema: 1\n", "RG008"),
        (b"just words\n", "RG008"),
        (MINIMAL.encode("utf-16"), "RG001"),
        (b"group: {name: Caf\xe9}\n", "RG001"),
        (b"\xff\xd8\xff\xe0" + bytes(range(256)), "RG001"),
        (b"schema: 3\n", "RG109"),
        (b"group: {name: Key Cities\n", "RG003"),
        (b"a: " + b"[" * 1000, "RG006"),
    ],
)
def test_wrong_content_ends_with_1_and_is_a_finding(content: bytes, code: str, tmp_path: Path) -> None:
    path = write_dataset(tmp_path, content)
    for name in ("validate", "build"):
        result = invoke(name, path)
        assert result.exit_code == 1
        assert f"error[{code}]" in result.stdout + result.stderr
        assert "1 error in 1 file" in result.stdout + result.stderr


def test_a_file_in_place_of_the_output_folder_is_one_line(tmp_path: Path) -> None:
    path = write_dataset(tmp_path)
    result = invoke("build", path, "--to", "html", "-o", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{path}/{HTML}: cannot be written (a file stands where a folder should be)" in result.stderr


def test_a_folder_in_place_of_an_output_is_one_line_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "out" / HTML).mkdir(parents=True)
    result = invoke("build", write_dataset(tmp_path), "--to", "html", "-o", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{HTML}: cannot be written (a folder stands in its place)" in result.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == [HTML]


@NOT_ROOT
def test_a_folder_that_may_not_be_written_is_one_line(tmp_path: Path) -> None:
    path, out = write_dataset(tmp_path), tmp_path / "out"
    out.mkdir(mode=0o500)
    result = invoke("build", path, "--to", "html", "-o", out)
    assert result.exit_code == 2
    assert "cannot be written (permission denied)" in result.stderr


def limited(size: int) -> Callable[[], None]:
    """Limits the size of the files that a process can write, with an error beyond it, as on a full disk."""

    def limit() -> None:
        import resource

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def test_a_disk_that_fills_up_leaves_the_earlier_files_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    earlier = {DOCX: b"earlier Word file", HTML: b"earlier page"}
    for name, content in earlier.items():
        (out / name).write_bytes(content)
    arguments = command("build", write_dataset(tmp_path), "--to", "docx", "--to", "html", "-o", out)
    completed = subprocess.run(
        arguments,
        preexec_fn=limited(4000),
        env=environment({"PYTHONDONTWRITEBYTECODE": "1"}),
        capture_output=True,
        check=False,
    )
    assert completed.returncode == 2
    assert b"cannot be written (file too large); earlier files are as they were" in completed.stderr
    assert b"Traceback" not in completed.stderr
    assert {path.name: path.read_bytes() for path in out.iterdir()} == earlier


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """Mounts a file system of 40 KB, or skips the test where that is not possible."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    arguments = [mount or "", "-t", "tmpfs", "-o", "size=40k", "tmpfs", str(disk)]
    if not mount or subprocess.run(arguments, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    return disk


def test_a_full_disk_leaves_the_earlier_files_whole(small_disk: Path) -> None:
    try:
        (small_disk / DOCX).write_bytes(b"earlier")
        (small_disk / "filler").write_bytes(b"x" * 28_000)
        completed = run("build", SEED, "--to", "docx", "--to", "html", "-o", small_disk)
        assert completed.returncode == 2
        assert b"cannot be written (no space left on device)" in completed.stderr
        assert sorted(path.name for path in small_disk.iterdir()) == ["filler", DOCX]
        assert (small_disk / DOCX).read_bytes() == b"earlier"
    finally:
        subprocess.run(["umount", str(small_disk)], check=False)


def test_a_reader_who_leaves_early_is_no_fault(tmp_path: Path) -> None:
    faulty = MINIMAL.replace(
        "name: Key Cities", "name: Key Cities, " + ", ".join(f"k{n}: x" for n in range(3000))
    )
    path = write_dataset(tmp_path, faulty)
    with subprocess.Popen(
        command("validate", path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        stderr = process.stderr.read()
        assert process.wait(60) == 1
    assert stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize(
    "arguments", [("validate", SEED), ("schema",), ("build", SEED, "--to", "html", "-o", "-")]
)
def test_output_that_cannot_be_written_is_one_line(arguments: tuple[str | Path, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        completed = subprocess.run(
            command(*arguments), stdout=full, stderr=subprocess.PIPE, env=environment(), check=False
        )
    assert completed.returncode == 2
    assert completed.stderr.splitlines()[-1] == b"reportgen: cannot go on (no space left on device)"
    assert b"Traceback" not in completed.stderr


SLOW = """
import os, sys, time
sys.path.insert(0, {root!r})
fsync = os.fsync
def slow(number):
    fsync(number)
    print("writing", flush=True)
    time.sleep(30)
os.fsync = slow
sys.argv = ["reportgen", "build", {dataset!r}, "--to", "html", "-o", {out!r}]
from reportgen.__main__ import main
main()
"""


@UNIX
@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_an_interruption_leaves_nothing_half_written(name: str, code: int, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / HTML).write_bytes(b"earlier")
    root = str(Path(__file__).parents[2])
    program = SLOW.format(root=root, dataset=str(write_dataset(tmp_path)), out=str(out))
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"writing\n"
        process.send_signal(getattr(signal, name))
        _, stderr = process.communicate(timeout=20)
    assert process.returncode == code
    assert b"Traceback" not in stderr
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {HTML: b"earlier"}


@UNIX
@pytest.mark.parametrize("wait", [0.06, 0.15, 0.3])
def test_an_interruption_at_any_moment_ends_quietly(wait: float, tmp_path: Path) -> None:
    arguments = command("build", SEED, "--to", "html", "--to", "docx", "-o", tmp_path / "out")
    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as process:
        time.sleep(wait)
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=30)
    assert (
        b"reportgen" not in stderr or b"Traceback" not in stderr
    )  # before it begins, Python speaks for itself
    assert not list(tmp_path.rglob("*.part"))


NO_PANGO = """
import sys
sys.path.insert(0, {root!r})
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
sys.meta_path.insert(0, Missing())
sys.argv = ["reportgen", *{arguments!r}]
from reportgen.__main__ import main
main()
"""


@pytest.mark.parametrize(
    ("formats", "names"), [(("pdf", "docx", "html"), [DOCX, HTML]), (("docx",), [DOCX]), (("pdf",), None)]
)
def test_without_pango_word_and_html_are_built_and_a_line_says_what_to_install(
    formats: tuple[str, ...], names: list[str] | None, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    options = [word for name in formats for word in ("--to", name)]
    arguments = ["build", str(write_dataset(tmp_path)), *options, "-o", str(out)]
    program = NO_PANGO.format(root=str(Path(__file__).parents[2]), arguments=arguments)
    completed = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, env=environment(), check=False
    )
    assert b"Traceback" not in completed.stderr
    assert completed.returncode == (2 if "pdf" in formats else 0), completed.stderr
    assert (b"Pango" in completed.stderr) is ("pdf" in formats)
    assert (sorted(path.name for path in out.iterdir()) if out.exists() else None) == names


def test_a_link_in_place_of_an_output_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "shared.html"
    real.write_bytes(b"earlier")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / HTML).symlink_to(real)
    assert invoke("build", write_dataset(tmp_path), "--to", "html", "-o", tmp_path / "out").exit_code == 0
    assert (tmp_path / "out" / HTML).is_symlink()
    assert real.read_bytes().startswith(b"<!doctype html>")


def test_a_folder_in_place_of_one_output_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / HTML).mkdir(parents=True)
    (out / DOCX).write_bytes(b"earlier")
    result = invoke("build", write_dataset(tmp_path), "--to", "docx", "--to", "html", "-o", out)
    assert result.exit_code == 2
    assert "(a folder stands in its place); earlier files are as they were" in result.stderr
    assert sorted(path.name for path in out.iterdir()) == [DOCX, HTML]
    assert (out / DOCX).read_bytes() == b"earlier"


def test_a_file_that_cannot_be_replaced_takes_the_others_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when one of the files is open in another program on Windows."""
    replace, out = Path.replace, tmp_path / "out"

    def replace_unless_open(self: Path, target: Path) -> Path:
        if target.name == HTML:
            raise PermissionError(13, "Permission denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", replace_unless_open)
    result = invoke("build", write_dataset(tmp_path), "--to", "docx", "--to", "html", "-o", out)
    assert result.exit_code == 2
    assert f"{HTML}: cannot be written (permission denied); earlier files are as they were" in result.stderr
    assert not out.exists()


def test_links_in_a_circle_are_one_line(tmp_path: Path) -> None:
    (tmp_path / HTML).symlink_to(tmp_path / HTML)
    result = invoke("build", write_dataset(tmp_path), "--to", "html", "-o", tmp_path)
    assert result.exit_code == 2
    assert f"{HTML}: cannot be written (" in result.stderr
    assert invoke("validate", tmp_path / HTML).exit_code == 2


FOREIGN = "\x1b]0;x\x07\u202eab\n::error::pwned\x9b"


@pytest.mark.parametrize(
    "words",
    [
        [FOREIGN],
        [f"--{FOREIGN}"],
        ["build", f"--{FOREIGN}"],
        ["build", "--to", FOREIGN],
        ["build", f"--draft={FOREIGN}"],
        ["batch", "--jobs", FOREIGN],
        ["schema", FOREIGN],
        ["layouts", FOREIGN],
        ["layouts", "copy", "plain", "out", FOREIGN],
        ["extract", FOREIGN],
        ["new", "--form", FOREIGN],
        ["new", FOREIGN + "/a.yaml"],
        ["validate", FOREIGN],
    ],
    ids=lambda words: " ".join(words).replace(FOREIGN, "…"),
)
def test_words_of_the_command_line_are_shown_without_commands(words: list[str], tmp_path: Path) -> None:
    completed = run(*words, cwd=tmp_path)
    shown = (completed.stdout + completed.stderr).decode()
    assert completed.returncode == (0 if words[:1] == ["new"] and len(words) == 2 else 2)
    assert "pwned" in shown or "draft" in shown
    assert all(character == "\n" or character.isprintable() for character in shown)
    assert not any(line.lstrip().startswith("::") for line in shown.splitlines())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals, and no such names")
def test_a_name_is_shown_without_commands_while_its_file_is_built(tmp_path: Path) -> None:
    import pty

    (tmp_path / f"{FOREIGN.replace('/', '')}.yaml").write_text(MINIMAL, "utf-8")
    ours, theirs = pty.openpty()
    words = command("build", tmp_path, "--to", "html", "-o", tmp_path / "out")
    completed = subprocess.run(
        words, stdout=subprocess.PIPE, stderr=theirs, env=environment({"TERM": "dumb"}), check=False
    )
    os.close(theirs)
    sent = os.read(ours, 65536).decode()
    os.close(ours)
    assert completed.returncode == 0
    assert "building" in sent
    assert all(character in "\r\n" or character.isprintable() for character in sent)
