"""What is loaded for what: every command, and every worker, waits for it."""

import subprocess
import sys
from pathlib import Path

import pytest

KEY_CITIES = Path(__file__).parents[1] / "data" / "key-cities"
ENGINES = ("docx", "lxml", "weasyprint")


def loaded(script: str, *words: object) -> set[str]:
    """The modules that are loaded once a script has run."""
    code = f"{script}\nimport sys; print(); print(*sys.modules)"
    command = [sys.executable, "-c", code, *map(str, words)]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return set(output.splitlines()[-1].split())


@pytest.mark.parametrize(
    ("module", "without"),
    [
        ("reportgen.processes.worker", ("concurrent.futures", "logging", "reportgen.findings")),
        ("reportgen.batch.worker", ("concurrent.futures", "logging", "reportgen.findings")),
        ("reportgen.batch.preload", ("concurrent.futures", "difflib", "typer", *ENGINES)),
        ("reportgen.pipeline", ("concurrent.futures", "difflib", "multiprocessing", "typer", *ENGINES)),
        (
            "reportgen.cli.validate",
            ("concurrent.futures", "multiprocessing", "reportgen.edit", "reportgen.writers.docx", *ENGINES),
        ),
        ("reportgen.cli.edit", ("reportgen.edit", "reportgen.pipeline", "starlette", "uvicorn", *ENGINES)),
        ("reportgen.edit.session", ("multiprocessing", "starlette", "uvicorn", "reportgen.pull", *ENGINES)),
    ],
)
def test_only_what_is_needed_is_loaded(module: str, without: tuple[str, ...]) -> None:
    assert loaded(f"import {module}").isdisjoint(without)


def test_who_plans_a_batch_does_not_load_the_checks(tmp_path: Path) -> None:
    planning = (
        "import reportgen.cli, reportgen.batch.export as export, sys\n"
        "export.start_executor = lambda *_: sys.exit()\n"
        "try: reportgen.cli.app(['batch', *sys.argv[1:]])\n"
        "except SystemExit as end: assert not end.code"
    )
    modules = loaded(planning, KEY_CITIES, "--to", "docx", "-o", tmp_path / "out")
    assert "reportgen.batch.plan" in modules
    assert modules.isdisjoint(
        {"reportgen.lint", "reportgen.compose", "reportgen.registers", "reportgen.writers.docx", *ENGINES}
    )
