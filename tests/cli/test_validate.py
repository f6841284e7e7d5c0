"""`reportgen validate`: exit codes, streams, and the formats of findings."""

import json
from pathlib import Path

import pytest

from tests.cli.running import MINIMAL, SEED, invoke, run

FAULTY = MINIMAL.replace("period: 2023/24", "period: 2023/25")


def written(folder: Path, text: str = MINIMAL, name: str = "report.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_right_dataset_ends_with_0_and_says_what_comes_next(tmp_path: Path) -> None:
    path = written(tmp_path)
    result = invoke("validate", path)
    assert (result.exit_code, result.stdout) == (0, "no errors in 1 file\n")
    assert result.stderr == f"next: reportgen build {path}\n"


def test_a_faulty_dataset_ends_with_1(tmp_path: Path) -> None:
    path = written(tmp_path, FAULTY)
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
    result = invoke("validate", "-q", written(tmp_path))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert invoke("validate", "-q", written(tmp_path, FAULTY)).stdout.endswith("1 error in 1 file\n")


def test_several_datasets_are_counted_together(tmp_path: Path) -> None:
    first, second = written(tmp_path, FAULTY, "a.yaml"), written(tmp_path, FAULTY, "b.yaml")
    result = invoke("validate", second, first, second)
    assert result.exit_code == 1
    assert result.stdout.endswith("2 errors in 2 files\n")
    assert result.stdout.index(str(first)) < result.stdout.index(str(second))


def test_json_has_one_shape(tmp_path: Path) -> None:
    path = written(tmp_path, FAULTY)
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
    empty = invoke("validate", "--format", "json", "-q", written(tmp_path))
    assert json.loads(empty.stdout) == {"findings": [], "summary": {"files": 1, "errors": 0, "warnings": 0}}
    assert empty.stderr == ""


def test_json_keeps_letters_as_they_are(tmp_path: Path) -> None:
    path = written(tmp_path, MINIMAL.replace("We speak", "Ŵ Ŷ 𝒳 dŵr dŵr"))
    done = run("validate", path, "--format", "json", extra={"PYTHONIOENCODING": "ascii"})
    assert "`dŵr`" in done.stdout.decode("utf-8")
    assert json.loads(done.stdout)["findings"][0]["column"] == 13


def test_standard_input_is_a_file_too() -> None:
    result = invoke("validate", "-", stdin=FAULTY)
    assert result.exit_code == 1
    assert result.stdout.startswith("<stdin>:4:9: error[RG106]")
    assert invoke("validate", "-", stdin=MINIMAL).stderr == ""


def test_without_datasets_those_of_the_folder_are_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, FAULTY, "b.yml")
    written(tmp_path, name="a.yaml")
    written(tmp_path, "title: A layout\n", "layout.yaml")
    monkeypatch.chdir(tmp_path)
    result = invoke("validate")
    assert result.exit_code == 1
    assert result.stdout.startswith("b.yml:4:9:")
    assert result.stdout.endswith("1 error in 2 files\n")


def test_a_folder_without_datasets_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = invoke("validate")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("reportgen: no dataset given, and none in this folder")


def test_an_unreadable_file_ends_with_2_and_hides_no_other(tmp_path: Path) -> None:
    result = invoke("validate", tmp_path / "nowhere.yaml", written(tmp_path, FAULTY))
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
    done = run("validate", "-", stdin=FAULTY.encode(), extra=extra)
    assert (b"\x1b[" in done.stdout) is coloured
    assert done.returncode == 1


def test_letters_that_the_terminal_lacks_end_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, MINIMAL.replace("2023/24", "Ŵŷ"))
    done = run("validate", path, extra={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 1
    assert done.stdout.endswith(b"1 error in 1 file\n")


def test_a_long_line_is_shown_around_its_fault(tmp_path: Path) -> None:
    path = written(tmp_path, MINIMAL.replace("We speak", "one more " * 60 + "that that " + "and more " * 60))
    shown = invoke("validate", path).stdout.splitlines()
    assert max(len(line) for line in shown[1:4]) < 110
    row, carets = shown[2], shown[3]
    assert row[carets.index("^") : carets.rindex("^") + 1] == "that that"
