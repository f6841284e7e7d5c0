"""What makes a run start sooner changes nothing else: everything is the same with it and without it."""

import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import reportgen
from reportgen.startup.patterns import _LazyPattern, lazy_pattern

PROJECT = Path(__file__).parents[1]
SCRIPT = "import sys; sys.argv[0] = 'reportgen'; from reportgen.__main__ import main; main()"
PLAIN = {"REPORTGEN_PLAIN_START": "1"}


def run(*words: str | Path, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """Runs the command as its installed script does."""
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"} | variables
    command = [sys.executable, "-c", SCRIPT, *map(str, words)]
    return subprocess.run(command, capture_output=True, env=environment, cwd=PROJECT, check=False)


def outcome(*words: str | Path, **variables: str) -> tuple[int, bytes, bytes]:
    done = run(*words, **variables)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("columns", ["", "60", "200", "many"])
@pytest.mark.parametrize(
    "words", [("--version",), ("--help",), ("-h",), ("--version", "--help"), ("validate", "--help"), ("-hh",)]
)
def test_answers_are_those_of_typer(words: tuple[str, ...], columns: str) -> None:
    variables = {"COLUMNS": columns} if columns else {}
    assert outcome(*words, **variables) == outcome(*words, **variables, **PLAIN)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
@pytest.mark.parametrize("columns", [40, 79, 80, 132])
def test_help_fits_the_terminal(columns: int) -> None:
    assert on_terminal("--help", columns) == on_terminal("--help", columns, **PLAIN)


def on_terminal(word: str, columns: int, **variables: str) -> bytes:
    """What a terminal of some width is sent."""
    import pty
    import termios

    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, columns))
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"} | variables
    with subprocess.Popen([sys.executable, "-c", SCRIPT, word], stdout=theirs, env=environment, cwd=PROJECT):
        os.close(theirs)
        sent = b""
        try:
            while piece := os.read(ours, 4096):
                sent += piece
        except OSError:  # the end, on Linux
            pass
    os.close(ours)
    return sent


def test_typer_is_not_loaded_for_an_answer() -> None:
    script = SCRIPT + "; print(*sys.modules)"
    for word in ("--version", "--help"):
        done = subprocess.run(
            [sys.executable, "-c", script, word], capture_output=True, text=True, check=True
        )
        assert {"typer", "typing", "pathlib", "reportgen.cli"}.isdisjoint(
            done.stdout.splitlines()[-1].split()
        )


def test_another_name_of_the_program_stands_in_its_help() -> None:
    words = [sys.executable, "-m", "reportgen", "--help"]
    done = subprocess.run(words, capture_output=True, text=True, check=True, cwd=PROJECT)
    assert done.stdout.startswith("Usage: python -m reportgen ")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_complete_as_before(shell: str) -> None:
    variables = {"_REPORTGEN_COMPLETE": f"complete_{shell}", "COMP_WORDS": "reportgen va", "COMP_CWORD": "1"}
    variables |= {"_TYPER_COMPLETE_ARGS": "reportgen va", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    done = run(**variables)
    assert b"validate" in done.stdout
    assert outcome(**variables) == outcome(**variables, **PLAIN)
    assert run("--version", **variables).stdout == run("--version", **variables, **PLAIN).stdout


def test_a_pattern_that_compiles_later_does_the_same() -> None:
    later, at_once = lazy_pattern(r"(?P<year>\d+)-", re.ASCII), re.compile(r"(?P<year>\d+)-", re.ASCII)
    assert later.sub("<>", "12-34-") == at_once.sub("<>", "12-34-")
    for name in dir(at_once):
        if not name.startswith("_") and not callable(getattr(at_once, name)):
            assert getattr(later, name) == getattr(at_once, name)
    assert [match.span("year") for match in later.finditer("12-34-")] == [(0, 2), (3, 5)]
    assert not hasattr(later, "nothing")
    with pytest.raises(re.error, match="unterminated"):
        lazy_pattern("(").search("")


def test_every_pattern_compiles() -> None:
    names = [module.name for module in walk_packages(reportgen.__path__, "reportgen.")]
    values = [value for name in names for value in vars(import_module(name)).values()]
    values += [
        item
        for value in values
        if isinstance(value, tuple)
        for entry in value
        if isinstance(entry, tuple)
        for item in entry
    ]
    patterns = {id(value): value for value in values if isinstance(value, _LazyPattern)}
    assert len(patterns) > 100
    assert all(pattern.groups >= 0 for pattern in patterns.values())


@pytest.mark.parametrize(
    "dataset", ["data/key-cities/2023-24.yaml", "tests/valid/everything.yaml", "tests/faults/*.yaml"]
)
@pytest.mark.parametrize("form", ["text", "json"])
def test_findings_are_the_same(dataset: str, form: str) -> None:
    words: list[str | Path] = ["validate", *sorted(PROJECT.glob(dataset)), "--format", form]
    assert outcome(*words) == outcome(*words, **PLAIN)
