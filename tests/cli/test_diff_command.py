"""`reportgen diff`: of whatever carries a dataset, into whatever format, with its exit codes."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.running import MINIMAL, invoke
from tests.writers import word
from tests.writers.changes import accepted, rejected

OLD = MINIMAL.replace("We speak for cities.", "We speak for towns.").replace("2023/24", "2022/23")


@pytest.fixture
def years(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.yaml").write_text(OLD, "utf-8")
    (tmp_path / "new.yaml").write_text(MINIMAL, "utf-8")
    return tmp_path


@pytest.mark.usefixtures("years")
def test_a_difference_is_no_error_unless_it_is_asked_for() -> None:
    assert invoke("diff", "old.yaml", "new.yaml").exit_code == 0
    assert invoke("diff", "old.yaml", "new.yaml", "--exit-code").exit_code == 1
    assert invoke("diff", "new.yaml", "new.yaml", "--exit-code").exit_code == 0


@pytest.mark.usefixtures("years")
def test_a_word_file_counts_as_the_dataset_that_it_carries() -> None:
    assert invoke("build", "old.yaml", "--to", "docx", "-o", ".").exit_code == 0
    shown = invoke("diff", "key-cities-2022-23.docx", "new.yaml").stdout
    assert shown == invoke("diff", "old.yaml", "new.yaml").stdout
    assert "[-towns-]{+cities+}" in shown


@pytest.mark.pdf
@pytest.mark.usefixtures("years")
def test_a_pdf_counts_as_the_dataset_that_it_carries() -> None:
    assert invoke("build", "old.yaml", "--to", "pdf", "-o", ".").exit_code == 0
    shown = invoke("diff", "key-cities-2022-23.pdf", "new.yaml").stdout
    assert shown == invoke("diff", "old.yaml", "new.yaml").stdout


def test_formats_go_by_the_name_of_the_file(years: Path) -> None:
    for name in ("changes.txt", "changes.json", "changes.html", "changes.docx"):
        result = invoke("diff", "old.yaml", "new.yaml", "-o", name)
        assert (result.exit_code, result.stderr) == (0, f"wrote {name} (2 differences)\n")
    assert json.loads((years / "changes.json").read_text("utf-8"))["version"] == 1
    page = (years / "changes.html").read_text("utf-8")
    label = '<span class="unseen">{} </span>'
    assert f"<del>{label.format('gone:')}towns</del><ins>{label.format('new:')}cities</ins>" in page
    assert not re.search(r"<script|<link|src=|url\(", page)
    content = (years / "changes.docx").read_bytes()
    assert "We speak for cities." in list(word.lines(accepted(content)))
    assert "We speak for towns." in list(word.lines(rejected(content)))
    assert invoke("verify", "changes.docx").exit_code == 0
    assert invoke("diff", "old.yaml", "new.yaml", "-o", "changes.pdf").exit_code == 2


def test_no_input_is_replaced(years: Path) -> None:
    result = invoke("diff", "old.yaml", "new.yaml", "--to", "json", "-o", "old.yaml")
    assert result.exit_code == 2
    assert (years / "old.yaml").read_text("utf-8") == OLD


def test_faulty_values_are_told_and_not_compared(years: Path) -> None:
    (years / "new.yaml").write_text(MINIMAL.replace("count: 26", "count: many"), "utf-8")
    result = invoke("diff", "old.yaml", "new.yaml")
    assert result.exit_code == 1
    assert result.stderr == (
        "new.yaml: not compared, because it is faulty: `membership.breakdown.0.count`; see `reportgen validate`\n"
    )
    assert "cities" in result.stdout


def test_what_cannot_be_read_is_said(years: Path) -> None:
    (years / "broken.yaml").write_text("schema: 1\nform: [", "utf-8")
    (years / "other.docx").write_bytes(b"PK\x03\x04 no package")
    (years / "empty.pdf").write_bytes(b"%PDF-1.7\n")
    assert invoke("diff", "old.yaml", "broken.yaml").exit_code == 1
    (years / "page.html").write_text("<!doctype html>", "utf-8")
    for name in ("other.docx", "empty.pdf", "missing.yaml", "page.html"):
        result = invoke("diff", name, "new.yaml")
        assert (result.exit_code, name in result.stderr) == (2, True)


def test_the_page_of_a_welsh_report_says_so(years: Path) -> None:
    (years / "new.yaml").write_text(MINIMAL.replace('form: "2023"', 'form: "2023"\nlanguage: cy-GB'), "utf-8")
    invoke("diff", "old.yaml", "new.yaml", "-o", "changes.html")
    assert '<p class="words" lang="cy-GB">' in (years / "changes.html").read_text("utf-8")


def test_after_a_rollover_only_what_belongs_to_a_year_differs(years: Path) -> None:
    assert invoke("rollover", "new.yaml", "-o", "next.yaml").exit_code == 0
    result = invoke("diff", "new.yaml", "next.yaml", "--to", "json")
    differences = json.loads(result.stdout)["differences"]
    assert [(difference["kind"], difference["names"]) for difference in differences] == [
        ("changed", ["Period"]),
        ("dropped", ["Activities", "Projects", "Report"]),
    ]
    text = (years / "next.yaml").read_text("utf-8").replace("We speak for cities.", "We speak for towns.")
    (years / "changed.yaml").write_text(text, "utf-8")
    [difference] = json.loads(invoke("diff", "next.yaml", "changed.yaml", "--to", "json").stdout)[
        "differences"
    ]
    assert difference["words"] == [
        {"kind": "same", "text": "We speak for "},
        {"kind": "gone", "text": "cities"},
        {"kind": "new", "text": "towns"},
        {"kind": "same", "text": "."},
    ]
