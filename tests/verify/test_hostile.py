"""Files of other kinds or made to harm their reader: a plain message and no crash, no hang, no other file opened."""

import io
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reportgen.extract import UnreadableFile
from reportgen.processes import isolation
from reportgen.verify import UnexaminedFile, examine, examine_all
from reportgen.word import package
from tests.verify.files import DOCUMENT, build_file, check_results, repack

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pack_parts(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def document(body: str) -> bytes:
    return f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode()


def pdf(*objects: bytes) -> bytes:
    """Returns a PDF of these objects, the first of which is its catalogue."""
    content, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size, start = len(objects) + 1, len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return content + b"trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def tagged(*tags: bytes, page: bytes = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9]>>") -> bytes:
    """Returns a PDF of one page with tags from object 4 on."""
    catalog = b"<</Type /Catalog /Pages 2 0 R /StructTreeRoot 4 0 R>>"
    return pdf(catalog, b"<</Type /Pages /Kids [3 0 R] /Count 1>>", page, *tags)


def page_with_content(content: bytes) -> Iterator[bytes]:
    compressed = zlib.compress(content, 9)
    yield b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 5 0 R>>"
    yield b"<</Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream" % (len(compressed), compressed)


BOMB, STREAM = page_with_content(bytes(200_000_000))

UNREADABLE: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    "nothing": (b"", "no Word file, PDF or web page"),
    "a text": (b"schema: 1\n", "no Word file, PDF or web page"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0", "no Word file, PDF or web page"),
    "a page of NULs": (b"<html>" + bytes(100), "no Word file, PDF or web page"),
    "half a Word file": (lambda: build_file("docx")[:-400], "damaged"),
    "a Word file that is damaged": (lambda: build_file("docx").replace(b"\0\0\0", b"\0\1\0"), "damaged"),
    "a workbook": (pack_parts(**{"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<a/>"}), "holds no document"),
    "another package": (pack_parts(a=b"a"), "holds no document"),
    "a document in another language": (lambda: repack(build_file("docx"), {DOCUMENT: b"<a/>"}), "holds no document"),
    "a document that is no XML": (lambda: repack(build_file("docx"), {DOCUMENT: b"<w:document"}), "holds no document"),
    "half a PDF": (b"%PDF-1.7\n1 0 obj\n<<", "damaged"),
    "a PDF without pages": (pdf(b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Kids [] /Count 0>>"), "no pages"),
    "a PDF without a catalogue": (pdf(b"[1 2]", b"null"), "damaged"),
    "metadata that are not packed as they say": (
        pdf(
            b"<</Type /Catalog /Pages 2 0 R /Metadata 4 0 R>>",
            b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
            b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9]>>",
            b"<</Filter /Nonsense /Length 3>>\nstream\nabc\nendstream",
        ),
        "damaged",
    ),
    "tags in a circle": (tagged(b"<</K 5 0 R>>", b"<</S /Sect /K 6 0 R>>", b"<</S /Sect /K 5 0 R>>"), "in a circle"),
    "tags that multiply": (
        tagged(*(b"<</S /Sect /K [%s]>>" % (b"%d 0 R " % (number + 1) * 20) for number in range(4, 40)), b"<</S /P>>"),
        "in a circle",
    ),
    "a page that swells": (tagged(b"<</K 1>>", STREAM, page=BOMB), "damaged"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_looked_into_says_why(name: str, tmp_path: Path) -> None:
    content, words = UNREADABLE[name]
    file = tmp_path / "file"
    file.write_bytes(content if isinstance(content, bytes) else content())
    with pytest.raises(UnreadableFile, match=words):
        examine(file)


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no such file"):
        examine(tmp_path / "nothing.docx")


def test_parts_that_swell_are_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "file"
    file.write_bytes(repack(build_file("docx"), {"word/media/a.png": bytes(5_000_000)}))
    monkeypatch.setattr(package, "MAX_UNPACKED_BYTES", 5_000_000)
    with pytest.raises(UnreadableFile, match="larger than 5 MB when unpacked"):
        examine(file)


def test_a_package_of_very_many_parts_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(pack_parts(**{f"{number}.xml": b"" for number in range(10_001)}))
    with pytest.raises(UnreadableFile, match="more than 10000 parts"):
        examine(file)


@pytest.mark.parametrize(
    "body",
    [
        "<w:sdt><w:sdtContent>" * 100 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 100,
        "<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 20_000 + "</w:p>",
        '<w:p><w:r><w:fldChar w:fldCharType="end"/><w:fldChar/></w:r></w:p>' * 5_000,
        "<w:p/>" * 20_000,
        "<w:tbl/>" * 1_000,
        "<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 20_000,
        "",
    ],
)
def test_a_document_of_odd_parts_is_read_to_its_end(body: str, tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(repack(build_file("docx"), {DOCUMENT: document(body)}))
    results = check_results(file)[file.name]
    assert results["parity"].problems
    assert len(results["structure"].problems) <= 100


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<html><body>" + "<div>" * 50_000, "too deep"),
        ("<html><body>" + "<p>a" * 50_000, ""),
        ("<html><body><a href='#'>" + "<b>" * 3_000 + "</a>", "too deep"),
        ("<html><frameset><frame src=a></frameset></html>", "web page"),
        ("<html", "web page"),
        ("<html lang><head></head></html>", "web page"),
    ],
)
def test_a_page_of_odd_elements_is_read_to_its_end_or_refused(page: str, words: str, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(page, "utf-8")
    if words:
        with pytest.raises(UnreadableFile, match=words):
            examine(file)
    else:
        assert check_results(file)[file.name]["structure"].problems


def test_no_part_brings_in_another_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hidden words", "utf-8")
    entity = f'<!DOCTYPE w [<!ENTITY s SYSTEM "file://{tmp_path}/secret">]>'
    body = document("<w:p><w:r><w:t>&s;</w:t></w:r></w:p>").decode()
    file = tmp_path / "report.docx"
    file.write_bytes(repack(build_file("docx"), {DOCUMENT: (entity + body).encode()}))
    assert "hidden words" not in str(check_results(file))


@pytest.mark.pdf
def test_a_dataset_that_is_no_dataset_is_a_failed_check(tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    for content in (
        b"",
        b"a: &a [*a]\n",
        b"- " * 5_000,
        bytes(100),
        b"schema: 1\nform: '2024'\n" + b"x: [" * 300,
    ):
        compressed = zlib.compress(content)
        attachment = b"<</Type /EmbeddedFile /Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream" % (
            len(compressed),
            compressed,
        )
        file.write_bytes(tagged(b"<</K 1>>", attachment))
        results = check_results(file)[file.name]
        assert results["carries"].problems
        assert not results["parity"].problems


def test_a_file_that_is_none_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_bytes(build_file("html"))
    (tmp_path / "text.html").write_bytes(b"words")
    bad, good = examine_all([tmp_path / "text.html", tmp_path / "report.html"])
    assert bad == UnexaminedFile(tmp_path / "text.html", "it is no Word file, PDF or web page")
    assert getattr(good, "format", "") == "html"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_file_that_never_ends_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "MAX_SECONDS", 0.2)
    os.mkfifo(tmp_path / "pipe.html")
    (unexamined,) = examine_all([tmp_path / "pipe.html"])
    assert unexamined == UnexaminedFile(
        tmp_path / "pipe.html", "it takes longer than 0.2 seconds to look into"
    )
