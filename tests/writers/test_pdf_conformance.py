"""PDFs meet PDF/A-3a and PDF/UA-1 as they claim, and carry the dataset that they are made from."""

import shutil
import subprocess
import zlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings

from reportgen.document import Column, Document, Figure, Paragraph, Table, Text
from reportgen.theme import Theme
from reportgen.writers import Options, Written
from reportgen.writers.engine_log import ENGINE
from reportgen.writers.pdf import write
from tests.documents import EVERYTHING, composed, documents
from tests.writers.reports import each_report, nodes, report, written_report
from tests.writers.sample import CHART, document, link, row, text, welsh
from tests.writers.tagtree import Tree
from tests.writers.validators import validation_failures

pytestmark = pytest.mark.pdf


def write_blocks(*blocks: Any, style: str = "", **options: Any) -> Written:
    return write(replace(document, blocks=blocks), Theme(style=style), Options(**options))


@each_report
def test_a_report_meets_the_standards(name: str, layout: str) -> None:
    written = written_report(name, layout, "pdf")
    assert written.faults == ()
    assert validation_failures(written.content) == []


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_any_document_meets_the_standards(made_up: Document) -> None:
    written = write(made_up, Theme(), Options())
    assert validation_failures(written.content) == []
    assert list(Tree(written.content).problems()) == []


def test_a_wrong_claim_is_noticed() -> None:
    content = write_blocks(Figure(CHART, "A chart")).content
    assert validation_failures(content) == []
    assert validation_failures(write_blocks(text("words"), standard="none").content) != []
    assert validation_failures(content.replace(b"pdfuaid:part>1<", b"pdfuaid:part>7<")) != []


def torture_tree() -> Tree:
    return Tree(written_report("torture", "lga-board", "pdf").content)


def test_marks_and_tags_agree() -> None:
    tree = torture_tree()
    assert list(tree.problems()) == []
    assert len(tree.reader.pages) > 9


def test_what_pages_split_is_one_thing() -> None:
    document, tree = report("torture", "lga-board"), torture_tree()
    tables = list(tree.top.all("Table"))
    heads = [len(list(table.all("THead"))) for table in tables if any(table.all("THead"))]
    assert heads == [1] * len(list(nodes(document, Table)))
    assert max(len(list(table.all("TR"))) for table in tables) == 121
    assert max(len(tag.children) for tag in tree.top.all("L")) == 200
    assert len(list(tree.top.all("Part"))) == 1


def test_heads_and_feet_are_no_content() -> None:
    rows = tuple(row(str(number), "Words") for number in range(60))
    tree = Tree(write_blocks(Table((Column("Number"), Column("What was done")), rows)).content)
    foot = "/Type /Pagination/Subtype /Footer/Attached [/Bottom]"
    head = "/Type /Pagination/Subtype /Header/Attached [/Top]"
    repeated = "/Type /Pagination"
    assert sorted(tree.artifacts(0)) == [foot]
    assert sorted(tree.artifacts(1)) == sorted([foot, head, head, repeated, repeated])


def test_the_head_of_rows_and_of_columns_says_which() -> None:
    tree = torture_tree()
    scopes = {str(attribute["/Scope"]) for tag in tree.top.all("TH") for attribute in tag.element["/A"]}
    assert scopes == {"/Row", "/Column"}


def test_the_contents_are_contents() -> None:
    tree = torture_tree()
    (contents,) = (tag for tag in tree.top.all("Sect") if any(child.kind == "TOC" for child in tag.children))
    assert [child.kind for child in contents.children] == ["H2", "TOC"]
    assert {child.kind for toc in contents.all("TOC") for child in toc.children} == {"TOCI"}
    assert {child.kind for entry in contents.all("TOCI") for child in entry.children} == {"Reference", "TOC"}
    assert len(list(contents.all("Link"))) == len(list(contents.all("TOCI")))


def test_a_link_is_called_by_its_words() -> None:
    written = write_blocks(text("See ", link("the plan", "https://a.example/b"), " and ", welsh("dŵr")))
    tree = Tree(written.content)
    ((annotation, tag),) = tree.targets
    assert annotation["/Contents"] == "the plan"
    assert annotation["/A"]["/URI"] == "https://a.example/b"
    assert tag.get_object()["/S"] == "/Link"


def test_words_of_another_language_say_so() -> None:
    written = write_blocks(text("See ", welsh("Llythyr oddi wrth y Gweinidog"), "."))
    tree = Tree(written.content)
    assert tree.catalog["/Lang"] == "en-GB"
    assert [tag.element["/Lang"] for tag in tree.top.all() if "/Lang" in tag.element] == ["cy-GB"]


def test_a_caption_belongs_to_its_figure_and_to_its_table() -> None:
    table = Table((Column("A"),), (row("1"),), "What it shows")
    tree = Tree(
        write_blocks(
            Figure(CHART, "A chart", "What it shows"), table, Figure(CHART, "", "Of nothing")
        ).content
    )
    (figure,) = tree.top.all("Figure")
    assert figure.element["/Alt"] == "A chart"
    assert [child.kind for child in figure.children] == ["Caption"]
    assert [child.kind for child in next(tree.top.all("Table")).children] == ["Caption", "THead", "TBody"]
    left, bottom, right, top = map(float, figure.element["/A"][0]["/BBox"])
    assert (round(right - left), round(top - bottom)) == (360, 150)
    assert 0 < left < right < 595
    assert 0 < bottom < top < 842


def test_weight_and_stress_are_tagged() -> None:
    report_document, layout = composed(EVERYTHING)
    tree = Tree(write(report_document, layout.theme, Options()).content)
    assert {"Em", "Strong"} <= {tag.kind for tag in tree.top.all()}
    assert dict(tree.root["/RoleMap"]) == {"/Em": "/Span", "/Strong": "/Span"}


def test_what_cannot_be_tagged_is_a_fault() -> None:
    (fault,) = write_blocks(text("words"), style="main p { opacity: 0.5 }").faults
    assert fault.code is ENGINE
    assert "cannot be tagged" in fault.problem.message


@pytest.mark.parametrize(
    "style",
    [
        "p { position: relative; float: left } h1 { position: absolute; top: 0 }",
        "p::before { content: 'Note: ' } section::after { content: 'end' } a::after { content: ' (link)' }",
        "p::first-letter { font-size: 2em } p::first-line { font-weight: bold }",
        "li { list-style: none } ol { list-style: upper-roman inside }",
        "h1 { string-set: title content() } @page { @left-middle { content: string(title) } }",
        "header p { position: running(group) } @page { @bottom-left { content: element(group) } }",
        "figure { display: flex } table { display: block } nav { display: grid }",
    ],
)
def test_a_style_sheet_does_not_undo_it(style: str) -> None:
    written = write(document, Theme(style=style), Options())
    assert written.faults == ()
    assert validation_failures(written.content) == []
    assert list(Tree(written.content).problems()) == []


SOURCE = "schema: 1\r\n# a note – ŵ\nform: 2023\n".encode()


def test_it_carries_the_dataset(tmp_path: Path) -> None:
    written = write_blocks(text("words"), sources={"2023–24 ŵ.yaml": SOURCE})
    catalog = Tree(written.content).catalog
    (file,) = catalog["/AF"]
    assert file.get_object()["/AFRelationship"] == "/Source"
    assert file.get_object()["/UF"] == "2023–24 ŵ.yaml"
    stream = file.get_object()["/EF"]["/F"].get_object()
    assert stream["/Subtype"] == "/application/yaml"
    assert stream["/Params"]["/ModDate"] == "D:20240430"
    assert pypdf.PdfReader(BytesIO(written.content)).attachments == {"2023–24 ŵ.yaml": [SOURCE]}
    if shutil.which("pdfdetach"):
        (path := tmp_path / "made.pdf").write_bytes(written.content)
        command = ["pdfdetach", "-save", "1", "-o", str(tmp_path / "out.yaml"), str(path)]
        subprocess.run(command, check=True, capture_output=True)
        assert (tmp_path / "out.yaml").read_bytes() == SOURCE


def test_without_one_it_carries_nothing() -> None:
    catalog = Tree(write_blocks(text("words")).content).catalog
    assert "/AF" not in catalog
    assert "/EmbeddedFiles" not in catalog.get("/Names", {})


def test_a_stream_may_end_in_any_byte() -> None:
    sources = (b"a: %d\n" % number * 7 for number in range(2000))
    ends = {zlib.compress(source, 9)[-1]: source for source in sources}
    for end in b"\r\n":
        assert validation_failures(write_blocks(text("words"), sources={"a.yaml": ends[end]}).content) == []


def test_plain_it_claims_nothing() -> None:
    content = write_blocks(text("words"), standard="none", sources={"dataset.yaml": SOURCE}).content
    assert b"pdfuaid" not in content
    assert b"pdfaid" not in content
    assert pypdf.PdfReader(BytesIO(content)).attachments == {"dataset.yaml": [SOURCE]}
    assert "/Metadata" not in pypdf.PdfReader(BytesIO(content)).trailer["/Root"]  # type: ignore[operator]


def test_what_it_claims_can_be_read_without_unpacking() -> None:
    content = write_blocks(text("words")).content
    assert b'pdfaid:part="3"' in content
    assert b'pdfaid:conformance="A"' in content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert content.count(b"</rdf:RDF>") == 1


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="poppler-utils is not here")
def test_nothing_of_it_can_be_seen(tmp_path: Path) -> None:
    pictures = []
    for standard in ("a-3a+ua-1", "none"):
        content = write(document, Theme(), Options(standard=standard)).content
        command = ["pdftoppm", "-r", "40", "-", str(tmp_path / standard)]
        subprocess.run(command, input=content, check=True)
        pictures.append([path.read_bytes() for path in sorted(tmp_path.glob(f"{standard}*.ppm"))])
    assert pictures[0] == pictures[1]
    assert len(pictures[0]) > 2


def test_the_private_parts_are_those_we_know() -> None:
    """For another version, check `writers/_pdf` again: what the engine marks, and when it makes its tags."""
    from inspect import getsource, signature

    import pydyf
    import weasyprint
    import weasyprint.pdf
    from weasyprint.formatting_structure import boxes
    from weasyprint.pdf.stream import Stream

    assert weasyprint.__version__ == "70.0"
    assert pydyf.__version__ in {"0.12.1", "0.13.0"}
    assert list(signature(weasyprint.pdf.add_tags).parameters) == [
        "pdf",
        "document",
        "pdf_version",
        "page_streams",
    ]
    assert "add_tags(pdf, document, options['pdf_version'], page_streams)" in getsource(
        weasyprint.pdf.generate_pdf
    )
    assert "self._tags[box] = {'tag': tag, 'mcid': mcid}" in getsource(Stream.marked)
    assert isinstance(pydyf.Stream.data, property)
    assert boxes.Box.link_annotation is None


def test_a_paragraph_over_pages_is_one() -> None:
    words = Paragraph((Text(" ".join(f"word{number}" for number in range(3000))),))
    tree = Tree(write_blocks(words).content)
    assert len(tree.reader.pages) > 2
    assert [child.kind for child in next(tree.top.all("Part")).children] == ["P"]
