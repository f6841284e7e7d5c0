"""Drafts: an unfinished dataset is built with a mark at the place of each error and a word across the pages."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pypdf
import pytest

from reportgen.document import Document, lines
from reportgen.findings import Severity
from reportgen.layout import find_layout, load_layout
from reportgen.pipeline import build, check, check_source, compose_document
from reportgen.pipeline.drafts import MAX_MARKS, as_draft
from reportgen.source import read
from tests.cases import TESTS
from tests.cli.running import invoke
from tests.writers.readers import pdf_text, tags

CASE = TESTS / "drafts" / "unfinished.yaml"
LAYOUT = find_layout("lga-board")
MARKS = {
    "[RG102 aims is missing]": "Draft with 9 errors",
    "[RG102 contact.lead_officer is missing]": "not an address",
    "[RG301 not an address is not an e-mail address]": "[RG102 contact.lead_officer is missing]",
    "[RG115 the font cannot show the character □ (U+738B)]": "We speak for urban □ Britain.",
    "[RG105 nonsense is not a date]": "Skills",
}
"""Some marks, each with the line that it stands behind."""


def draft_of(text: str) -> Document:
    checked = check_source(read(text, "x"), Path("x"))
    document, _ = compose_document(checked, load_layout(LAYOUT, "2024"), LAYOUT)
    assert document is not None
    return as_draft(document, checked.findings, ())


def test_marks_stand_where_the_errors_are() -> None:
    words = list(lines(draft_of(CASE.read_text("utf-8"))))
    for mark, before in MARKS.items():
        assert words[words.index(mark) - 1] == before, words


def test_each_error_has_a_mark() -> None:
    errors = [finding for finding in check(CASE).findings if finding.severity is Severity.ERROR]
    words = list(lines(draft_of(CASE.read_text("utf-8"))))
    assert len([line for line in words if line.startswith("[RG")]) == len(errors)
    assert f"Draft with {len(errors)} errors" in words


@pytest.mark.parametrize(
    "text", ["schema: 1", "schema: 1\nlanguage: cy-GB", "group: x", "sections: []\nwords: y"]
)
def test_a_dataset_of_hardly_anything_is_shown_too(text: str) -> None:
    draft = draft_of(text)
    assert draft.watermark == ("Drafft" if "cy-GB" in text else "Draft")
    assert any(line.startswith("[RG102") for line in lines(draft))


def test_a_draft_has_a_bounded_number_of_marks() -> None:
    text = "schema: 1\nmembership:\n  members:\n" + "".join(
        f"    - Nowhere {number}\n" for number in range(300)
    )
    assert len([line for line in lines(draft_of(text)) if line.startswith("[RG")]) == MAX_MARKS


def test_a_mark_tells_nothing_private(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(CASE.read_text("utf-8") + "private: [contact.email]\n", "utf-8")
    page = build(check(tmp_path / "a.yaml"), LAYOUT, ("html",), draft=True).files["html"].decode()
    assert "not an address" not in page
    assert "[RG301 " in page


@pytest.mark.pdf
def test_a_draft_is_marked_in_all_formats() -> None:
    files = build(check(CASE), LAYOUT, ("pdf", "html", "docx"), draft=True).files
    page, word = files["html"].decode(), ZipFile(BytesIO(files["docx"]))
    body = word.read("word/document.xml").decode()
    assert (
        page.count("<mark>")
        == body.count("<w:highlight ")
        == 1 + len([finding for finding in check(CASE).findings if finding.severity is Severity.ERROR])
    )
    assert 'content: "Draft" / ""' in page
    assert page.count("Draft with 9 errors") == 1
    for header in ("header", "headerFirst"):
        assert 'string="Draft"' in word.read(f"word/{header}.xml").decode()
    assert pdf_text(files["pdf"]).count("Draft") == 1, (
        "the mark across the pages is none of the words that are read"
    )
    assert all("Draft" in sheet.extract_text() for sheet in pypdf.PdfReader(BytesIO(files["pdf"])).pages)
    assert not any("Draft" in line and "errors" not in line for line in tags(files["pdf"]))


def test_a_report_that_is_no_draft_has_no_mark() -> None:
    files = build(check(TESTS / "valid" / "minimal.yaml"), LAYOUT, ("html", "docx")).files
    assert "<mark>" not in files["html"].decode()
    assert "body::after" not in files["html"].decode()
    assert "headerFirst" not in " ".join(ZipFile(BytesIO(files["docx"])).namelist())


def test_the_command_builds_drafts_and_says_that_they_are_faulty(tmp_path: Path) -> None:
    result = invoke("build", CASE, "--draft", "--to", "html", "-o", tmp_path)
    assert result.exit_code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["key-cities-2023-24-draft.html"]
    assert "RG102" in result.stderr
    finished = TESTS / "valid" / "further-font.yaml"
    result = invoke("build", finished, "--draft", "--to", "docx", "-o", tmp_path)
    assert (result.exit_code, len(list(tmp_path.iterdir()))) == (0, 2)


def test_a_dataset_that_cannot_be_read_leaves_no_draft(tmp_path: Path) -> None:
    result = invoke("build", TESTS / "faults" / "rg003-tab.yaml", "--draft", "-o", tmp_path)
    assert (result.exit_code, list(tmp_path.iterdir())) == (1, [])
