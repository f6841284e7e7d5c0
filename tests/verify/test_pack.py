"""Packs: each chapter says what the dataset of its report says."""

import sys
from functools import cache
from pathlib import Path

import pytest

from reportgen.layout import find_layout
from reportgen.pack import build_pack
from reportgen.pipeline import check
from reportgen.verify import Status
from reportgen.writers import Options
from tests.documents import EVERYTHING, SEED, WELSH
from tests.verify.files import LAYOUTS, check_results, edit, find_failures


@pytest.fixture(autouse=True)
def without_openxml_audit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openxml_audit", None)


@cache
def build_pack_files(layout: str = "lga-board") -> dict[str, bytes]:
    """Builds a pack of two reports in two languages, which names a third that is left out, as Word file and web page."""
    checked = [check(SEED), check(WELSH)]
    pack, _ = build_pack(checked, find_layout(layout), title="Of my own", left_out={Path("ports.yaml"): None})
    assert pack is not None
    return dict(pack.write(["docx", "html"], Options(), embed=True).files)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_chapters_of_a_pack_say_what_their_datasets_say(layout: str, tmp_path: Path) -> None:
    for format_name, content in build_pack_files(layout).items():
        (tmp_path / f"pack.{format_name}").write_bytes(content)
    results_by_file = check_results(tmp_path / "pack.docx", tmp_path / "pack.html")
    assert (
        results_by_file["pack.docx"]["carries"].message
        == "the datasets of 2 reports, none of them with errors"
    )
    assert results_by_file["pack.docx"]["parity"].message.endswith(
        " blocks say the same as the datasets in it"
    )
    assert results_by_file["pack.html"]["parity"].message.endswith(
        " blocks say the same as the datasets in pack.docx"
    )
    assert not any(
        result.status is Status.FAIL for results in results_by_file.values() for result in results.values()
    )


def test_what_was_changed_in_a_chapter_is_told_with_its_report(tmp_path: Path) -> None:
    changed = edit(build_pack_files()["docx"], (">Plymouth<", ">Poole<"))
    (problem,) = find_failures(changed, "docx", tmp_path)["parity"]
    assert problem.startswith("key-cities-2023-24.membership.members.")
    assert problem.endswith(": the Word file says “Poole”, the dataset “Plymouth”")


def test_a_chapter_keeps_its_running_head(tmp_path: Path) -> None:
    changed = edit(build_pack_files()["docx"], ("Grŵp", "Gr\u0175pyn"), name="word/header1.xml")
    problem, *_ = find_failures(changed, "docx", tmp_path)["parity"]
    assert problem.startswith("at the head of pages: the Word file says “Gr\u0175pyn Dinasoedd")
    assert " or “Grŵp Dinasoedd Allweddol " in problem


def test_a_pack_is_compared_with_its_own_datasets_alone(tmp_path: Path) -> None:
    file = tmp_path / "pack.docx"
    file.write_bytes(build_pack_files()["docx"])
    assert check_results(file, dataset=SEED)[file.name]["carries"].status is Status.PASS
    other = check_results(file, dataset=EVERYTHING)[file.name]
    assert other["parity"].status is Status.PASS
    assert other["carries"].message == f"none of the datasets in it is {EVERYTHING} as it is today"
