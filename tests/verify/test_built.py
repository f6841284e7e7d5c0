"""What reportgen builds passes every check, and what it builds of any document is read back as it was."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from reportgen.document import Document, lines
from reportgen.theme import Theme
from reportgen.verify import Status
from reportgen.verify._docx import text
from reportgen.verify._docx.package import opened as opened_word
from reportgen.verify._html import page
from reportgen.verify._pdf import tags
from reportgen.verify._pdf.objects import opened as opened_pdf
from reportgen.verify.model import Said, one_line
from reportgen.writers import Options, writer
from tests.documents import composed, documents
from tests.verify.made import DATASETS, LAYOUTS, built, part, report, results

FORMS = ["docx", "html", pytest.param("pdf", marks=pytest.mark.pdf)]


@pytest.mark.pdf
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", DATASETS)
def test_what_is_built_passes_every_check(name: str, layout: str, tmp_path: Path) -> None:
    files = [tmp_path / f"report.{form}" for form in ("docx", "html", "pdf")]
    for file in files:
        file.write_bytes(report(DATASETS[name], layout)[file.suffix[1:]])
    assert "PAGEREF" in part(files[0].read_bytes())
    found = results(*files)
    statuses = {
        file: {each.check: each.status.value for each in checks.values()} for file, checks in found.items()
    }
    assert statuses == {
        "report.docx": dict.fromkeys(
            ("carries", "parity", "structure", "open-xml", "fonts", "links"), "pass"
        ),
        "report.html": {
            **dict.fromkeys(("parity", "agreement", "structure", "links"), "pass"),
            **dict.fromkeys(("carries", "fonts"), "none"),
        },
        "report.pdf": dict.fromkeys(
            ("carries", "parity", "agreement", "claims", "pdf-a", "pdf-ua", "fonts", "links"), "pass"
        ),
    }
    assert "the dataset in report.docx" in found["report.html"]["parity"].message


@pytest.mark.parametrize("form", FORMS)
def test_a_file_without_its_dataset_is_compared_with_the_one_that_is_named(form: str, tmp_path: Path) -> None:
    file = tmp_path / f"report.{form}"
    file.write_bytes(built(form, DATASETS["key-cities"], bare=True))
    alone = results(file)[file.name]
    assert alone["parity"].status is Status.SKIPPED
    assert "--dataset" in alone["parity"].message
    assert alone["carries"].status is (Status.NONE if form == "html" else Status.FAIL)
    beside = results(file, dataset=DATASETS["key-cities"])[file.name]
    assert beside["parity"].status is Status.PASS
    assert beside["carries"].status is Status.NONE


def test_a_file_knows_its_layout_and_may_be_wrong_about_it(tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(built("docx", layout="plain"))
    assert results(file)[file.name]["parity"].status is Status.PASS
    other = results(file, layout="lga-board")[file.name]["parity"]
    assert other.problems[0].startswith(
        "at the start: the Word file says “Annual report”, the dataset “Special"
    )


def said(document: Document, form: str) -> Said:
    content = writer(form)(document, Theme(), Options()).content
    if form == "html":
        return page.said(page.opened(content))
    return text.said(opened_word(content)) if form == "docx" else tags.said(opened_pdf(content))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_any_document_is_read_back_from_word_and_html(document: Document) -> None:
    told = tuple(filter(None, map(one_line, lines(document))))
    assert said(document, "docx").lines == told
    assert said(document, "html").lines == told


@pytest.mark.pdf
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_any_document_is_read_back_from_a_pdf(document: Document) -> None:
    read = said(document, "pdf")
    told = ["".join(line.split()) for line in lines(document)]
    assert ["".join(line.split()) for line in read.lines] == list(filter(None, told))
    assert read.unheard == ()


PRIVATE = """\
schema: 1
form: "2018"
group: {name: Key Cities}
period: 2023/24
private: [contact.telephone, contact.lead_officer]
contact: {lead_member: John Merry, lead_officer: Jon Stancombe, telephone: 01632 960123}
membership: {breakdown: [{label: Cities, count: 26}]}
aims: We speak for cities.
activities: {projects: [{title: Report}]}
"""


@pytest.mark.parametrize("form", FORMS)
def test_what_is_private_is_missed_by_nobody(form: str, tmp_path: Path) -> None:
    dataset, file = tmp_path / "report.yaml", tmp_path / f"report.{form}"
    dataset.write_text(PRIVATE, "utf-8")
    file.write_bytes(built(form, dataset))
    statuses = {each.check: each.status for each in results(file, dataset=dataset)[file.name].values()}
    assert Status.FAIL not in statuses.values()
    assert statuses["parity"] is Status.PASS
    if form != "html":
        assert results(file)[file.name]["carries"].status is Status.PASS


@pytest.mark.pdf
def test_a_plain_pdf_fails_for_what_it_does_not_claim_and_is_not_compared(tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    document, layout = composed(DATASETS["key-cities"])
    file.write_bytes(writer("pdf")(document, layout.theme, Options(standard="none")).content)
    found = results(file)[file.name]
    assert found["claims"].problems == (
        "it does not claim to be PDF/A-3a",
        "it does not claim to be PDF/UA-1",
    )
    assert found["parity"].status is Status.SKIPPED
