"""`reportgen validate`: exit codes, streams, and the formats of findings."""

import json
from pathlib import Path

import pytest

from tests.cli.running import MINIMAL, SEED, invoke, run

FAULTY = MINIMAL.replace("period: 2023/24", "period: 2023/25")


def write_dataset(folder: Path, text: str = MINIMAL, name: str = "report.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_right_dataset_ends_with_0_and_says_what_comes_next(tmp_path: Path) -> None:
    path = write_dataset(tmp_path)
    result = invoke("validate", path)
    assert (result.exit_code, result.stdout) == (0, "no errors in 1 file\n")
    assert result.stderr == f"next: reportgen build {path}\n"


def test_a_faulty_dataset_ends_with_1(tmp_path: Path) -> None:
    path = write_dataset(tmp_path, FAULTY)
    result = invoke("validate", path)
    assert result.exit_code == 1
    assert result.stderr == ""
    assert result.stdout == (
        f"{path}:4:9: error[RG106] `2023/25` is not one financial year\n"
        "   |\n"
        " 4 | period: 2023/25\n"
        "   |         ^^^^^^^\n"
        "   = hint: did you mean `2023/24`?\n"
        "\n"
        "1 error in 1 file\n"
    )


def test_warnings_pass_unless_they_are_to_fail() -> None:
    assert invoke("validate", SEED).exit_code == 0
    assert invoke("validate", SEED, "--strict").exit_code == 1


def test_quiet_writes_nothing_where_nothing_is_wrong(tmp_path: Path) -> None:
    result = invoke("validate", "-q", write_dataset(tmp_path))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert invoke("validate", "-q", write_dataset(tmp_path, FAULTY)).stdout.endswith("1 error in 1 file\n")


def test_several_datasets_are_counted_together(tmp_path: Path) -> None:
    first, second = write_dataset(tmp_path, FAULTY, "a.yaml"), write_dataset(tmp_path, FAULTY, "b.yaml")
    result = invoke("validate", second, first, second)
    assert result.exit_code == 1
    assert result.stdout.endswith("2 errors in 2 files\n")
    assert result.stdout.index(str(first)) < result.stdout.index(str(second))


def test_json_has_one_shape(tmp_path: Path) -> None:
    path = write_dataset(tmp_path, FAULTY)
    result = invoke("validate", path, "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {
        "findings": [
            {
                "code": "RG106",
                "severity": "error",
                "file": str(path),
                "line": 4,
                "column": 9,
                "end_line": 4,
                "end_column": 16,
                "message": "`2023/25` is not one financial year",
                "hint": "did you mean `2023/24`?",
                "url": "docs/rules.md#rg106",
            }
        ],
        "summary": {"files": 1, "errors": 1, "warnings": 0},
    }
    empty = invoke("validate", "--format", "json", "-q", write_dataset(tmp_path))
    assert json.loads(empty.stdout) == {"findings": [], "summary": {"files": 1, "errors": 0, "warnings": 0}}
    assert empty.stderr == ""


def test_json_keeps_letters_as_they_are(tmp_path: Path) -> None:
    path = write_dataset(tmp_path, MINIMAL.replace("We speak", "Ŵ Ŷ 𝒳 dŵr dŵr"))
    completed = run("validate", path, "--format", "json", extra={"PYTHONIOENCODING": "ascii"})
    assert "`dŵr`" in completed.stdout.decode("utf-8")
    [repeated] = [
        finding for finding in json.loads(completed.stdout)["findings"] if finding["code"] == "RG601"
    ]
    assert repeated["column"] == 13


def test_standard_input_is_a_file_too() -> None:
    result = invoke("validate", "-", stdin=FAULTY)
    assert result.exit_code == 1
    assert result.stdout.startswith("<stdin>:4:9: error[RG106]")
    assert invoke("validate", "-", stdin=MINIMAL).stderr == ""


def test_without_datasets_those_of_the_folder_are_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_dataset(tmp_path, FAULTY, "b.yml")
    write_dataset(tmp_path, name="a.yaml")
    write_dataset(tmp_path, "title: A layout\n", "layout.yaml")
    monkeypatch.chdir(tmp_path)
    result = invoke("validate")
    assert result.exit_code == 1
    assert result.stdout.startswith("b.yml:4:9:")
    assert result.stdout.endswith("1 error in 2 files; 1 YAML file is no dataset: layout.yaml\n")


def test_a_folder_without_datasets_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = invoke("validate")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("reportgen: no dataset given, and none in this folder")


def test_an_unreadable_file_ends_with_2_and_hides_no_other(tmp_path: Path) -> None:
    result = invoke("validate", tmp_path / "nowhere.yaml", write_dataset(tmp_path, FAULTY))
    assert result.exit_code == 2
    assert result.stderr == f"reportgen: {tmp_path}/nowhere.yaml: there is no such file\n"
    assert result.stdout.endswith("1 error in 1 file\n")


def test_an_unknown_format_is_refused() -> None:
    result = invoke("validate", SEED, "--format", "xml")
    assert result.exit_code == 2
    assert "'text', 'json'" in result.stderr


@pytest.mark.parametrize(
    ("extra", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, False),
    ],
)
def test_colours_are_for_terminals_and_those_who_ask(extra: dict[str, str], coloured: bool) -> None:
    completed = run("validate", "-", stdin=FAULTY.encode(), extra=extra)
    assert (b"\x1b[" in completed.stdout) is coloured
    assert completed.returncode == 1


def test_letters_that_the_terminal_lacks_end_nothing(tmp_path: Path) -> None:
    path = write_dataset(tmp_path, MINIMAL.replace("2023/24", "Ŵŷ"))
    completed = run("validate", path, extra={"PYTHONIOENCODING": "ascii"})
    assert completed.returncode == 1
    assert completed.stdout.endswith(b"1 error in 1 file\n")


def test_a_long_line_is_shown_around_its_fault(tmp_path: Path) -> None:
    path = write_dataset(
        tmp_path, MINIMAL.replace("We speak", "one more " * 60 + "that that " + "and more " * 60)
    )
    shown = invoke("validate", path).stdout.splitlines()
    assert max(len(line) for line in shown[1:4]) < 110
    row, carets = shown[2], shown[3]
    assert row[carets.index("^") : carets.rindex("^") + 1] == "that that"


def test_one_run_writes_several_formats(tmp_path: Path) -> None:
    path, sarif, junit = write_dataset(tmp_path, FAULTY), tmp_path / "out" / "f.sarif", tmp_path / "junit.xml"
    result = invoke("validate", path, "--output", sarif, "--output", junit, "--format", "json")
    assert result.exit_code == 1
    assert len(json.loads(result.stdout)["findings"]) == 1
    assert json.loads(sarif.read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert "<testsuites" in junit.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "starts"),
    [
        ("--output f.txt", {"-": "report.yaml:4", "f.txt": "report.yaml:4"}),
        ("--format sarif --output f.json", {"-": "report.yaml:4", "f.json": '{\n  "$schema"'}),
        ("--format json --output f.sarif", {"-": '{\n  "findings"', "f.sarif": '{\n  "$schema"'}),
        ("--format json --output F.JSON", {"-": "report.yaml:4", "F.JSON": '{\n  "findings"'}),
        ("--format github --output f.json", {"-": "::error", "f.json": '{\n  "findings"'}),
        ("--format github --output f", {"-": "report.yaml:4", "f": "::error"}),
        ("--format junit --output -", {"-": "<?xml"}),
        (
            "--format sarif -o a.json --format json -o b.json",
            {"-": "report.yaml:4", "a.json": '{\n  "$schema"', "b.json": '{\n  "findings"'},
        ),
        (
            "-o a.xml -o b.sarif --format sarif --format junit --format github",
            {"-": "::error", "a.xml": "<?xml", "b.sarif": '{\n  "$schema"'},
        ),
    ],
)
def test_a_format_goes_where_it_fits(
    options: str, starts: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_dataset(tmp_path, FAULTY)
    monkeypatch.chdir(tmp_path)
    result = invoke("validate", "report.yaml", *options.split())
    assert result.exit_code == 1
    texts = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert {*texts} == {*starts, "report.yaml"} - {"-"}
    for name, start in starts.items():
        assert {**texts, "-": result.stdout}[name].startswith(start)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("--format json --format sarif", "only one format can go to standard output, not json and sarif"),
        ("--output findings", "findings: name a format with --format, or a file that ends in .sarif, .xml"),
    ],
)
def test_formats_that_have_no_place_are_refused(options: str, message: str) -> None:
    result = invoke("validate", SEED, *options.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"reportgen: {message}")


def test_a_file_that_cannot_be_written_hides_no_finding(tmp_path: Path) -> None:
    (tmp_path / "f.json").mkdir()
    result = invoke("validate", write_dataset(tmp_path, FAULTY), "--output", tmp_path / "f.json")
    assert result.exit_code == 2
    assert result.stdout.endswith("1 error in 1 file\n")
    assert "(a folder stands in its place)" in result.stderr


def test_beside_annotations_the_log_has_the_findings(tmp_path: Path) -> None:
    path = write_dataset(tmp_path, FAULTY)
    result = invoke("validate", path, "--format", "github")
    assert result.stdout.startswith("::error file=")
    first, *lines, last = result.stderr.splitlines(keepends=True)
    assert "".join(lines) == invoke("validate", path).stdout
    assert first.removeprefix("::stop-commands::") == last.removeprefix("::").replace("::", "")
    assert first != invoke("validate", path, "--format", "github").stderr.splitlines(keepends=True)[0]


@pytest.mark.parametrize("form", ["json", "sarif", "junit", "github"])
def test_other_programs_are_told_of_files_that_cannot_be_read(form: str, tmp_path: Path) -> None:
    missing = tmp_path / "nowhere.yaml"
    result = invoke("validate", missing, write_dataset(tmp_path), "--format", form)
    assert result.exit_code == 2
    assert "RG020" in result.stdout
    assert "nowhere.yaml" in result.stdout
    assert result.stderr.startswith(f"reportgen: {missing}: there is no such file\n")


def test_json_is_a_document_even_where_there_is_nothing_to_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for arguments in (["nowhere.yaml"], []):
        result = invoke("validate", *arguments, "--format", "json", "--quiet")
        assert result.exit_code == 2
        [finding] = json.loads(result.stdout)["findings"]
        assert (finding["code"], finding["line"]) == ("RG020", 1)


def test_warnings_are_failed_tests_where_they_fail(tmp_path: Path) -> None:
    path = write_dataset(tmp_path, MINIMAL.replace("We speak", "We speak speak"))
    assert "<failure" not in invoke("validate", path, "--format", "junit").stdout
    assert "<failure" in invoke("validate", path, "--format", "junit", "--strict").stdout
