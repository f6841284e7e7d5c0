"""`reportgen pull`: what it shows, asks and writes, and how it ends."""

import json
from pathlib import Path

import pytest

from tests.cli.running import SEED, invoke
from tests.pull.reports import built, edited
from tests.pull.word_edits import EDITS


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the dataset of Key Cities and a Word file of it that somebody has edited."""
    (tmp_path / "2023-24.yaml").write_bytes(SEED.read_bytes())
    (tmp_path / "report.docx").write_bytes(edited(EDITS["officer"], EDITS["sentence_inserted_tracked"])[0])
    monkeypatch.chdir(tmp_path)
    return tmp_path


def dataset(folder: Path) -> str:
    return (folder / "2023-24.yaml").read_text("utf-8")


AFTER = (
    SEED.read_text("utf-8")
    .replace("Jon Stancombe", "Jane Doe")
    .replace("Council tax reform. It", "Council tax reform. We mean it. It")
)


def test_the_changes_are_shown_and_written(folder: Path) -> None:
    result = invoke("pull", "report.docx", "--yes")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "2023-24.yaml:14 `contact.lead_officer`",
        "  lead_officer: [-Jon-]{+Jane+} [-Stancombe-]{+Doe+}",
        "2023-24.yaml:88 `themes.entries.text`",
        "  …air funding review and for Council tax reform{+. We mean it+}. It is our ask that on day one of the next a…",
    ]
    assert result.stderr.splitlines() == ["wrote 2023-24.yaml", "next: reportgen build 2023-24.yaml"]
    assert dataset(folder) == AFTER


def test_the_dataset_of_another_year_is_left_alone(folder: Path) -> None:
    (folder / "2024-25.yaml").write_text(
        SEED.read_text("utf-8").replace("period: 2023/24", "period: 2024/25")
    )
    result = invoke("pull", "report.docx", "2024-25.yaml", "--yes")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "reportgen: 2024-25.yaml: it is the dataset of 2024/25, and the Word file is a report of 2023/24\n"
    )


def test_nothing_is_written_in_a_dry_run(folder: Path) -> None:
    result = invoke("pull", "report.docx", "--dry-run")
    assert (result.exit_code, result.stderr) == (0, "")
    assert dataset(folder) == SEED.read_text("utf-8")


def test_where_nobody_can_be_asked_nothing_is_written(folder: Path) -> None:
    result = invoke("pull", "report.docx")
    assert "--yes writes the changes" in result.stderr
    assert dataset(folder) == SEED.read_text("utf-8")


def test_colours_mark_the_words(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    red, green, plain = "\x1b[31m", "\x1b[32m", "\x1b[0m"
    lines = invoke("pull", folder / "report.docx", "--dry-run").stdout.splitlines()
    first, last = (
        f"{red}[-Jon-]{plain}{green}{{+Jane+}}{plain}",
        f"{red}[-Stancombe-]{plain}{green}{{+Doe+}}{plain}",
    )
    assert lines[1] == f"  lead_officer: {first} {last}"


@pytest.mark.usefixtures("folder")
def test_a_patch_can_be_had() -> None:
    lines = invoke("pull", "report.docx", "--dry-run", "--to", "patch").stdout.splitlines()
    assert lines[:2] == ["--- 2023-24.yaml", "+++ 2023-24.yaml"]
    assert "+  lead_officer: Jane Doe" in lines


@pytest.mark.usefixtures("folder")
def test_json_has_the_changes_by_their_paths() -> None:
    result = invoke("pull", "report.docx", "--dry-run", "--to", "json")
    outcome = json.loads(result.stdout)
    assert outcome["changes"][0] == {
        "path": "contact.lead_officer",
        "before": "Jon Stancombe",
        "after": "Jane Doe",
    }
    assert (outcome["findings"], outcome["new_errors"], outcome["tracked_changes"]) == ([], [], 1)
    assert outcome["dataset"] == "2023-24.yaml"


def test_rejected_changes_do_not_come(folder: Path) -> None:
    invoke("pull", "report.docx", "--yes", "--reject")
    assert dataset(folder) == SEED.read_text("utf-8").replace("Jon Stancombe", "Jane Doe")


def test_another_file_can_be_written(folder: Path) -> None:
    assert invoke("pull", "report.docx", "-o", "new.yaml", "--yes").exit_code == 0
    assert (folder / "new.yaml").read_text("utf-8") == AFTER
    assert dataset(folder) == SEED.read_text("utf-8")


def test_without_a_dataset_the_carried_one_is_written_anew(folder: Path) -> None:
    (folder / "2023-24.yaml").unlink()
    result = invoke("pull", "report.docx", "--yes")
    assert result.exit_code == 2
    assert "no dataset of Key Cities, 2023/24 lies beside it" in result.stderr
    assert invoke("pull", "report.docx", "-o", "new.yaml", "--yes").exit_code == 0
    assert (folder / "new.yaml").read_text("utf-8") == AFTER


def test_a_dataset_that_has_moved_on_keeps_its_changes(folder: Path) -> None:
    moved = SEED.read_text("utf-8").replace("    - Bradford\n", "    # the seat\n    - Bradford\n")
    moved = moved.replace("07967424591", "0161 496 0000")
    (folder / "2023-24.yaml").write_text(moved, "utf-8")
    result = invoke("pull", "report.docx", "--yes")
    assert result.exit_code == 0
    assert "has changed since the Word file was built" in result.stderr
    expected = AFTER.replace("    - Bradford\n", "    # the seat\n    - Bradford\n")
    assert dataset(folder) == expected.replace("07967424591", "0161 496 0000")


def test_a_conflict_is_told_and_the_dataset_keeps_its_words(folder: Path) -> None:
    moved = SEED.read_text("utf-8").replace("Jon Stancombe", "Joan Stancombe")
    (folder / "2023-24.yaml").write_text(moved, "utf-8")
    result = invoke("pull", "report.docx", "--yes")
    assert result.exit_code == 1
    message = "error[RG932] `contact.lead_officer` was changed in the Word file and in the dataset"
    assert f"2023-24.yaml:14:17: {message}" in result.stderr
    assert "lead_officer: Joan Stancombe" in dataset(folder)
    assert "We mean it." in dataset(folder)


@pytest.mark.usefixtures("folder")
def test_an_edit_that_the_dataset_has_already_is_no_change() -> None:
    assert invoke("pull", "report.docx", "--yes").exit_code == 0
    result = invoke("pull", "report.docx", "--yes")
    assert result.exit_code == 0
    assert (
        result.stderr.splitlines()[-1]
        == "report.docx: nothing has been changed in it that the dataset does not have"
    )


def test_more_errors_are_not_written_without_being_told_to(folder: Path) -> None:
    (folder / "report.docx").write_bytes(edited(EDITS["member_added"])[0])
    result = invoke("pull", "report.docx", "--yes")
    assert result.exit_code == 1
    assert "error[RG201] 26 members are declared, but 27 listed" in result.stderr
    assert "is not written" in result.stderr
    assert dataset(folder) == SEED.read_text("utf-8")
    assert invoke("pull", "report.docx", "--yes", "--allow-errors").exit_code == 1
    assert "    - Halifax\n" in dataset(folder)


def test_what_has_no_place_is_told_and_the_rest_comes_back(folder: Path) -> None:
    (folder / "report.docx").write_bytes(edited(EDITS["officer"], EDITS["stray_table"])[0])
    result = invoke("pull", "report.docx", "--yes")
    assert result.exit_code == 1
    assert "error[RG930] the paragraph `Budget 2024` has no place in the dataset" in result.stderr
    assert dataset(folder) == SEED.read_text("utf-8").replace("Jon Stancombe", "Jane Doe")


def test_a_dataset_of_another_group_is_refused(folder: Path) -> None:
    (folder / "other.yaml").write_text(
        SEED.read_text("utf-8").replace("  name: Key Cities", "  name: Sea Towns"), "utf-8"
    )
    result = invoke("pull", "report.docx", "other.yaml", "--yes")
    assert result.exit_code == 2
    assert result.stderr == (
        "reportgen: other.yaml: it is the dataset of Sea Towns, and the Word file is a report of Key Cities\n"
    )


def test_of_several_datasets_one_must_be_named(folder: Path) -> None:
    (folder / "copy.yaml").write_bytes(SEED.read_bytes())
    result = invoke("pull", "report.docx", "--yes")
    assert result.exit_code == 2
    assert "name one of them: 2023-24.yaml or copy.yaml" in result.stderr


def test_private_values_stay(folder: Path) -> None:
    text = SEED.read_text("utf-8") + "private: [contact.telephone]\n"
    (folder / "2023-24.yaml").write_text(text, "utf-8")
    assert invoke("build", "2023-24.yaml", "--to", "docx", "-o", "built", "-q").exit_code == 0
    from tests.pull.word_edits import EditedFile

    file = EditedFile((folder / "built" / "key-cities-2023-24.docx").read_bytes())
    EDITS["officer"](file, {"contact": {}})
    (folder / "report.docx").write_bytes(file.content())
    result = invoke("pull", "report.docx", "--yes")
    assert (result.exit_code, "has changed" in result.stderr) == (0, False)
    assert dataset(folder) == text.replace("Jon Stancombe", "Jane Doe")


def test_line_ends_and_the_mark_of_windows_stay(folder: Path) -> None:
    text = "\ufeff" + SEED.read_text("utf-8").replace("\n", "\r\n")
    (folder / "2023-24.yaml").write_bytes(text.encode())
    assert invoke("pull", "report.docx", "--yes").exit_code == 0
    assert (folder / "2023-24.yaml").read_bytes().decode() == "\ufeff" + AFTER.replace("\n", "\r\n")


def test_an_unedited_file_brings_nothing(folder: Path) -> None:
    (folder / "report.docx").write_bytes(built())
    result = invoke("pull", "report.docx", "--yes")
    assert (result.exit_code, result.stdout) == (0, "")
    assert dataset(folder) == SEED.read_text("utf-8")
