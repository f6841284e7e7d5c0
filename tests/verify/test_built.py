"""What reportgen builds passes every check, and what it builds of any document is read back as it was."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from reportgen.document import Contents, Document, lines_with_paths
from reportgen.formats import FORMATS
from reportgen.theme import Theme
from reportgen.verify import Status
from reportgen.verify._docx import text as docx_text
from reportgen.verify._html import text as html_text
from reportgen.verify._pdf import tags
from reportgen.verify._pdf.objects import open_pdf
from reportgen.verify.model import FileText
from reportgen.verify.strings import collapse_whitespace
from reportgen.word import read_package
from reportgen.word.package import open_package
from reportgen.writers import Options, writer
from tests.documents import composed, documents
from tests.verify.files import DATASETS, LAYOUTS, build_file, build_report, check_results, part_text
from tests.writers.reports import nodes

FORMAT_NAMES = ["docx", "html", pytest.param("pdf", marks=pytest.mark.pdf)]


@pytest.mark.pdf
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", DATASETS)
def test_what_is_built_passes_every_check(name: str, layout: str, tmp_path: Path) -> None:
    files = [tmp_path / f"report.{format_name}" for format_name in ("docx", "html", "pdf")]
    for file in files:
        file.write_bytes(build_report(DATASETS[name], layout)[file.suffix[1:]])
    document, _ = composed(DATASETS[name], layout)
    assert ("PAGEREF" in part_text(files[0].read_bytes())) == bool(list(nodes(document, Contents)))
    results_by_file = check_results(*files)
    statuses = {
        file_name: {check: result.status.value for check, result in results.items()}
        for file_name, results in results_by_file.items()
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
    for file_name, results in results_by_file.items():
        output = FORMATS[file_name.removeprefix("report.")]
        checks = {*output.checks, *output.exemptions}
        assert results.keys() == (checks - {"agreement"} if file_name == "report.docx" else checks)
    assert "the dataset in report.docx" in results_by_file["report.html"]["parity"].message


@pytest.mark.parametrize("format_name", FORMAT_NAMES)
def test_a_file_without_its_dataset_is_compared_with_the_one_that_is_named(
    format_name: str, tmp_path: Path
) -> None:
    file = tmp_path / f"report.{format_name}"
    file.write_bytes(build_file(format_name, DATASETS["key-cities"], bare=True))
    alone = check_results(file)[file.name]
    assert alone["parity"].status is Status.SKIPPED
    assert "--dataset" in alone["parity"].message
    assert alone["carries"].status is (Status.NONE if format_name == "html" else Status.FAIL)
    beside = check_results(file, dataset=DATASETS["key-cities"])[file.name]
    assert beside["parity"].status is Status.PASS
    assert beside["carries"].status is Status.NONE


def test_a_file_knows_its_layout_and_may_be_wrong_about_it(tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(build_file("docx", layout="plain"))
    assert check_results(file)[file.name]["parity"].status is Status.PASS
    other = check_results(file, layout="lga-board")[file.name]["parity"]
    assert other.problems[0].startswith(
        "at the start: the Word file says “Annual report”, the dataset “Special"
    )


def write_and_read(document: Document, format_name: str) -> FileText:
    content = writer(format_name)(document, Theme(), Options()).content
    if format_name == "html":
        return html_text.read_text(html_text.parse_page(content))
    if format_name == "docx":
        package = open_package(content)
        return docx_text.read_text(read_package(package), package)
    return tags.read_text(open_pdf(content))


def lines_and_notes(document: Document) -> tuple[list[str], list[str]]:
    """Returns the lines of a document and its notes, which readers keep apart; those without words are none."""
    lines, notes = (
        [collapse_whitespace(line.words) for line in lines_with_paths(document) if line.is_note == kind]
        for kind in (False, True)
    )
    return list(filter(None, lines)), list(filter(None, notes))


def without_spaces(lines: Iterable[str]) -> list[str]:
    return ["".join(line.split()) for line in lines]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_any_document_is_read_back_from_word_and_html(document: Document) -> None:
    expected = lines_and_notes(document)
    for format_name in ("docx", "html"):
        text = write_and_read(document, format_name)
        assert (list(text.lines), list(text.notes)) == expected


@pytest.mark.pdf
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_any_document_is_read_back_from_a_pdf(document: Document) -> None:
    text = write_and_read(document, "pdf")
    lines, notes = lines_and_notes(document)
    assert without_spaces(text.lines) == without_spaces(lines)
    assert without_spaces(text.notes) == without_spaces(notes)
    assert text.untagged == ()


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


@pytest.mark.parametrize("format_name", FORMAT_NAMES)
def test_what_is_private_is_missed_by_nobody(format_name: str, tmp_path: Path) -> None:
    dataset, file = tmp_path / "report.yaml", tmp_path / f"report.{format_name}"
    dataset.write_text(PRIVATE, "utf-8")
    file.write_bytes(build_file(format_name, dataset))
    statuses = {
        check: result.status for check, result in check_results(file, dataset=dataset)[file.name].items()
    }
    assert Status.FAIL not in statuses.values()
    assert statuses["parity"] is Status.PASS
    if format_name != "html":
        assert check_results(file)[file.name]["carries"].status is Status.PASS


@pytest.mark.pdf
def test_a_plain_pdf_fails_for_what_it_does_not_claim_and_is_not_compared(tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    document, layout = composed(DATASETS["key-cities"])
    file.write_bytes(writer("pdf")(document, layout.theme, Options(standard="none")).content)
    results = check_results(file)[file.name]
    assert results["claims"].problems == (
        "it does not claim to be PDF/A-3a",
        "it does not claim to be PDF/UA-1",
    )
    assert results["parity"].status is Status.SKIPPED
