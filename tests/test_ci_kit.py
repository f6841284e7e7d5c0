"""The CI kit: the pre-commit hook, GitHub's action and the examples of docs/ci.md, put to work without their servers."""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.cli.running import MINIMAL

ROOT = Path(__file__).parents[1]
ACTION = ROOT / ".github" / "actions" / "validate" / "action.yml"
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
FAULTY = MINIMAL.replace("period: 2023/24", "period: 2023/25")
PROGRAMS = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
BASH = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]
"""As GitHub's runner starts `shell: bash`."""

DEPENDENCIES = {"PYTHONPATH": sysconfig.get_path("purelib"), "PIP_NO_COMPILE": "1"}
"""Lets a new environment see the packages that are installed here, so that pip installs reportgen alone, and quickly."""

pytestmark = pytest.mark.skipif(not shutil.which("bash"), reason="bash is not here")


def parsed(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


def example(language: str, name: str = "") -> str:
    """The one block of docs/ci.md in a language, whose first line is a comment that names a file."""
    head = f"# {re.escape(name)}\n" if name else ""
    [block] = re.findall(rf"```{language}\n({head}.*?)```", PAGE, re.DOTALL)
    return str(block)


def bash(script: str, cwd: Path, extra: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a script as servers do, with the programs of this environment first."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "FORCE_"))}
    return subprocess.run(
        [*BASH, script],
        cwd=cwd,
        env={**kept, "PATH": PROGRAMS, **(extra or {})},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository of datasets: one is right, one is faulty, and one YAML file is no dataset."""
    folder = tmp_path / "checkout"
    for name, text in (("a/2022-23", MINIMAL), ("b/2023-24", FAULTY)):
        path = folder / "data" / f"{name}.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    (folder / "other.yaml").write_text("no: dataset\n", encoding="utf-8")
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what reportgen is installed from."""
    folder = tmp_path / "project"
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = pyproject["tool"]["hatch"]["build"]["targets"]["wheel"]
    for name in (*wheel["packages"], *wheel["force-include"], ".github"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def skip_without_index(said: str) -> None:
    """Skip where pip finds no package index, which is no fault of the kit."""
    if re.search(r"No matching distribution|ConnectionError|NewConnectionError|Temporary failure", said):
        pytest.skip("pip cannot install here")


class TestPreCommit:
    """The hook, with pre-commit itself."""

    def test_the_manifest_and_the_examples_are_valid(self, tmp_path: Path) -> None:
        config = tmp_path / ".pre-commit-config.yaml"
        config.write_text(example("yaml", ".pre-commit-config.yaml"), encoding="utf-8")
        assert bash("pre-commit validate-config", tmp_path).returncode == 0
        assert bash("pre-commit validate-manifest .pre-commit-hooks.yaml", ROOT).returncode == 0

    @pytest.mark.network
    def test_a_faulty_dataset_is_not_committed_and_a_right_one_is(
        self, project: Path, checkout: Path, tmp_path: Path
    ) -> None:
        if not shutil.which("git"):
            pytest.skip("git is not here")
        gitconfig = tmp_path / "gitconfig"
        gitconfig.write_text("[user]\n\tname = Officer\n\temail = officer@example.org\n", encoding="utf-8")
        extra = {
            "GIT_CONFIG_GLOBAL": str(gitconfig),
            "GIT_CONFIG_SYSTEM": os.devnull,
            "PRE_COMMIT_HOME": str(tmp_path / "cache"),
            **DEPENDENCIES,
        }
        made = bash("git init -q . && git add -A && git commit -qm One && git rev-parse HEAD", project, extra)
        assert made.returncode == 0, made.stderr
        config = parsed(example("yaml", ".pre-commit-config.yaml"))
        config["repos"][0] |= {"repo": str(project), "rev": made.stdout.strip()}
        (checkout / ".pre-commit-config.yaml").write_text(json.dumps(config), encoding="utf-8")

        ready = bash("git init -q . && pre-commit install --install-hooks", checkout, extra)
        skip_without_index(ready.stdout + ready.stderr)
        assert ready.returncode == 0, ready.stdout + ready.stderr

        bad = bash("git add -A && git commit -qm Bad", checkout, extra)
        assert bad.returncode != 0
        assert "data/b/2023-24.yaml:4:9: error[RG106]" in bad.stderr
        assert "no: dataset" not in bad.stderr
        assert bash("git rev-parse HEAD", checkout, extra).returncode != 0

        good = bash("rm -r data/b && git add -A && git commit -qm Good", checkout, extra)
        assert good.returncode == 0, good.stderr
        assert bash("git ls-files data", checkout, extra).stdout == "data/a/2022-23.yaml\n"


class TestAction:
    """GitHub's action: its steps are run by bash, with the variables that the runner would set."""

    action = parsed(ACTION.read_text(encoding="utf-8"))

    def step(self, name: str) -> Any:
        [step] = [step for step in self.action["runs"]["steps"] if step.get("name") == name]
        return step

    def validate(self, checkout: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
        """The step that validates, with some of the inputs given."""
        given = {name: each["default"] for name, each in self.action["inputs"].items()} | inputs
        step = self.step("Validate")
        variables = {
            name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda match: given[match[1]], value)
            for name, value in step["env"].items()
        }
        return bash(step["run"], checkout, {**variables, "RUNNER_TEMP": str(checkout.parent)})

    def test_it_follows_github_s_schemas(self, tmp_path: Path) -> None:
        workflow = tmp_path / "workflow.yml"
        workflow.write_text(example("yaml", ".github/workflows/datasets.yml"), encoding="utf-8")
        for schema, path in (("github-actions", ACTION), ("github-workflows", workflow)):
            done = bash(f'check-jsonschema --builtin-schema vendor.{schema} "{path}"', ROOT)
            assert done.returncode == 0, done.stdout

    def test_the_docs_name_its_place_and_inputs(self) -> None:
        workflow = parsed(example("yaml", ".github/workflows/datasets.yml"))
        used = workflow["jobs"]["validate"]["steps"][1]
        assert (ROOT / used["uses"].split("@")[0].split("/", 2)[2] / "action.yml").samefile(ACTION)
        assert {*used["with"]} <= {*self.action["inputs"]}
        rows = dict(re.findall(r"^\| `([\w-]+)` \| .* \| `(.+)` \|$", PAGE, re.MULTILINE))
        assert rows == {name: each["default"] for name, each in self.action["inputs"].items()}

    def test_no_input_is_run_as_a_program(self) -> None:
        assert not [step for step in self.action["runs"]["steps"] if "${{" in step.get("run", "")]

    def test_faults_are_marked_and_fail(self, checkout: Path) -> None:
        done = self.validate(checkout)
        assert done.returncode == 1
        assert done.stdout.startswith("::error file=data/b/2023-24.yaml,line=4,")
        assert "data/b/2023-24.yaml:4:9: error[RG106]" in done.stderr
        sarif = json.loads((checkout.parent / "reportgen.sarif").read_text(encoding="utf-8"))
        assert [result["ruleId"] for result in sarif["runs"][0]["results"]] == ["RG106"]
        path = self.step("Send the findings to code scanning")["with"]["sarif_file"]
        assert path == "${{ runner.temp }}/reportgen.sarif"

    def test_the_inputs_are_heeded(self, checkout: Path) -> None:
        assert self.validate(checkout, datasets="data/a/*.yaml").returncode == 0
        assert self.validate(checkout, datasets="data/a/*.yaml data/b/2023-24.yaml").returncode == 1
        assert self.validate(checkout, datasets="nowhere/*.yaml").returncode == 2
        right = checkout / "data" / "a" / "2022-23.yaml"
        right.write_text(MINIMAL.replace("We speak", "We speak speak"), encoding="utf-8")
        assert self.validate(checkout, datasets="data/a/*.yaml").returncode == 0
        assert self.validate(checkout, datasets="data/a/*.yaml", strict="true").returncode == 1

    def test_a_name_is_never_a_command_or_an_option(self, checkout: Path) -> None:
        assert self.validate(checkout, datasets="$(touch${IFS}hacked) --strict").returncode == 2
        assert not (checkout / "hacked").exists()

    @pytest.mark.network
    def test_it_installs_the_checkout_that_it_is_part_of(self, project: Path, tmp_path: Path) -> None:
        subprocess.run([sys.executable, "-m", "virtualenv", "-q", tmp_path / "venv"], check=True)
        programs = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
        extra = {
            "GITHUB_ACTION_PATH": str(project / ".github" / "actions" / "validate"),
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            **DEPENDENCIES,
        }
        done = bash(self.step("Install reportgen")["run"], tmp_path, extra)
        skip_without_index(done.stdout + done.stderr)
        assert done.returncode == 0, done.stderr
        which = "reportgen --version; python -c 'import reportgen; print(reportgen.__file__)'"
        said = bash(which, tmp_path, extra).stdout.splitlines()
        assert said[0].startswith("reportgen ")
        assert Path(said[1]).is_relative_to(tmp_path / "venv")


class TestGitLab:
    """The job of docs/ci.md."""

    job = parsed(example("yaml", ".gitlab-ci.yml"))["datasets"]

    def test_it_follows_gitlab_s_schema(self, tmp_path: Path) -> None:
        config = tmp_path / ".gitlab-ci.yml"
        config.write_text(example("yaml", ".gitlab-ci.yml"), encoding="utf-8")
        done = bash(f'check-jsonschema --builtin-schema vendor.gitlab-ci "{config}"', ROOT)
        assert done.returncode == 0, done.stdout

    def test_it_fails_and_leaves_the_report_it_names(self, checkout: Path) -> None:
        done = bash("\n".join(self.job["script"]), checkout)
        assert done.returncode == 1
        assert "data/b/2023-24.yaml:4:9: error[RG106]" in done.stdout
        from lxml import etree

        root = etree.parse(checkout / self.job["artifacts"]["reports"]["junit"]).getroot()
        assert [(suite.get("name"), suite.get("failures")) for suite in root] == [
            ("data/a/2022-23.yaml", "0"),
            ("data/b/2023-24.yaml", "1"),
        ]


def test_the_other_commands_of_the_page_run(checkout: Path) -> None:
    commands = re.findall(r"reportgen validate [^'\n`]+", PAGE)
    assert len(commands) >= 4
    for line in commands:
        done = bash(line, checkout)
        assert done.returncode == 1, (line, done.stderr)
        assert "RG106" in done.stdout
