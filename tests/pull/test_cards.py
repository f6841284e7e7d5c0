"""Tables and pictures in cards, pictures beside a logo, and words that follow from other values."""

import hashlib
import shutil
from pathlib import Path

import pytest

from reportgen.layout import find_layout
from reportgen.processes.isolation import Stopped
from reportgen.pull import Request
from reportgen.pull.pulled import pull_here
from reportgen.sample import SAMPLE
from tests.documents import EVERYTHING
from tests.pull.reports import built, pulled
from tests.pull.word_edits import EditedFile, W, set_text, text_of

PHOTO = hashlib.sha256(EVERYTHING.with_name("photo.jpg").read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def content() -> bytes:
    return built(EVERYTHING, "annual-report")


def test_a_table_in_a_card_comes_back_with_its_rows(content: bytes, tmp_path: Path) -> None:
    file = EditedFile(content)
    caption = file.paragraph("Guests")
    table = next(caption.itersiblings(f"{W}tbl"))
    row = list(table.iter(f"{W}tr"))[-1]
    set_text(list(row.iter(f"{W}r"))[-1], "8")
    result = pulled(file.content(), tmp_path)
    assert [(change.at[-3:], change.after) for change in result.changes] == [(("rows", 1, 1), "8")]
    assert result.findings == ()


def test_a_picture_in_a_card_is_known_by_its_file(content: bytes, tmp_path: Path) -> None:
    assert pulled(content, tmp_path).pictures["crew"] == PHOTO


def test_the_logo_is_not_taken_for_the_picture_of_the_cover(tmp_path: Path) -> None:
    layout = tmp_path / "ours"
    shutil.copytree(find_layout("annual-report"), layout)
    shutil.copy(EVERYTHING.with_name("map.png"), layout / "logo.png")
    file = layout / "layout.yaml"
    file.write_text(file.read_text("utf-8").replace("theme:\n", "theme:\n  logo: logo.png\n"), "utf-8")
    report = tmp_path / "report.docx"
    report.write_bytes(built(EVERYTHING, str(layout)))
    result = pull_here(Request(report, layout=str(layout)))
    assert not isinstance(result, Stopped)
    assert (result.changes, result.findings, result.pictures["harbour"]) == ((), (), PHOTO)


def test_words_that_follow_from_other_values_are_no_edit_when_those_change(tmp_path: Path) -> None:
    """The regions name the members, and count them."""
    file = EditedFile(built(SAMPLE, "annual-report"))
    for old, new in (("Norwich", "Conwy"), ("Medway", "Aberdeen")):
        for run in [run for run in file.root.iter(f"{W}r") if text_of(run).strip() == old]:
            set_text(run, new)
    result = pulled(file.content(), tmp_path)
    assert result.findings == ()
    assert "- Aberdeen\n" in result.text
    assert result.text.count("Conwy") == 1
    assert "{name: Conwy, lead_member: Cllr Ben Wicks}" in result.text


def test_words_of_the_layout_that_somebody_changes_are_told_beside_them(tmp_path: Path) -> None:
    file = EditedFile(built(SAMPLE, "annual-report"))
    set_text(file.run("Region or nation"), "Region")
    (member,) = (run for run in file.root.iter(f"{W}r") if text_of(run).strip() == "Medway")
    set_text(member, "Kent")
    (finding,) = pulled(file.content(), tmp_path).findings
    assert "says `Region` where the layout says `Region or nation`" in finding.message
