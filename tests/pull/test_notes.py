"""Notes of a Word file come back into the texts of the dataset; what no text can hold is told."""

from pathlib import Path

import pytest

from reportgen.pull import Pulled
from tests.cases import TESTS
from tests.pull.reports import built, pulled
from tests.pull.word_edits import EditedFile, W, remove
from tests.writers.libreoffice import saved_by_libreoffice

NOTES = TESTS / "valid" / "notes.yaml"
PART = "word/footnotes.xml"


@pytest.fixture
def file() -> EditedFile:
    return EditedFile(built(NOTES))


def changed_lines(result: Pulled) -> list[str]:
    old, new = result.base.splitlines(), result.text.splitlines()
    return [
        *(f"-{line.strip()}" for line in old if line not in new),
        *(f"+{line.strip()}" for line in new if line not in old),
    ]


def change_notes(file: EditedFile, before: str, after: str) -> None:
    notes = file.parts[PART].decode()
    assert before in notes
    file.parts[PART] = notes.replace(before, after).encode()


def add_note(file: EditedFile, words: str, behind: str) -> None:
    """Adds a note as Word does, behind the paragraph with some words."""
    text = f'<w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {words}</w:t></w:r>'
    change_notes(
        file, "</w:footnotes>", f'<w:footnote w:id="99"><w:p>{text}</w:p></w:footnote></w:footnotes>'
    )
    reference = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="99"/></w:r>'
    file.add_behind(file.run(behind), reference)


def test_notes_that_nobody_has_edited_change_nothing(file: EditedFile, tmp_path: Path) -> None:
    result = pulled(file.content(), tmp_path)
    assert (result.text, result.findings) == (result.base, ())


def test_the_words_of_a_note_come_back(file: EditedFile, tmp_path: Path) -> None:
    change_notes(file, "timber and steel", "timber [sic]")
    result = pulled(file.content(), tmp_path)
    assert (changed_lines(result), result.findings) == (
        ["-- They trade^[Mostly timber and steel.]", "+- They trade^[Mostly timber [sic].]"],
        (),
    )


def test_words_beside_a_note_come_back_and_the_note_stays(file: EditedFile, tmp_path: Path) -> None:
    run = file.run("Both of them")
    next(run.iter(f"{W}t")).text = " All of them grow"
    result = pulled(file.content(), tmp_path)
    assert (
        "**two ports**.^[In *Hull* and\n  [Sunderland](https://www.sunderland.gov.uk).] All of" in result.text
    )
    assert result.findings == ()


def test_a_new_note_comes_back(file: EditedFile, tmp_path: Path) -> None:
    add_note(file, "In *2023*.", "They build")
    result = pulled(file.content(), tmp_path)
    assert (changed_lines(result), result.findings) == (
        ["-- They build", r"+- They build^[In \*2023\*.]"],
        (),
    )


@pytest.mark.parametrize("mark", ["", ".", " to last"])
def test_a_space_before_a_new_note_is_no_edit_of_its_own(mark: str, file: EditedFile, tmp_path: Path) -> None:
    run = file.run("They build")
    (words,) = file.elements(f'<w:r><w:t xml:space="preserve">{mark}</w:t></w:r>')
    run.addnext(words)
    next(run.iter(f"{W}t")).text = "They build "
    add_note(file, "In 2023.", "They build")
    result = pulled(file.content(), tmp_path)
    assert (changed_lines(result), result.findings) == (
        ["-- They build", f"+- They build^[In 2023.]{mark}"],
        (),
    )


def test_a_note_at_the_start_of_a_paragraph_comes_back(file: EditedFile, tmp_path: Path) -> None:
    add_note(file, "In 2023.", "They build")
    run = file.run("They build")
    next(run.iter(f"{W}t")).text = " They build"
    run.getparent().insert(list(run.getparent()).index(run), run.getnext())
    result = pulled(file.content(), tmp_path)
    assert (changed_lines(result), result.findings) == (
        ["-- They build", "+- ^[In 2023.]They build"],
        (),
    )


def test_a_note_whose_words_are_gone_is_told(file: EditedFile, tmp_path: Path) -> None:
    add_note(file, "In 2023.", "They build")
    remove(file.run("They build"))
    result = pulled(file.content(), tmp_path)
    assert result.text == result.base
    assert ["`^[In 2023.]`" in finding.problem.message for finding in result.findings] == [True]


def test_a_note_that_is_gone_goes(file: EditedFile, tmp_path: Path) -> None:
    remove(list(file.root.iter(f"{W}footnoteReference"))[2])
    result = pulled(file.content(), tmp_path)
    assert (changed_lines(result), result.findings) == (
        ["-- They trade^[Mostly timber and steel.]", "+- They trade"],
        (),
    )


@pytest.mark.parametrize("words", ["What we ask for", "Northern Ports Group", "Ann Example"])
def test_a_note_where_no_text_stands_is_told(words: str, file: EditedFile, tmp_path: Path) -> None:
    add_note(file, "A note of mine.", words)
    result = pulled(file.content(), tmp_path)
    (finding,) = result.findings
    assert "A note of mine." in finding.problem.message
    assert "as `^[Words of the note.]`" in (finding.problem.hint or "")
    assert result.text == result.base


@pytest.mark.libreoffice
def test_notes_survive_libreoffice(file: EditedFile, tmp_path: Path) -> None:
    change_notes(file, "timber and steel", "timber")
    result = pulled(saved_by_libreoffice(file.content(), tmp_path), tmp_path)
    assert (changed_lines(result), result.findings) == (
        ["-- They trade^[Mostly timber and steel.]", "+- They trade^[Mostly timber.]"],
        (),
    )
