"""Runs the program: inside the process of the tests, which is quick, or as a process of its own, as users do."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from typer.testing import CliRunner, Result

from reportgen.cli import app

ROOT = Path(__file__).parents[2]
SEED = ROOT / "data" / "key-cities" / "2023-24.yaml"

MINIMAL = """\
schema: 1
form: "2023"
group: {name: Key Cities}
period: 2023/24
contact: {lead_member: John Merry, lead_officer: Jon Stancombe}
membership: {breakdown: [{label: Cities, count: 26}]}
aims: We speak for cities.
activities: {projects: [{title: Report}]}
"""
"""A dataset in which nothing is wrong."""


def invoke(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    """Runs a command in this process, and raises what it raises, except SystemExit."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def command(*arguments: str | Path) -> list[str]:
    """Returns the words that start the program as a process."""
    return [sys.executable, "-m", "reportgen", *(str(argument) for argument in arguments)]


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Returns the environment of the tests, without the variables that change colours, and with `extra` ones."""
    variables = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")}
    return {**variables, "PYTHONPATH": str(ROOT), **(extra or {})}


def run(
    *arguments: str | Path,
    cwd: Path | None = None,
    stdin: bytes = b"",
    extra: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Runs a command as a process of its own, and asserts that it does not end in a traceback."""
    completed = subprocess.run(
        command(*arguments),
        cwd=cwd,
        input=stdin,
        env=environment(extra),
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert b"Traceback" not in completed.stderr, completed.stderr.decode()
    return completed
