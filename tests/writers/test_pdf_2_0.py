"""PDFs of version 2.0 meet PDF/A-4f and PDF/UA-2."""

from dataclasses import replace
from io import BytesIO
from itertools import cycle

import pypdf
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from reportgen.document import Contents, Document, Section, lines
from reportgen.theme import Theme
from reportgen.writers import Options
from reportgen.writers.engine_log import ENGINE
from reportgen.writers.pdf import write
from tests.documents import composed, documents
from tests.writers.pdf_2_0 import bookmarks, breaches
from tests.writers.readers import missing_lines, pdf_text
from tests.writers.reports import DATASETS, LAYOUTS, written_report
from tests.writers.sample import document, text
from tests.writers.tagtree import Tree
from tests.writers.validators import qpdf_failures

pytestmark = pytest.mark.pdf

STANDARD = "a-4f+ua-2"
SOURCE = b"schema: 1\n"


def write_2_0(document: Document, theme: Theme | None = None, source: bytes | None = SOURCE) -> bytes:
    sources = {} if source is None else {"ŵ.yaml": source}
    written = write(document, theme or Theme(), Options(standard=STANDARD, sources=sources))
    assert written.faults == ()
    return written.content


@pytest.mark.parametrize(("name", "layout"), [*zip(DATASETS, cycle(LAYOUTS), strict=False)])
def test_a_report_meets_the_standards(name: str, layout: str) -> None:
    report, loaded_layout = composed(DATASETS[name], layout)
    content = write_2_0(report, loaded_layout.theme)
    assert list(breaches(content)) == []
    assert qpdf_failures(content) == []
    assert missing_lines(lines(report), pdf_text(content)) == []


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(documents())
def test_any_document_meets_the_standards(made_up: Document) -> None:
    assert list(breaches(write_2_0(made_up))) == []


@pytest.mark.parametrize(
    "style",
    [
        "p { bookmark-level: 2; bookmark-label: content() } h1, h2 { bookmark-level: none }",
        "thead { bookmark-level: 3; bookmark-label: 'Head of a table' }",
        "section::after { content: 'end' } h2 { display: inline-block }",
    ],
)
def test_a_style_sheet_does_not_undo_it(style: str) -> None:
    assert list(breaches(write_2_0(document, Theme(style=style)))) == []


def test_words_that_pdf_2_0_cannot_tag_are_a_fault() -> None:
    style = Theme(style="ul::before { content: 'words' }")
    untagged = {
        fault.problem.message: fault for fault in write(document, style, Options(standard=STANDARD)).faults
    }
    others = {fault.problem.message for fault in write(document, style, Options()).faults}
    (message,) = set(untagged) - others
    assert untagged[message].code is ENGINE
    assert "cannot be tagged in PDF 2.0" in message


def test_the_checks_notice_a_pdf_of_the_earlier_parts() -> None:
    clauses = {
        breach.partition(":")[0] for breach in breaches(written_report("everything", "plain", "pdf").content)
    }
    assert clauses >= {
        "19005-4, 6.1.2",
        "19005-4, 6.1.3",
        "19005-4, 6.7.3 and 14289-2, 5",
        "14289-2, 8.2.4",
        "32005, table 5",
        "14289-2, 8.2.5.8",
        "14289-2, 8.8",
    }


@pytest.mark.parametrize(
    ("good", "bad", "breach"),
    [
        (b"rev>2024<", b"rev>2023<", "19005-4, 6.7.3 and 14289-2, 5"),
        (b"dc:title>", b"dc:eltit>", "14289-2, 8.11.1"),
        (b"%PDF-2.0", b"%PDF-1.7", "19005-4, 6.1.2"),
    ],
)
def test_what_is_broken_on_purpose_is_found(good: bytes, bad: bytes, breach: str) -> None:
    content = write_2_0(document).replace(good, bad)
    assert breach in {message.partition(":")[0] for message in breaches(content)}


def test_a_note_stands_in_a_paragraph_of_its_entry() -> None:
    bodies = Tree(write_2_0(document)).top.all("LBody")
    notes = [
        (paragraph.kind, note.kind)
        for body in bodies
        for paragraph in body.children
        for note in paragraph.children
        if note.kind == "FENote"
    ]
    assert notes == [("P", "FENote")]


def test_links_and_bookmarks_lead_to_their_headings() -> None:
    sections = tuple(Section(title, (text("words"),), title.lower()) for title in ("One", "Two"))
    tree = Tree(write_2_0(replace(document, blocks=(Contents("Contents"), *sections))))
    heads = [tag.element.indirect_reference for tag in tree.top.all("H2")]
    links = [annotation["/A"]["/SD"][0] for annotation, _ in tree.targets]
    entries = [tag.element["/Ref"][0] for tag in tree.top.all("TOCI")]
    marks = [item["/A"]["/SD"][0] for item in bookmarks(tree.catalog["/Outlines"])]
    assert links == entries == marks == heads[1:]


def test_pages_look_the_same_and_old_readers_find_their_way() -> None:
    old, new = (
        pypdf.PdfReader(BytesIO(write(document, Theme(), Options(standard=standard)).content))
        for standard in ("a-3a+ua-1", STANDARD)
    )
    drawn = [[page.get_contents().get_data() for page in reader.pages] for reader in (old, new)]  # type: ignore[union-attr]
    assert drawn[0] == drawn[1]
    assert [(name, destination["/Top"]) for name, destination in new.named_destinations.items()] == [
        (name, destination["/Top"]) for name, destination in old.named_destinations.items()
    ]


def test_without_its_dataset_it_is_for_archives_without_files() -> None:
    content = write_2_0(document, source=None)
    assert {breach.partition(":")[0] for breach in breaches(content)} == {
        "19005-4, 6.7.3 and 14289-2, 5",
        "19005-4, annex A",
    }
    assert b'pdfaid:part="4"' in content
    assert b"pdfaid:conformance" not in content
