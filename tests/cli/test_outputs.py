"""No output of any command replaces a file that the command reads, by whatever name."""

import os
from pathlib import Path

import pytest

from tests.cli.running import MINIMAL, SEED, invoke

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a file of every kind that commands read; `hard`, `soft` and `Loud` are other names of the dataset."""
    monkeypatch.chdir(tmp_path)
    for folder in ("registers", "out"):
        Path(folder).mkdir()
    Path("v.yaml").write_text(MINIMAL, "utf-8")
    Path("before.yaml").write_text(MINIMAL.replace("2023/24", "2022/23"), "utf-8")
    Path("map.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    Path("logo.svg").write_bytes(SVG)
    Path("agreed.json").write_text('{"version": 1, "findings": []}', "utf-8")
    Path("reportgen.toml").write_text('registers = "registers"\nbaseline = "agreed.json"\n', "utf-8")
    Path("registers/departments.yaml").write_bytes(
        (SEED.parents[1] / "registers" / "departments.yaml").read_bytes()
    )
    os.link("v.yaml", "hard.json")
    Path("soft.json").symlink_to("v.yaml")
    Path("out/key-cities-2023-24.html").symlink_to("../v.yaml")
    invoke("layouts", "copy", "plain", "look")
    return tmp_path


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


REPLACING = [
    "validate v.yaml --format json --output v.yaml",
    "validate v.yaml --format json --output ./../{name}/v.yaml",
    "validate v.yaml --output hard.json",
    "validate v.yaml --output soft.json",
    "validate . --output hard.json",
    "validate v.yaml --output agreed.json",
    "validate v.yaml --format json --output reportgen.toml",
    "validate v.yaml --format json --output registers/departments.yaml",
    "validate v.yaml --format json --output before.yaml",
    "validate v.yaml --format json --output map.png",
    "validate v.yaml --format json --output logo.svg",
    "validate v.yaml --fix --format json --output v.yaml",
    "validate nowhere.yaml --format json --output nowhere.yaml --output v.yaml",
    "validate v.yaml --output f.json --output ../{name}/f.json",
    "validate v.yaml --baseline v.yaml --update-baseline",
    "validate v.yaml --baseline hard.json --update-baseline",
    "validate v.yaml --baseline reportgen.toml --update-baseline",
    "matrix v.yaml --to csv --output v.yaml",
    "matrix v.yaml --to csv --output hard.json",
    "matrix v.yaml --to csv --output reportgen.toml",
    "matrix v.yaml --to csv --output registers/departments.yaml",
    "build v.yaml --to html",
    "pack v.yaml before.yaml --output out/key-cities-2023-24.html",
    "batch v.yaml --to html --name {{dataset}}.html --format json --findings v.yaml",
    "batch v.yaml --to html --name {{dataset}}.html --findings hard.json",
    "batch v.yaml --to html --name {{dataset}}.html --findings out/manifest.json",
    "batch v.yaml --to html --name {{dataset}}.html --findings agreed.json",
    "batch v.yaml --to html --name {{group}}-{{period}}.html",
    "batch v.yaml --to html --layout look --format json --findings look/layout.yaml",
    "new v.yaml",
    "new soft.json",
    "new reportgen.schema.json",
    "layouts copy plain look",
]  # fmt: skip


@pytest.mark.parametrize("words", REPLACING)
def test_an_output_never_replaces_an_input(project: Path, words: str) -> None:
    before = contents(project)
    result = invoke(*words.format(name=project.name).split())
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1), result.output
    assert result.stderr.startswith("reportgen: ")
    assert result.stdout == ""
    assert contents(project) == before


def test_a_dataset_taken_out_of_a_file_does_not_replace_the_file(project: Path) -> None:
    invoke("build", SEED, "--to", "docx", "--output", "finished")
    (file,) = Path("finished").iterdir()
    before = contents(project)
    for output in (file, "v.yaml", "hard.json"):
        assert invoke("extract", file, "--output", output).exit_code == 2
    assert contents(project) == before
    assert invoke("extract", file, "--output", "taken.yaml").exit_code == 0
    assert invoke("extract", file, "--output", "taken.yaml").exit_code == 0, "it is there and says the same"


def test_outputs_are_renewed_and_devices_stay_what_they_are(project: Path) -> None:
    for _ in range(2):
        assert invoke("validate", "v.yaml", "--output", "f.sarif", "--output", "f.txt").exit_code == 0
        assert invoke("matrix", "v.yaml", "--output", "m.csv").exit_code == 0
        assert (
            invoke("validate", "v.yaml", "--baseline", "b.json", "--update-baseline", "--quiet").exit_code
            == 0
        )
        assert invoke("validate", "v.yaml", "--format", "json", "--output", os.devnull).exit_code == 0
    assert invoke("validate", os.devnull, "--format", "json", "--output", os.devnull).exit_code == 1
    assert (project / "v.yaml").read_text("utf-8") == MINIMAL
