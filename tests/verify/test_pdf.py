"""PDFs that were damaged on purpose, or changed by other programs: the right check finds each fault."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, NameObject, TextStringObject

from reportgen.extract import UnreadableFile
from reportgen.verify import Status
from tests.documents import EVERYTHING
from tests.verify.files import build_file, check_results, find_failures, rewrite

pytestmark = pytest.mark.pdf


def objects(writer: Any, key: str, value: str) -> Iterator[Any]:
    """Yields the dictionaries of a PDF in which a key has a value."""
    for reference in writer._objects:
        resolved = reference.get_object() if reference is not None else None
        if isinstance(resolved, dict) and resolved.get(key) == value:
            yield resolved


def change_last_page(change: Callable[[bytes], bytes]) -> Callable[[Any], None]:
    """Returns a change to the content stream of the last page."""

    def change_page(writer: Any) -> None:
        page = writer.pages[-1]
        stream = DecodedStreamObject()
        stream.set_data(change(page.get_contents().get_data()))
        page[NameObject("/Contents")] = writer._add_object(stream)

    return change_page


def delete_first_text(data: bytes) -> bytes:
    """Deletes the first text of the page."""
    start = data.index(b"BT", data.index(b"/MCID"))
    return data[:start] + data[data.index(b"ET", start) + 2 :]


def repeat_first_text(data: bytes) -> bytes:
    """Draws the first text of the page again, outside marked content."""
    start = data.index(b"BT", data.index(b"/MCID"))
    return data + b"\nq\n" + data[start : data.index(b"ET", start) + 2] + b"\nQ\n"


def delete_tags(writer: Any) -> None:
    del writer._root_object["/StructTreeRoot"]


def delete_font_file(writer: Any) -> None:
    del next(objects(writer, "/Type", "/FontDescriptor"))["/FontFile2"]


def rename_fonts(writer: Any) -> None:
    for font in objects(writer, "/Type", "/Font"):
        font[NameObject("/BaseFont")] = NameObject("/ABCDEF+Comic-Sans")


def delete_alternative_text(writer: Any) -> None:
    del next(objects(writer, "/S", "/Figure"))["/Alt"]


def rename_destination(writer: Any) -> None:
    names = writer._root_object["/Names"]["/Dests"]["/Names"]
    names[names.index("aims")] = TextStringObject("elsewhere")


def _first_link_with(writer: Any, key: str) -> Any:
    links = objects(writer, "/Subtype", "/Link")
    return next(link for link in links if key in link)


def launch_program(writer: Any) -> None:
    _first_link_with(writer, "/A")["/A"][NameObject("/S")] = NameObject("/Launch")


def change_address(writer: Any) -> None:
    _first_link_with(writer, "/A")["/A"][NameObject("/URI")] = TextStringObject("file:///etc/passwd")


def add_blank_page(writer: Any) -> None:
    writer.add_blank_page()


def add_page_with_a_running_head(writer: Any) -> None:
    stream = DecodedStreamObject()
    stream.set_data(b"/Artifact BMC BT (Head) Tj ET EMC 0 0 m 1 1 l n")
    writer.add_blank_page()[NameObject("/Contents")] = writer._add_object(stream)


def change_title(writer: Any) -> None:
    writer.add_metadata({"/Title": "Another title"})


def change_title_in_xmp(writer: Any) -> None:
    stream = writer._root_object["/Metadata"].get_object()
    stream.set_data(stream.get_data().replace(b"Special Interest Group", b"Some &amp; Others"))


DAMAGES = [
    ("parity", add_blank_page, "the PDF has an empty page: page "),
    ("parity", add_page_with_a_running_head, "the PDF has an empty page: page "),
    ("parity", change_title, "in the metadata: the PDF has the title “Another title”, the dataset “"),
    ("parity", change_title_in_xmp, "Some & Others"),
    ("parity", change_last_page(delete_first_text), "the PDF does not say"),
    ("parity", change_last_page(repeat_first_text), "which is no part of its text"),
    ("parity", delete_tags, "it has no tags"),
    ("parity", delete_alternative_text, "of a picture, the PDF does not say"),
    ("parity", change_address, "as a link's address, the PDF says “file:///etc/passwd”"),
    ("pdf-ua", delete_alternative_text, ""),
    ("pdf-a", delete_font_file, ""),
    ("fonts", delete_font_file, "is not inside the file"),
    ("fonts", rename_fonts, "the font Comic-Sans is not the layout's Liberation Sans"),
    ("links", rename_destination, "leads to `aims`, which is not there"),
    ("links", launch_program, "does something else than leading to a place (Launch)"),
    ("links", change_address, "leads to “file:///etc/passwd”, which is not http, https or mailto"),
]


@pytest.mark.parametrize(
    ("check", "change", "problem"),
    DAMAGES,
    ids=[f"{check} {change.__name__}" for check, change, _ in DAMAGES],
)
def test_what_is_damaged_is_found(
    check: str, change: Callable[[Any], None], problem: str, tmp_path: Path
) -> None:
    failures = find_failures(rewrite(build_file("pdf"), change), "pdf", tmp_path)
    assert any(problem in message for message in failures[check]), failures


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        (b'pdfaid:part="3"', b'pdfaid:part="1"', "PDF/A-3a"),
        (b"<pdfuaid:part>1<", b"<pdfuaid:part>2<", "PDF/UA-1"),
        (b'pdfaid:conformance="A"', b'pdfaid:conformance="B"', "PDF/A-3a"),
    ],
)
def test_a_claim_that_is_missing_is_found(old: bytes, new: bytes, names: str, tmp_path: Path) -> None:
    content = build_file("pdf")
    assert old in content
    content = content.replace(old, new)
    assert find_failures(content, "pdf", tmp_path)["claims"] == (f"it does not claim to be {names}",)


def test_what_another_program_saved_as_it_was_still_says_the_same(tmp_path: Path) -> None:
    content = rewrite(build_file("pdf", layout="plain"), lambda _: None)
    assert "pdfaid" not in str(find_failures(content, "pdf", tmp_path))
    assert "parity" not in find_failures(content, "pdf", tmp_path)
    assert "carries" not in find_failures(content, "pdf", tmp_path)


def test_without_the_extra_the_checks_that_need_it_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("page", "openxml_audit"):
        monkeypatch.setitem(sys.modules, name, None)
    files = [tmp_path / f"report.{form}" for form in ("docx", "pdf")]
    for file in files:
        file.write_bytes(build_file(file.suffix[1:]))
    results_by_file = check_results(*files)
    skipped = {
        (name, result.check)
        for name, results in results_by_file.items()
        for result in results.values()
        if result.status is Status.SKIPPED
    }
    assert skipped == {
        ("report.docx", "open-xml"),
        *(("report.pdf", check) for check in ("pdf-a", "pdf-ua")),
    }
    assert all(
        "pip install 'reportgen[verify]'" in results_by_file[name][check].message for name, check in skipped
    )
    statuses = {result.status for results in results_by_file.values() for result in results.values()}
    assert statuses == {Status.PASS, Status.SKIPPED}


def test_files_of_one_report_are_compared_with_each_other(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(build_file("docx"))
    (tmp_path / "b.pdf").write_bytes(rewrite(build_file("pdf"), change_last_page(delete_first_text)))
    (tmp_path / "b.html").write_bytes(build_file("html").replace(b">Preston<", b">Salford<"))
    results_by_file = check_results(*(tmp_path / name for name in ("a.docx", "b.pdf", "b.html")))
    assert "agreement" not in results_by_file["a.docx"]
    assert "the PDF does not say" in results_by_file["b.pdf"]["agreement"].message
    assert results_by_file["b.html"]["agreement"].problems == (
        "behind “Portsmouth”: the web page says “Salford”, a.docx “Preston”",
    )


def test_a_pdf_that_asks_for_a_password_says_so(tmp_path: Path) -> None:
    content = rewrite(build_file("pdf"), lambda writer: writer.encrypt("secret", algorithm="RC4-128"))
    with pytest.raises(UnreadableFile, match="locked"):
        find_failures(content, "pdf", tmp_path)
    assert pypdf.PdfReader(tmp_path / "report.pdf").is_encrypted


@pytest.mark.parametrize("dataset", [EVERYTHING, EVERYTHING.with_name("notes.yaml")])
def test_a_pdf_of_the_second_edition_says_what_its_dataset_says(dataset: Path, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(build_file("pdf", dataset, standard="a-4f+ua-2"))
    results = check_results(file)[file.name]
    assert results["claims"].message == "it claims PDF/A-4 and PDF/UA-2"
    assert results["parity"].status is results["links"].status is Status.PASS
    assert results["pdf-a"].status is results["pdf-ua"].status is Status.SKIPPED
    content = file.read_bytes().replace(b"<pdfuaid:part>2<", b"<pdfuaid:part>3<")
    assert find_failures(content, "pdf", tmp_path) == {"claims": ("it does not claim to be PDF/UA-2",)}


QPDF = shutil.which("qpdf")


@pytest.mark.skipif(QPDF is None, reason="qpdf is not installed")
@pytest.mark.parametrize(
    ("options", "problems"),
    [
        ("--newline-before-endstream", {}),
        ("--linearize --newline-before-endstream", {}),
        ("--object-streams=generate --newline-before-endstream", {}),
        ("--stream-data=uncompress --newline-before-endstream", {}),
        ("--object-streams=generate", {"pdf-a": "no line break stands before the word `endstream`"}),
        ("--qdf", {"pdf-a": "qpdf does so with --qdf"}),
    ],
)
def test_what_qpdf_saved_passes_or_says_what_is_changed(
    options: str, problems: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "built.pdf").write_bytes(build_file("pdf"))
    saved = tmp_path / "saved.pdf"
    subprocess.run([str(QPDF), *options.split(), str(tmp_path / "built.pdf"), str(saved)], check=True)
    failures = find_failures(saved.read_bytes(), "pdf", tmp_path, dataset=EVERYTHING)
    assert failures.keys() == problems.keys()
    assert all(words in failures[check][0] for check, words in problems.items()), failures
