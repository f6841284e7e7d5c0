"""The ways to get reportgen: the Containerfile, the README and .ci/setup name the same packages, and what they run is there.

The steps of the Containerfile are not run here. All of them were, one by one, in a Debian 13 of its own.
"""

import re
import shlex
from pathlib import Path

import typer
from typer.main import get_command

from reportgen.cli import app, libraries
from tests.test_house import project

ROOT = Path(__file__).parents[1]
CONTAINERFILE = (ROOT / "Containerfile").read_text(encoding="utf-8")
STEPS = [
    (line.partition(" ")[0], line.partition(" ")[2])
    for line in CONTAINERFILE.replace("\\\n", " ").splitlines()
    if line and line[0] != "#"
]
PACKAGES = {library.package for library in (*libraries.LAYOUT_LIBRARIES, libraries.SUBSETTER)}


def installed(text: str) -> set[str]:
    """The packages of the one line that has apt-get install them, but for pipx."""
    [line] = re.findall(r"apt-get install ((?:-\S+ )*[\w. +-]+)", text)
    return {word for word in line.split() if word[0] != "-"} - {"pipx"}


def test_all_ways_install_the_same_packages() -> None:
    setup = (ROOT / ".ci" / "setup").read_text(encoding="utf-8")
    assert installed(CONTAINERFILE) == PACKAGES
    assert installed((ROOT / "README.md").read_text(encoding="utf-8")) == PACKAGES
    assert {*re.findall(r"PDF_PACKAGES='(.*)'", setup)[0].split()} == PACKAGES


def test_the_image_is_made_of_a_python_and_extras_that_there_are() -> None:
    described = project()["project"]
    versions = {
        re.sub(r"python:([\d.]+)-slim-.*", r"\1", step[1].split()[0]) for step in STEPS if step[0] == "FROM"
    }
    assert {f"Programming Language :: Python :: {version}" for version in versions} <= {
        *described["classifiers"]
    }
    assert len(versions) == 1
    [extras] = re.findall(r"whl\)\[(.*)\]", CONTAINERFILE)
    assert {*extras.split(",")} <= {*described["optional-dependencies"]}


def test_the_image_is_given_what_the_wheel_is_made_of() -> None:
    """The rest of a checkout, which may hold reports, stays out of it."""
    described = project()
    wheel = described["tool"]["hatch"]["build"]["targets"]["wheel"]
    licences = {Path(file).parts[0] for file in described["project"]["license-files"]}
    sources = {*wheel["packages"], *wheel["force-include"], *licences, described["project"]["readme"]}
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split("\n")
    given = {line[1:] for line in ignored if line.startswith("!")}
    assert given == {*sources, "pyproject.toml", "constraints.txt"}
    assert "*" in ignored


def test_the_image_runs_reportgen_as_a_user() -> None:
    words, last = [word for word, _ in STEPS], dict(STEPS)
    user = last["USER"]
    assert last["ENTRYPOINT"] == '["reportgen"]'
    assert words.index("USER") < words.index("ENTRYPOINT")
    assert re.search(rf"useradd .*--uid [1-9]\d+ {user}\b", CONTAINERFILE)
    assert "chromium" not in CONTAINERFILE


def test_the_commands_that_the_containerfile_shows_are_there() -> None:
    group = get_command(app)
    context = typer.Context(group)
    for line in re.findall(r"podman run .* reportgen (.*)", CONTAINERFILE):
        name, *words = shlex.split(line)
        command = group.get_command(context, name)  # type: ignore[attr-defined]
        assert command, name
        options = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words if word[0] == "-"} <= options
