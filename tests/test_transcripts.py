"""The console blocks of README.md and of tests/transcripts say what the program really says.

Each page is one session in a folder of its own. From top to bottom,

    <!-- file: report.yaml -->           makes a file of the fence that follows
    <!-- file: report.yaml = data/x -->  makes a file of one of the project's files
    <!-- hidden: report.yaml             makes a file of the lines up to the end of the comment
    ...
    -->
    <!-- edit: report.yaml: 07967 -> 07968 -->  puts one text for another in a file made before (`\\n` is a new line)
    <!-- run: mkdir reports -->          runs a command that is not shown
    <!-- pdf -->                         marks the console block that follows as one that lays out a PDF

and each line of a `console` fence that starts with `$ ` is run, by bash where it is more than `reportgen` and its arguments. The
lines below it are its output, standard output and standard error together, as a terminal shows them. The sizes of files are not
compared: they differ between versions of the libraries that pack them. `pytest tests/test_transcripts.py --accept` writes the
outputs anew.
"""

import contextlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reportgen.cli import app

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "tests" / "transcripts").glob("*.md"))]
_STEP = re.compile(
    r"<!-- file: (?P<copy>\S+) = (?P<origin>\S+) -->"
    r"|<!-- file: (?P<shown>\S+) -->\n+```\w*\n(?P<fence>.*?)```\n"
    r"|<!-- hidden: (?P<hidden>\S+)\n(?P<lines>.*?)-->"
    r"|<!-- edit: (?P<edited>\S+): (?P<old>.+?) ->(?P<new>.*?) -->"
    r"|<!-- run: (?P<unseen>.*?) -->"
    r"|(?P<pdf><!-- pdf -->\n+)?```console\n(?P<console>.*?)```\n",
    re.DOTALL,
)
_SHELL = re.compile(r"^(?!reportgen )|[|;<>&$`*]")
_TERMINAL = {"COLUMNS": "80", "NO_COLOR": "1"}
_SIZE = re.compile(r"\(\d+(\.\d)? [KM]B")


@dataclass(frozen=True, slots=True)
class Command:
    """A line of a console block and what the page says comes of it."""

    line: str
    output: str


def commands(block: str) -> Iterator[Command]:
    """The commands of a console block."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        line, _, output = part.partition("\n")
        yield Command(line, output)


class Session:
    """A scratch folder, and a shell that remembers the last exit code."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.code = 0

    def run(self, line: str) -> str:
        """What a command prints. Plain calls of reportgen are made in this process, which saves its start."""
        output, self.code = (self.by_bash if _SHELL.search(line) else self.here)(line)
        return output

    def here(self, line: str) -> tuple[str, int]:
        """The output and exit code of a call of reportgen; a traceback fails the test."""
        with contextlib.chdir(self.folder):
            words = shlex.split(line)[1:]
            result = CliRunner().invoke(
                app, words, prog_name="reportgen", env=_TERMINAL, catch_exceptions=False
            )
        return result.output, result.exit_code

    def by_bash(self, line: str) -> tuple[str, int]:
        """The output and exit code of a line of bash, in which `$?` is the exit code of the line before."""
        programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            ["bash", "-c", f"(exit {self.code}); {line}"],
            cwd=self.folder,
            env={**os.environ, **_TERMINAL, "PATH": programs, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        return done.stdout, done.returncode

    def write(self, name: str, text: str) -> None:
        """Make a file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Put one text for another in a file, which must hold it once."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def play(self, block: str) -> str:
        """A console block with the outputs that its commands really have."""
        parts = []
        for command in commands(block):
            output = self.run(command.line)
            output += "" if output.endswith("\n") or not output else "\n"
            same = _SIZE.sub("", output) == _SIZE.sub("", command.output)
            parts.append(f"$ {command.line}\n{command.output if same else output}")
        return "".join(parts)


def played(page: str, folder: Path, *, pdf: bool) -> str:
    """A page with real outputs: those of the blocks that lay out PDFs, or of all the others, which do without those."""
    session = Session(folder)

    def step(match: re.Match[str]) -> str:
        found = match.groupdict()
        if found["copy"]:
            session.write(found["copy"], (ROOT / found["origin"]).read_text(encoding="utf-8"))
        elif found["shown"]:
            session.write(found["shown"], found["fence"])
        elif found["hidden"]:
            session.write(found["hidden"], found["lines"])
        elif found["edited"]:
            session.edit(found["edited"], found["old"], found["new"].removeprefix(" ").replace(r"\n", "\n"))
        elif found["unseen"]:
            session.run(found["unseen"])
        elif pdf or not found["pdf"]:
            block = session.play(found["console"])
            if pdf == bool(found["pdf"]):
                return match[0].replace(f"```console\n{found['console']}", f"```console\n{block}")
        return match[0]

    end = max((match.end() for match in _STEP.finditer(page) if match["pdf"] or not pdf), default=0)
    return _STEP.sub(step, page[:end]) + page[end:]


def compare(page: Path, folder: Path, request: pytest.FixtureRequest, *, pdf: bool) -> None:
    if shutil.which("bash") is None:
        pytest.skip("bash is not here")
    said = page.read_text(encoding="utf-8")
    really = played(said, folder, pdf=pdf)
    if request.config.getoption("--accept") and said != really:
        page.write_text(really, encoding="utf-8", newline="\n")
        return
    assert said.splitlines() == really.splitlines()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_shows_what_the_program_says(
    page: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    compare(page, tmp_path, request, pdf=False)


@pytest.mark.pdf
@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if "<!-- pdf -->" in page.read_text(encoding="utf-8")],
    ids=lambda page: page.stem,
)
def test_a_page_shows_what_is_said_of_pdfs(
    page: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    compare(page, tmp_path, request, pdf=True)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_is_in_a_block_that_is_run(page: Path) -> None:
    """A block under another name, or indented, would never be compared."""
    said = page.read_text(encoding="utf-8")
    run = sum(len(list(commands(match["console"] or ""))) for match in _STEP.finditer(said))
    assert run == len(re.findall(r"^\s*\$ ", said, flags=re.MULTILINE)) > 0


def test_an_output_that_is_not_so_is_seen(tmp_path: Path) -> None:
    page = "```console\n$ echo one; exit 3\ntwo\n$ echo $?\n3\n```\n"
    assert played(page, tmp_path, pdf=False) == page.replace("two", "one")


def test_a_process_of_its_own_says_the_same(tmp_path: Path) -> None:
    session = Session(tmp_path)
    session.write("report.yaml", (ROOT / "data" / "key-cities" / "2023-24.yaml").read_text(encoding="utf-8"))
    for line in ("reportgen validate report.yaml missing.yaml", "reportgen build report.yaml --to html"):
        assert session.here(line) == session.by_bash(line)
