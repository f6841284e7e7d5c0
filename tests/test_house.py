"""The house around the package: what is required is what is imported, pinned and explained."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions, requires
from itertools import chain
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parents[1]


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def named(requirement: str) -> str:
    """The name in front of a requirement's versions, in the spelling that indexes use."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement, maxsplit=1)[0]).lower()


def imported(folder: str, without: str = "") -> set[str]:
    """The distributions that the modules of a folder import, wherever in them they do."""
    modules: set[str] = set()
    for path in (ROOT / folder).rglob("*.py"):
        if not without or not path.is_relative_to(ROOT / without):
            modules.update(_modules(path))
    distributions = packages_distributions()
    return {
        named(distributions[module][0])
        for module in modules - sys.stdlib_module_names - {"reportgen", "tests", "conftest"}
    }


def _modules(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def test_what_is_required_is_what_is_imported() -> None:
    found = project()["project"]
    extras = chain.from_iterable(found["optional-dependencies"].values())
    assert {named(each) for each in (*found["dependencies"], *extras)} == imported("reportgen")


def test_what_tests_import_is_required_for_them() -> None:
    required = {*project()["project"]["dependencies"], *project()["dependency-groups"]["dev"]}
    assert imported("tests", without="tests/bench") - {named(each) for each in required} == set()


def test_every_requirement_has_one_exact_version() -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    found = project()
    groups = chain.from_iterable(found["dependency-groups"].values())
    wanted = [*found["build-system"]["requires"], *found["project"]["dependencies"], *groups]
    exact = {named(pin) for pin in pins if re.fullmatch(r"[\w.-]+==[\w.]+", pin)}
    assert [pin for pin in pins if named(pin) not in exact and not pin.startswith("#")] == []
    assert {named(requirement) for requirement in wanted} - exact == set()


def lowest(requirement: str) -> Version:
    """Returns the lowest version that a requirement allows, as far as it says so."""
    bounds = (
        part.version for part in Requirement(requirement).specifier if part.operator in {">=", "==", "~="}
    )
    return max(map(Version, bounds), default=Version("0"))


def test_no_lowest_version_is_lower_than_dependencies_ask_for() -> None:
    own = {named(requirement): lowest(requirement) for requirement in project()["project"]["dependencies"]}
    too_low = [
        f"{dependency} asks for {asked}"
        for dependency in own
        for asked in requires(dependency) or ()
        if named(asked) in own and lowest(asked) > own[named(asked)] and "extra ==" not in asked
    ]
    assert too_low == []


def test_every_command_of_the_makefile_is_explained() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert targets == set(re.findall(r"^([a-z]+):.* ## [A-Z]", makefile, re.MULTILINE))
    assert {"report", "test", "lint", "bench", "docs", "help"} <= targets


POSIX_ALONE = {
    "SIGKILL",
    "SIGSTOP",
    "SIGXFSZ",
    "SIGALRM",
    "SIGHUP",
    "killpg",
    "geteuid",
    "getuid",
    "mkfifo",
    "fork",
}
"""Names of `os` and `signal` that Windows lacks."""


def evaluated_at_import(tree: ast.AST) -> Iterator[ast.AST]:
    """The nodes that are evaluated when a module is imported: all but the bodies of functions, and what a condition guards."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.BoolOp | ast.IfExp | ast.If | ast.Lambda):
            continue
        yield node
        if isinstance(node, ast.FunctionDef):
            yield from chain.from_iterable(evaluated_at_import(part) for part in node.decorator_list)
        else:
            yield from evaluated_at_import(node)


def test_every_module_can_be_imported_on_windows() -> None:
    """Tests that need more than Windows has are skipped there; a module that cannot be imported stops them all."""
    modules = {"resource", "pty", "termios", "fcntl", "tty", "pwd", "grp", "curses", "readline"}
    lacking = []
    for path in (*(ROOT / "tests").rglob("*.py"), *(ROOT / "reportgen").rglob("*.py")):
        for node in evaluated_at_import(ast.parse(path.read_text(encoding="utf-8"))):
            names = {node.module} if isinstance(node, ast.ImportFrom) else set()
            names |= {alias.name for alias in node.names} if isinstance(node, ast.Import) else set()
            names |= {node.attr} if isinstance(node, ast.Attribute) else set()
            lacking += [f"{path}: {name}" for name in names & (modules | POSIX_ALONE)]
    assert lacking == []


def test_places_that_may_not_be_entered_are_asked_for_without_errors() -> None:
    """`Path.is_file` and its like raise PermissionError there; `os.path` says that nothing is there."""
    expected = {
        "config/__init__.py": "catches them",
        "edit/pages.py": "asks for files of the package",
        "source/discovery.py": "catches them",
        "word/package.py": "asks for entries of an archive",
        "cli/doctor.py": "asks for a file of Homebrew",
    }
    asking = re.compile(r"\.(?:is_file|is_dir|exists|is_symlink)\(\)")
    package = ROOT / "reportgen"
    found = {path for path in package.rglob("*.py") if asking.search(path.read_text(encoding="utf-8"))}
    assert {path.relative_to(package).as_posix() for path in found} == set(expected)
