"""The process that makes a PDF beside the one that checks saves time and changes nothing else, however a run ends."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, NoReturn

import pytest

from reportgen.startup.sibling import _asks_for_pdf, ask_sibling, sibling
from tests.cli.running import SEED
from tests.test_startup import PLAIN, PROJECT, SCRIPT
from tests.writers.torture import torture

pytestmark = [
    pytest.mark.pdf,
    pytest.mark.skipif(
        sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="no process is forked here"
    ),
]

EVERYTHING = PROJECT / "tests/valid/everything.yaml"
SMALL = PROJECT / "tests/valid/minimal.yaml"
FAULTY = sorted(PROJECT.glob("tests/faults/*.yaml"))[:3]
TELL = "; import atexit; atexit.register(lambda: sys.stderr.write(f\"{'weasyprint' in sys.modules}\\n\"))"
PATCH = """\
import os, signal, sys
from reportgen.writers import pdf
first, write = os.getpid(), pdf.write
def patched(*arguments):
    {}
    return write(*arguments)
pdf.write = patched
"""


class Run:
    """A run of the command with temporary files of its own, started in a session of its own."""

    def __init__(self, folder: Path, *words: str | Path, script: str = SCRIPT, **variables: str) -> None:
        self.out, self.temporary = folder / "out", folder / "temporary"
        self.temporary.mkdir(parents=True)
        self.process = subprocess.Popen(
            [sys.executable, "-c", script, *map(str, words)],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(PROJECT), "TMPDIR": str(self.temporary), **variables},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def outcome(self) -> tuple[int, bytes, bytes, dict[str, bytes], list[str]]:
        """What the run ends with: its code, what it printed, its files, and its temporary files."""
        stdout, stderr = self.process.communicate(timeout=120)
        self.wait_for("over")  # the one beside closes its output a moment before it has swept up and ends
        files = {path.name: path.read_bytes() for path in sorted(self.out.rglob("*.*"))}
        return (
            self.process.returncode,
            stdout,
            stderr,
            files,
            [path.name for path in self.temporary.iterdir()],
        )

    def processes(self) -> set[int]:
        """The processes of the run that have not ended."""
        running = set()
        for status in Path("/proc").glob("[0-9]*/stat"):
            try:
                _, _, fields = status.read_text().rpartition(")")
            except OSError:
                continue
            state, _, group = fields.split()[:3]
            if int(group) == self.process.pid and state not in "ZX":
                running.add(int(status.parent.name))
        return running

    def wait_for(self, what: str) -> None:
        """Waits until something is true of the run: there are `two` processes, it is `laying out`, or all is `over`."""
        conditions = {
            "two": lambda: len(self.processes()) == 2,
            "laying out": lambda: any(
                self.temporary.glob("*/*")
            ),  # `tempfile` itself tries out whether it can write
            "over": lambda: not self.processes(),
        }
        deadline = time.monotonic() + 60
        while not conditions[what]():
            assert time.monotonic() < deadline, what
            time.sleep(0.01)


def same_outcome(folder: Path, *words: str | Path, **options: str) -> Any:
    """What a run ends with, which is the same when it begins the plain way."""
    outcome = Run(folder / "beside", *words, **options).outcome()
    assert outcome == Run(folder / "plain", *words, **options, **PLAIN).outcome()
    assert outcome[-1] == []
    return outcome


def test_the_process_makes_the_pdf(tmp_path: Path) -> None:
    words = ("build", SMALL, "--to", "pdf", "-q")
    assert (
        Run(tmp_path / "beside", *words, script=SCRIPT.replace(";", TELL + ";", 1)).outcome()[2] == b"False\n"
    )
    plain = Run(tmp_path / "plain", *words, script=SCRIPT.replace(";", TELL + ";", 1), **PLAIN)
    assert plain.outcome()[2] == b"True\n"


@pytest.mark.parametrize(
    "words",
    [
        ("build", SMALL, "--to", "pdf"),
        ("build", SMALL, "--to", "PDF", "--to", "docx", "--pdf-standard", "a-4f+ua-2"),
        ("build", SMALL, "--to", "pdf", "-o", "-"),
        ("build", SMALL, EVERYTHING),
        ("build", SMALL, "--draft", "--to", "pdf", "-q"),
        ("build", SEED, "--strict", "--to", "pdf", "--to", "docx"),
        ("build", SEED, "--to", "pdf", "--layout", "nowhere"),
        ("build", *FAULTY),
        ("build", FAULTY[0], SMALL, "--to=pdf"),
        ("build", "nowhere.yaml"),
        ("build", "--nothing"),
        ("build", "--help"),
        ("build",),
        ("build", SMALL, "--to", "html", "-o", "out/pdf"),
    ],
    ids=lambda words: " ".join(getattr(word, "name", word) for word in words)[:60],
)
def test_everything_is_as_without_it(words: tuple[str | Path, ...], tmp_path: Path) -> None:
    same_outcome(tmp_path, *words)


def test_complaints_of_the_engine_are_told(tmp_path: Path) -> None:
    layout = tmp_path / "layout"
    subprocess.run(
        [sys.executable, "-m", "reportgen", "layouts", "copy", "plain", layout], check=True, cwd=PROJECT
    )
    with (layout / "style.css").open("a") as style:
        style.write("\np { colour: red }\n@import url('https://elsewhere.example/a.css');\n")
    code, _, stderr, files, _ = same_outcome(tmp_path, "build", SMALL, "--to", "pdf", "--layout", layout)
    assert (code, files) == (1, {})
    assert stderr.count(b"error[RG901]") > 0


def test_a_missing_engine_is_told(tmp_path: Path) -> None:
    package = tmp_path / "weasyprint"
    package.mkdir()
    (package / "__init__.py").write_text("print('advice'); raise OSError('cannot load library: none')")
    script = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); " + SCRIPT
    code, stdout, stderr, files, _ = same_outcome(tmp_path, "build", SEED, script=script)
    assert (code, stdout, len(files)) == (2, b"", 2)
    assert stderr.count(b"No PDF can be made here") == 1


BOTH = ("build", SMALL, "--to", "pdf", "--to", "docx")


@pytest.fixture(scope="module")
def plain_outcome(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What the plain run of both formats ends with, which nothing disturbs that happens in the other process."""
    return Run(tmp_path_factory.mktemp("plain") / "run", *BOTH, **PLAIN).outcome()


@pytest.mark.parametrize(
    "deed",
    [
        "os.kill(os.getpid(), signal.SIGKILL)",
        "os.kill(os.getpid(), signal.SIGTERM)",
        "sys.exit(7)",
        "[].pop()",
        "raise MemoryError",
        "os.close(3)",
    ],
)
def test_where_it_fails_the_work_is_done_the_plain_way(deed: str, plain_outcome: Any, tmp_path: Path) -> None:
    script = PATCH.format(f"if os.getpid() != first: {deed}") + SCRIPT
    code, _, _, files, temporary = outcome = Run(tmp_path / "beside", *BOTH, script=script).outcome()
    assert outcome == plain_outcome
    assert (code, len(files), temporary) == (0, 2, [])


@pytest.mark.parametrize("deed", ["os.write(1, b'Fontconfig')", "print('Pango', file=sys.stderr)"])
def test_where_it_speaks_the_work_is_done_the_plain_way(deed: str, tmp_path: Path) -> None:
    code, _, _, files, _ = same_outcome(tmp_path, *BOTH, script=PATCH.format(deed) + SCRIPT)
    assert (code, len(files)) == (0, 2)


@pytest.mark.parametrize("moment", ["two", "laying out"])
@pytest.mark.parametrize("all_of_them", [True, False])
def test_an_interruption_ends_all_in_silence(moment: str, all_of_them: bool, tmp_path: Path) -> None:
    run = Run(tmp_path, "build", torture(), EVERYTHING, torture(), "--to", "pdf", "-q")
    run.wait_for(moment)
    (os.killpg if all_of_them else os.kill)(run.process.pid, signal.SIGINT)
    assert run.outcome() == (130, b"", b"", {}, [])
    assert not run.processes()


@pytest.mark.parametrize("moment", ["two", "laying out"])
@pytest.mark.parametrize("name", ["SIGTERM", "SIGKILL"])
def test_it_does_not_outlive_a_run_that_is_killed(moment: str, name: str, tmp_path: Path) -> None:
    number = signal.Signals[name]
    run = Run(tmp_path, "build", torture(), "--to", "pdf", "-q")
    run.wait_for(moment)
    run.process.send_signal(number)
    code = -number if name == "SIGKILL" else 128 + number
    assert run.outcome()[:4] == (code, b"", b"", {})
    run.wait_for("over")
    assert list(run.temporary.iterdir()) == []


def test_it_ends_although_interruptions_are_ignored(tmp_path: Path) -> None:
    script = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); " + SCRIPT
    run = Run(tmp_path, "build", torture(), "--to", "pdf", "-q", script=script)
    run.wait_for("laying out")
    run.process.kill()
    run.outcome()
    run.wait_for("over")
    assert list(run.temporary.iterdir()) == []


def test_no_process_takes_more_memory(tmp_path: Path) -> None:
    def largest(name: str, **variables: str) -> int:
        script = f"""\
import os, resource, sys
pid = os.fork()
if pid == 0:
    {SCRIPT}
os.waitpid(pid, 0)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
        return int(Run(tmp_path / name, "build", torture(), "-q", script=script, **variables).outcome()[1])

    assert largest("beside") < 1.05 * largest("plain", **PLAIN)


@pytest.mark.parametrize("megabytes", [30, 40, 240])
def test_little_memory_is_told_in_one_line(megabytes: int, tmp_path: Path) -> None:
    """Between the last two, libraries of C end any process that lays out a PDF (docs/reliability.md)."""
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({megabytes} * 1_000_000,) * 2); "
    words = ("build", SEED, "--to", "pdf", "-q")
    plain = Run(tmp_path / "plain", *words, script=limit + SCRIPT, **PLAIN).outcome()
    code, stdout, stderr, files, temporary = Run(tmp_path / "beside", *words, script=limit + SCRIPT).outcome()
    assert (code, stdout, files, temporary) == (plain[0], b"", plain[3], [])
    assert stderr.endswith(b"reportgen: there is not enough memory\n" if code else b"")
    assert b"Traceback" not in stderr


def no_fork() -> NoReturn:
    raise AssertionError("a process is forked")


def no_room() -> NoReturn:
    raise BlockingIOError(11, "Resource temporarily unavailable")


@pytest.mark.parametrize("reason", ["plain", "macOS", "one processor", "a thread", "no PDF", "no room"])
def test_nothing_is_forked_where_it_is_unsafe_or_of_no_use(
    reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fork", no_room if reason == "no room" else no_fork)
    words, stop = ["reportgen", "build", "a.yaml"], threading.Event()
    if reason == "plain":
        monkeypatch.setenv("REPORTGEN_PLAIN_START", "1")
    elif reason == "macOS":
        monkeypatch.setattr(sys, "platform", "darwin")
    elif reason == "one processor":
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    elif reason == "a thread":
        threading.Thread(target=stop.wait).start()
    elif reason == "no PDF":
        words += ["--to", "docx"]
    with sibling(words, no_fork):
        assert ask_sibling("document") is None
    stop.set()


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("build a.yaml", True),
        ("build", True),
        ("build --to pdf a.yaml", True),
        ("build a.yaml --to docx --to PDF", True),
        ("build a.yaml --to=pdf", True),
        ("build a.yaml --to docx", False),
        ("build --help", False),
        ("validate pdf.yaml", False),
        ("batch data", False),
        ("pack data -o pack.pdf", False),
        ("", False),
    ],
)
def test_it_is_started_for_a_pdf(words: str, asks: bool) -> None:
    assert _asks_for_pdf(["reportgen", *words.split()]) is asks
