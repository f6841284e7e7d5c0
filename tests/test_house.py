"""The house around the package: what is required is what is imported, pinned and explained."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).parents[1]


def project() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def named(requirement: str) -> str:
    """The name in front of a requirement's versions, in the spelling that indexes use."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement, maxsplit=1)[0]).lower()


def imported() -> Iterator[str]:
    """The top packages that the modules import, wherever in them they do."""
    for path in (ROOT / "reportgen").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module.split(".")[0]


def test_what_is_required_is_what_is_imported() -> None:
    required = {named(requirement) for requirement in project()["project"]["dependencies"]}
    distributions = packages_distributions()
    found = set(imported()) - sys.stdlib_module_names - {"reportgen"}
    assert required == {named(distributions[package][0]) for package in found}


def test_every_requirement_has_one_exact_version() -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    found = project()
    groups = chain.from_iterable(found["dependency-groups"].values())
    wanted = [*found["build-system"]["requires"], *found["project"]["dependencies"], *groups]
    exact = {named(pin) for pin in pins if re.fullmatch(r"[\w.-]+==[\w.]+", pin)}
    assert [pin for pin in pins if named(pin) not in exact and not pin.startswith("#")] == []
    assert {named(requirement) for requirement in wanted} - exact == set()


def test_every_command_of_the_makefile_is_explained() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert targets == set(re.findall(r"^([a-z]+):.* ## [A-Z]", makefile, re.MULTILINE))
    assert {"report", "test", "lint", "bench", "docs", "help"} <= targets
