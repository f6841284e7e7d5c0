"""PDFs that were damaged on purpose, or changed by other programs: each fault is found by its check."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, NameObject, TextStringObject

from reportgen.extract import UnreadableFile
from reportgen.verify import Status
from tests.verify.made import built, results, rewritten, wrong

pytestmark = pytest.mark.pdf


def objects(writer: Any, kind: str, value: str) -> Iterator[Any]:
    """The dictionaries of a PDF in which a key has a value."""
    for each in writer._objects:
        found = each.get_object() if each is not None else None
        if isinstance(found, dict) and found.get(kind) == value:
            yield found


def drawing(change: Callable[[bytes], bytes]) -> Callable[[Any], None]:
    """Changes what is drawn on the last page."""

    def changed(writer: Any) -> None:
        page = writer.pages[-1]
        stream = DecodedStreamObject()
        stream.set_data(change(page.get_contents().get_data()))
        page[NameObject("/Contents")] = writer._add_object(stream)

    return changed


def first_words(data: bytes) -> bytes:
    """The page without the first of its words."""
    start = data.index(b"BT", data.index(b"/MCID"))
    return data[:start] + data[data.index(b"ET", start) + 2 :]


def stamped(data: bytes) -> bytes:
    """The page with the words of its first mark drawn again outside every mark."""
    start = data.index(b"BT", data.index(b"/MCID"))
    return data + b"\nq\n" + data[start : data.index(b"ET", start) + 2] + b"\nQ\n"


def unmarked(writer: Any) -> None:
    del writer._root_object["/StructTreeRoot"]


def unembedded(writer: Any) -> None:
    del next(objects(writer, "/Type", "/FontDescriptor"))["/FontFile2"]


def other_font(writer: Any) -> None:
    for font in objects(writer, "/Type", "/Font"):
        font[NameObject("/BaseFont")] = NameObject("/ABCDEF+Comic-Sans")


def no_alternative(writer: Any) -> None:
    del next(objects(writer, "/S", "/Figure"))["/Alt"]


def lost_place(writer: Any) -> None:
    names = writer._root_object["/Names"]["/Dests"]["/Names"]
    names[names.index("aims")] = TextStringObject("elsewhere")


def _first_link(writer: Any, key: str) -> Any:
    links = objects(writer, "/Subtype", "/Link")
    return next(each for each in links if key in each)


def program(writer: Any) -> None:
    _first_link(writer, "/A")["/A"][NameObject("/S")] = NameObject("/Launch")


def address(writer: Any) -> None:
    _first_link(writer, "/A")["/A"][NameObject("/URI")] = TextStringObject("file:///etc/passwd")


DAMAGES = [
    ("parity", drawing(first_words), "the PDF does not say"),
    ("parity", drawing(stamped), "which is no part of its text"),
    ("parity", unmarked, "it has no tags"),
    ("parity", no_alternative, "of a picture, the PDF does not say"),
    ("parity", address, "as a link's address, the PDF says “file:///etc/passwd”"),
    ("pdf-ua", no_alternative, ""),
    ("pdf-a", unembedded, ""),
    ("fonts", unembedded, "is not inside the file"),
    ("fonts", other_font, "the font Comic-Sans is not the layout's Liberation Sans"),
    ("links", lost_place, "leads to `aims`, which is not there"),
    ("links", program, "does something else than leading to a place (Launch)"),
    ("links", address, "leads to “file:///etc/passwd”, which is not http, https or mailto"),
]


@pytest.mark.parametrize(
    ("check", "change", "problem"), DAMAGES, ids=[f"{each[0]} {each[1].__name__}" for each in DAMAGES]
)
def test_what_is_damaged_is_found(
    check: str, change: Callable[[Any], None], problem: str, tmp_path: Path
) -> None:
    found = wrong(rewritten(built("pdf"), change), "pdf", tmp_path)
    assert any(problem in each for each in found[check]), found


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        (b'pdfaid:part="3"', b'pdfaid:part="1"', "PDF/A-3a"),
        (b"<pdfuaid:part>1<", b"<pdfuaid:part>2<", "PDF/UA-1"),
        (b'pdfaid:conformance="A"', b'pdfaid:conformance="B"', "PDF/A-3a"),
    ],
)
def test_a_claim_that_is_missing_is_found_with_and_without_the_extra(
    old: bytes, new: bytes, names: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = built("pdf")
    assert old in content
    content = content.replace(old, new)
    assert wrong(content, "pdf", tmp_path)["claims"] == (f"it does not claim to be {names}",)
    monkeypatch.setitem(sys.modules, "pypdf", None)
    assert wrong(content, "pdf", tmp_path)["claims"] == (f"it does not claim to be {names}",)


def test_what_another_program_saved_as_it_was_still_says_the_same(tmp_path: Path) -> None:
    content = rewritten(built("pdf", layout="plain"), lambda _: None)
    assert "pdfaid" not in str(wrong(content, "pdf", tmp_path))
    assert "parity" not in wrong(content, "pdf", tmp_path)
    assert "carries" not in wrong(content, "pdf", tmp_path)


def test_without_the_extra_the_checks_that_need_it_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("pypdf", "page", "openxml_audit"):
        monkeypatch.setitem(sys.modules, name, None)
    files = [tmp_path / f"report.{form}" for form in ("docx", "pdf")]
    for file in files:
        file.write_bytes(built(file.suffix[1:]))
    found = results(*files)
    skipped = {
        (name, each.check)
        for name, checks in found.items()
        for each in checks.values()
        if each.status is Status.SKIPPED
    }
    assert skipped == {
        ("report.docx", "open-xml"),
        *(("report.pdf", check) for check in ("agreement", "fonts", "links", "parity", "pdf-a", "pdf-ua")),
    }
    assert all("pip install 'reportgen[verify]'" in found[name][check].message for name, check in skipped)
    statuses = {each.status for checks in found.values() for each in checks.values()}
    assert statuses == {Status.PASS, Status.SKIPPED}


def test_files_of_one_report_are_compared_with_each_other(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(built("docx"))
    (tmp_path / "b.pdf").write_bytes(rewritten(built("pdf"), drawing(first_words)))
    (tmp_path / "b.html").write_bytes(built("html").replace(b">Preston<", b">Salford<"))
    found = results(*(tmp_path / name for name in ("a.docx", "b.pdf", "b.html")))
    assert "agreement" not in found["a.docx"]
    assert "the PDF does not say" in found["b.pdf"]["agreement"].message
    assert found["b.html"]["agreement"].problems == (
        "behind “Portsmouth”: the web page says “Salford”, a.docx “Preston”",
    )


def test_a_pdf_that_asks_for_a_password_says_so(tmp_path: Path) -> None:
    content = rewritten(built("pdf"), lambda writer: writer.encrypt("secret", algorithm="RC4-128"))
    with pytest.raises(UnreadableFile, match="locked"):
        wrong(content, "pdf", tmp_path)
    assert pypdf.PdfReader(tmp_path / "report.pdf").is_encrypted


def test_a_pdf_of_the_second_edition_says_what_its_dataset_says(tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(built("pdf", standard="a-4f+ua-2"))
    found = results(file)[file.name]
    assert found["claims"].message == "it claims PDF/A-4 and PDF/UA-2"
    assert found["parity"].status is found["links"].status is Status.PASS
    assert found["pdf-a"].status is found["pdf-ua"].status is Status.SKIPPED
    content = file.read_bytes().replace(b"<pdfuaid:part>2<", b"<pdfuaid:part>3<")
    assert wrong(content, "pdf", tmp_path) == {"claims": ("it does not claim to be PDF/UA-2",)}
