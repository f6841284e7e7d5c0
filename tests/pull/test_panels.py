"""Edits of figures, cards, timelines, callouts and quotations come back, or are told."""

from pathlib import Path

import pytest

from reportgen.sample import SAMPLE
from tests.documents import EVERYTHING, SEED, WELSH
from tests.pull.reports import built, pulled
from tests.pull.word_edits import EditedFile, W, paragraph, set_text, text_of

EDITS = {
    "a figure": ("£4.6m", "£4.7m", "value: £4.7m"),
    "what it counts": ("won for ferries and piers", "won for ferries", "label: won for ferries"),
    "the title of a card": ("The Pier Register", "The Register of Piers", "title: The Register of Piers"),
    "details": ("8 September 2023", "9 September 2023", "2023-09-09"),
    "the text of a card": ("Nine need work", "Ten need work", "Ten need work"),
    "a note": ("Speakers: Dr Anjali Rao", "Speakers: Dr A. Rao", "Dr A. Rao"),
    "dates alone": ("September 2023 to", "October 2023 to", 'start: "2023-10"'),
    "a callout": ("homes that stay dry", "houses that stay dry", "houses that stay dry"),
    "a quotation": ("I stayed.", "And I stayed.", "And I stayed."),
}


@pytest.fixture(scope="module")
def content() -> bytes:
    return built(SAMPLE, "annual-report")


@pytest.mark.parametrize("dataset", [SAMPLE, SEED, EVERYTHING, WELSH], ids=lambda path: path.stem)
def test_a_file_that_nobody_has_edited_changes_nothing(dataset: Path, tmp_path: Path) -> None:
    result = pulled(built(dataset, "annual-report"), tmp_path)
    assert (result.changes, result.findings) == ((), ())


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_comes_back(name: str, content: bytes, tmp_path: Path) -> None:
    before, after, expected = EDITS[name]
    file = EditedFile(content)
    run = file.run(before)
    set_text(run, text_of(run).replace(before, after, 1))
    result = pulled(file.content(), tmp_path)
    assert expected in result.text


def test_the_councillor_of_a_member_can_be_another(content: bytes, tmp_path: Path) -> None:
    file = EditedFile(content)
    set_text(file.run("Cllr Tom Rudd"), "Cllr Ann Rudd")
    result = pulled(file.content(), tmp_path)
    assert "{name: Sunderland, lead_member: Cllr Ann Rudd}" in result.text
    assert result.findings == ()


def test_a_row_that_goes_takes_the_councillor_alone(content: bytes, tmp_path: Path) -> None:
    file = EditedFile(content)
    row = next(file.run("Cllr Tom Rudd").iterancestors(f"{W}tr"))
    row.getparent().remove(row)
    result = pulled(file.content(), tmp_path)
    assert "Sunderland" in result.text
    assert "Tom Rudd" not in result.text
    assert result.findings == ()


def test_a_paragraph_that_comes_goes_into_its_text(content: bytes, tmp_path: Path) -> None:
    file = EditedFile(content)
    file.add_behind(file.paragraph("Nine need work"), paragraph("We will see to them.", "CardText"))
    assert "We will see to them." in pulled(file.content(), tmp_path).text


def test_an_event_that_is_reworded_in_one_place_is_told(content: bytes, tmp_path: Path) -> None:
    """An event stands in the timeline and as a card."""
    file = EditedFile(content)
    run = file.run("Ferry Day, Portsmouth")
    set_text(run, "Ferry Days, Portsmouth")
    result = pulled(file.content(), tmp_path)
    assert "title: Ferry Days" in result.text or result.findings


def test_a_card_that_is_new_is_told(content: bytes, tmp_path: Path) -> None:
    file = EditedFile(content)
    file.add_behind(file.paragraph("downloaded 2,300 times"), paragraph("Wholly New", "CardTitle"))
    result = pulled(file.content(), tmp_path)
    assert "Wholly New" in result.text or any("Wholly New" in finding.message for finding in result.findings)
