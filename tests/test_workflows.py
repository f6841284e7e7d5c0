"""The workflows of the project's own CI: valid, on every Python that the package is for, with what .ci/setup installs."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from reportgen.cli import libraries
from tests.test_house import project

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
UNPROVED = {"3.14"}
"""Pythons that the tests run on, and that may fail: no classifier names them until they have passed."""


def workflow(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in workflow(path)["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_they_follow_github_s_schema(path: Path) -> None:
    words = ["-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(path)]
    done = subprocess.run([sys.executable, *words], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_step_runs_what_somebody_else_wrote(path: Path) -> None:
    """A title or a branch that is put into a script would be run; variables of the environment are not."""
    assert not [step for step in steps(path) if "${{" in step.get("run", "")]
    assert workflow(path)["permissions"] == {"contents": "read"}


def test_every_python_that_the_package_names_is_tested_on_every_system() -> None:
    described = project()["project"]
    named = {
        classifier.rpartition(" ")[2]
        for classifier in described["classifiers"]
        if re.search(r"Python :: 3\.\d+$", classifier)
    }
    job = workflow(ROOT / ".github" / "workflows" / "tests.yml")["jobs"]["test"]
    matrix = job["strategy"]["matrix"]
    assert {*matrix["python"]} == named | UNPROVED
    assert described["requires-python"] == f">={matrix['python'][0]}"
    assert {*re.findall(r"3\.\d+", job["continue-on-error"])} == UNPROVED
    assert {re.split(r"-\d", system)[0] for system in matrix["system"]} == {"ubuntu", "macos", "windows"}


def test_the_libraries_are_those_that_the_doctor_looks_for() -> None:
    scripts = "\n".join(step.get("run", "") for path in WORKFLOWS for step in steps(path))
    names = dict.fromkeys(library.package for library in (*libraries.LAYOUT_LIBRARIES, libraries.SUBSETTER))
    assert f"--no-install-recommends {' '.join(names)}\n" in scripts
    assert "brew install pango" in scripts
    assert "pacman -S --noconfirm mingw-w64-ucrt-x86_64-pango" in scripts


def test_actions_are_of_one_version_in_workflows_docs_and_action() -> None:
    pages = [*WORKFLOWS, ROOT / "docs" / "ci.md", ROOT / ".github" / "actions" / "validate" / "action.yml"]
    versions: dict[str, set[str]] = {}
    for page in pages:
        for name, version in re.findall(r"uses: ((?:actions|github)/\S+)@(v\d+)", page.read_text("utf-8")):
            versions.setdefault(name, set()).add(version)
    assert [name for name, found in versions.items() if len(found) > 1] == []
