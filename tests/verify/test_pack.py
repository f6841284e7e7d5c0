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
from tests.verify.made import LAYOUTS, edited, results, wrong


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openxml_audit", None)


@cache
def made(layout: str = "lga-board") -> dict[str, bytes]:
    """A pack of two reports in two languages as Word file and web page, which tells of a third that is left out."""
    checked = [check(SEED), check(WELSH)]
    found, _ = build_pack(
        checked, find_layout(layout), title="Of my own", left_out={Path("ports.yaml"): None}
    )
    assert found is not None
    return dict(found.write(["docx", "html"], Options(), embed=True).files)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_chapters_of_a_pack_say_what_their_datasets_say(layout: str, tmp_path: Path) -> None:
    for form, content in made(layout).items():
        (tmp_path / f"pack.{form}").write_bytes(content)
    found = results(tmp_path / "pack.docx", tmp_path / "pack.html")
    assert found["pack.docx"]["carries"].message == "the datasets of 2 reports, none of them with errors"
    assert found["pack.docx"]["parity"].message.endswith(" blocks say the same as the datasets in it")
    assert found["pack.html"]["parity"].message.endswith(" blocks say the same as the datasets in pack.docx")
    assert not [each for checks in found.values() for each in checks.values() if each.status is Status.FAIL]


def test_what_was_changed_in_a_chapter_is_told_with_its_report(tmp_path: Path) -> None:
    changed = edited(made()["docx"], (">Plymouth<", ">Poole<"))
    (problem,) = wrong(changed, "docx", tmp_path)["parity"]
    assert problem.startswith("key-cities-2023-24.membership.members.")
    assert problem.endswith(": the Word file says “Poole”, the dataset “Plymouth”")


def test_a_chapter_keeps_its_running_head(tmp_path: Path) -> None:
    changed = edited(made()["docx"], ("Grŵp", "Gr\u0175pyn"), name="word/header1.xml")
    problem, *_ = wrong(changed, "docx", tmp_path)["parity"]
    assert problem.startswith("at the head of pages: the Word file says “Gr\u0175pyn Dinasoedd")
    assert " or “Grŵp Dinasoedd Allweddol " in problem


def test_a_pack_is_compared_with_its_own_datasets_alone(tmp_path: Path) -> None:
    file = tmp_path / "pack.docx"
    file.write_bytes(made()["docx"])
    assert results(file, dataset=SEED)[file.name]["carries"].status is Status.PASS
    other = results(file, dataset=EVERYTHING)[file.name]
    assert other["parity"].status is Status.PASS
    assert other["carries"].message == f"none of the datasets in it is {EVERYTHING} as it is today"
