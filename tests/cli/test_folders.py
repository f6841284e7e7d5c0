"""Many datasets at once: found in folders, checked in parallel, and seen together."""

import json
from pathlib import Path

import pytest

from reportgen.pipeline.check_many import MIN_PARALLEL
from tests.cli.running import MINIMAL, invoke


def group(folder: Path, name: str, text: str = MINIMAL, year: str = "2023-24") -> Path:
    path = folder / name / f"{year}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace("Key Cities", name), "utf-8")
    return path


@pytest.fixture
def many(tmp_path: Path) -> Path:
    for number in range(MIN_PARALLEL + 12):
        text = MINIMAL if number % 3 else f"{MINIMAL}colour: red\n"
        group(tmp_path, f"Group {number:03}", text)
    return tmp_path


def test_processes_find_the_same_in_the_same_order(many: Path) -> None:
    alone, together = (invoke("validate", many, "--format", "json", "--jobs", jobs) for jobs in ("1", "2"))
    assert alone.exit_code == together.exit_code == 1
    assert alone.stdout == together.stdout
    assert json.loads(alone.stdout)["summary"]["files"] == MIN_PARALLEL + 12


def test_a_folder_is_looked_through_for_datasets_alone(tmp_path: Path) -> None:
    group(tmp_path / "deep" / "deeper", "A")
    group(tmp_path / ".hidden", "B", "schema: [\n")
    (tmp_path / "other.yaml").write_text("key: value\n", "utf-8")
    (tmp_path / "empty.yaml").write_text("", "utf-8")
    (tmp_path / "folder.yaml").mkdir()
    result = invoke("validate", tmp_path, "--format", "json")
    assert json.loads(result.stdout)["summary"]["files"] == 1


def test_the_last_line_counts_the_files_that_are_no_datasets(tmp_path: Path) -> None:
    group(tmp_path, "A")
    others = [tmp_path / name for name in ("empty.yml", "other.yaml")]
    for path in others:
        path.write_text("key: value\n", "utf-8")
    last = f"no errors in 1 file; 2 YAML files are no datasets: {others[0]}, {others[1]}"
    assert invoke("validate", tmp_path).stdout.splitlines()[-1] == last
    assert last in invoke("validate", tmp_path, "--format", "github").stderr
    assert "2 YAML files are no datasets" in invoke("validate", tmp_path, "--format", "json").stderr
    assert invoke("validate", tmp_path, "--quiet").output == ""
    for number in range(2):
        (tmp_path / f"more-{number}.yaml").write_text("", "utf-8")
    assert invoke("validate", tmp_path).stdout == "no errors in 1 file; 4 YAML files are no datasets\n"
    result = invoke("validate", group(tmp_path / "b", "A", "key: value\n").parent)
    assert (result.exit_code, "no dataset in this folder among 1 YAML file" in result.stderr) == (2, True)


def test_the_current_folder_is_looked_through_in_the_same_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.YAML").write_text(MINIMAL, "utf-8")
    Path("b.yml").write_text("key: value\n", "utf-8")
    assert invoke("validate").stdout == "no errors in 1 file; 1 YAML file is no dataset: b.yml\n"


def test_links_that_are_not_followed_are_named(tmp_path: Path) -> None:
    data = tmp_path / "data"
    dataset = group(data, "A")
    group(tmp_path / "elsewhere", "B", "schema: [\n")
    (data / "linked").symlink_to("../elsewhere")
    (data / "again").symlink_to("A")
    result = invoke("validate", data)
    assert (result.exit_code, result.stdout) == (0, "no errors in 1 file\n")
    notice = (
        f"{data / 'linked'}: is a link to another folder and is not looked into; name it beside the others"
    )
    assert result.stderr.splitlines() == [notice, f"next: reportgen build {dataset}"]
    assert invoke("validate", data, data / "linked").exit_code == 1
    (data / "gone.yaml").symlink_to("nowhere.yaml")
    result = invoke("validate", data)
    assert result.exit_code == 2
    assert f"{data / 'gone.yaml'}: is a link to a file that is not there" in result.stderr


def test_a_file_that_is_named_is_checked_whatever_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "other.yaml"
    path.write_text("key: value\n", "utf-8")
    assert invoke("validate", path).exit_code == 1


def test_a_pattern_stands_for_the_files_that_it_fits(tmp_path: Path) -> None:
    group(tmp_path, "A")
    group(tmp_path, "B")
    result = invoke(
        "validate", f"{tmp_path}/*/2023-24.yaml", tmp_path / "A" / "2023-24.yaml", "--format", "json"
    )
    assert json.loads(result.stdout)["summary"]["files"] == 2
    result = invoke("validate", f"{tmp_path}/*/2019-20.yaml")
    assert (result.exit_code, "there is no such file" in result.stderr) == (2, True)


def test_two_reports_of_one_group_and_period_are_found_at_the_second(tmp_path: Path) -> None:
    group(tmp_path / "a", "Key Cities")
    second = group(tmp_path / "b", "Key Cities")
    group(tmp_path / "c", "Key Cities", MINIMAL.replace("2023/24", "2022/23"), "2022-23")
    result = invoke("validate", tmp_path, "--format", "json", "--select", "RG813")
    (finding,) = json.loads(result.stdout)["findings"]
    assert (finding["file"], finding["code"], result.exit_code) == (str(second), "RG813", 1)
    assert invoke("validate", tmp_path, "--ignore", "RG813").exit_code == 0


def test_settings_are_those_of_each_datasets_project(tmp_path: Path) -> None:
    quiet, strict = (group(tmp_path, name, MINIMAL.replace("We speak", "We we speak")) for name in "AB")
    (quiet.parent / "reportgen.toml").write_text("ignore = ['RG601']\n", "utf-8")
    (strict.parent / "reportgen.toml").write_text("[severity]\nRG601 = 'error'\n", "utf-8")
    result = invoke("validate", tmp_path, "--select", "RG601", "--format", "json")
    severities = [(finding["file"], finding["severity"]) for finding in json.loads(result.stdout)["findings"]]
    assert severities == [(str(strict), "error")]
    (quiet.parent / "reportgen.toml").write_text("ignore = ['RG6x']\n", "utf-8")
    result = invoke("validate", tmp_path)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "`RG6x` is no rule" in result.stderr
