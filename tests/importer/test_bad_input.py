"""Files that are no report, or are made to do harm: one line says what is wrong, in bounded time, and nothing is written."""

import io
import re
import zipfile
from pathlib import Path

import pypdf
import pytest

from reportgen.cli.new import fill_template
from reportgen.extract import UnreadableFile
from reportgen.form import make_form
from reportgen.importer.isolate import Order, _import
from reportgen.processes import isolation
from tests.cli.running import MINIMAL, invoke
from tests.writers.sample import CHART

PAGE = "<html><body><h1>Special Interest Group annual report to LGA Board</h1><h2>Aims</h2>{}</body></html>"
BOMB = b"<w:document>" + b" " * 120_000_000
ENTITIES = b'<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]><a>&d;</a>'


def package(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def form_with(parts: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(make_form("2024", "en-GB"))) as archive:
        return package({name: archive.read(name) for name in archive.namelist()} | parts)


def odt(parts: dict[str, bytes]) -> bytes:
    return package({"mimetype": b"application/vnd.oasis.opendocument.text", **parts})


def blank_pdf() -> bytes:
    stream = io.BytesIO()
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(stream)
    return stream.getvalue()


FILES = {
    "empty": (b" \n", "it is empty"),
    "a picture": (CHART.content, "it is a picture; a report can be read from its words alone"),
    "no text": (b"\x00\x01\x02\x03 words", "it is no text, Word file, OpenDocument text, web page or PDF"),
    "of old Excel": (
        b"\xd0\xcf\x11\xe0\xa1\xb1" + "Workbook".encode("utf-16-le"),
        "it is a file of an old version of Office, but not of Word",
    ),
    "locked": (
        b"\xd0\xcf\x11\xe0\xa1\xb1" + "EncryptedPackage".encode("utf-16-le"),
        "it is locked with a password; save it without one, as a Word file (.docx)",
    ),
    "a spreadsheet": (
        package({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}),
        "it is packed like a Word file, but holds no document that can be read",
    ),
    "cut off": (make_form("2024", "en-GB")[:4000], "it is damaged, or locked with a password"),
    "a bomb": (form_with({"word/bomb.xml": BOMB}), "its parts are larger than 100 MB when unpacked"),
    "a bomb of OpenDocument": (odt({"content.xml": BOMB}), "its parts are larger than 100 MB when unpacked"),
    "with macros": (
        form_with({"word/vbaProject.bin": b"x"}),
        "it holds macros; save it as a Word document without macros (.docx)",
    ),
    "with entities": (
        form_with({"word/other.xml": ENTITIES}),
        "its part word/other.xml defines entities, which no Word file needs",
    ),
    "with entities in OpenDocument": (
        odt({"content.xml": ENTITIES}),
        "its part content.xml defines entities, which no text needs",
    ),
    "a damaged PDF": (b"%PDF-1.7 and no more", "it is damaged"),
    "a PDF without words": (blank_pdf(), "it holds pictures of pages and no words"),
    "a dataset": (
        MINIMAL.encode(),
        "it is a dataset already; reportgen rollover begins the next year with it",
    ),
    "no report": (
        b"Dear Sam,\nthank you for the minutes.",
        "it has none of the form's headings and labels, so that no part of a report can be told",
    ),
    "too many lines": (b"a\n" * 20_001, "it has more than 20000 lines"),
    "too many paragraphs": (PAGE.format("<p>a</p>" * 20_001).encode(), "it has more than 20000 paragraphs"),
    "too large": (b"<html>" + b"a" * 10_000_001, "it is larger than 10 MB"),
}


@pytest.mark.parametrize(("content", "message"), FILES.values(), ids=FILES)
def test_it_is_refused(content: bytes, message: str, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)
    with pytest.raises(UnreadableFile, match=f"^{re.escape(message)}$"):
        _import(Order(file, "report.yaml", fill_template))


@pytest.mark.parametrize("name", ["a picture", "a bomb", "no report"])
def test_nothing_is_written(name: str, tmp_path: Path) -> None:
    content, message = FILES[name]
    file, dataset = tmp_path / "file", tmp_path / "out" / "report.yaml"
    dataset.parent.mkdir()
    file.write_bytes(content)
    result = invoke("new", dataset, "--from", file)
    assert (result.exit_code, result.stderr) == (2, f"reportgen: {file}: {message}\n")
    assert list(dataset.parent.iterdir()) == []


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = invoke("new", tmp_path / "report.yaml", "--from", tmp_path / "nothing.docx")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"reportgen: {tmp_path / 'nothing.docx'}: it cannot be read (")


def test_a_dataset_that_is_there_is_not_replaced(tmp_path: Path) -> None:
    page, dataset = tmp_path / "page.html", tmp_path / "report.yaml"
    page.write_text(PAGE.format("<p>Words.</p>"))
    dataset.write_text("mine")
    result = invoke("new", dataset, "--from", page)
    assert (result.exit_code, dataset.read_text()) == (2, "mine")
    assert (
        result.stderr == f"reportgen: {dataset}: is there already, and is not replaced; choose another name\n"
    )


def test_elements_deep_in_each_other_do_no_harm(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE.format("<div>" * 50_000 + "words" + "<ul><li>" * 5_000))
    result = invoke("new", "-", "--from", page)
    assert result.exit_code in {0, 2}
    assert "words" in result.stdout or "deep" in result.stderr or "no web page" in result.stderr


def test_what_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "MAX_SECONDS", 0.01)
    page = tmp_path / "page.html"
    page.write_text(PAGE.format("<p>Words.</p>" * 10_000))
    result = invoke("new", tmp_path / "report.yaml", "--from", page)
    assert (result.exit_code, [path.name for path in tmp_path.iterdir()]) == (2, ["page.html"])
    assert "it takes longer than 0.01 seconds" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        "<p>*_[" * 3_000,
        "<p>" + "a, " * 30_000,
        "<li>x - " * 5_000,
        "<h2>Contents</h2>" + "<p>a b</p>" * 3_000,
        "<p>" + "**a" * 20_000,
    ],
    ids=["markup", "commas", "dashes", "contents", "stars"],
)
def test_time_stays_bounded(words: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE.format(words).replace("Aims", "Membership"))
    assert invoke("new", "-", "--from", page).exit_code == 0


def test_control_characters_do_not_reach_the_dataset(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE.format("<p>a&#27;[31mb\x85c&#x202e;d</p>"), "utf-8")
    result = invoke("new", "-", "--from", page)
    assert result.exit_code == 0
    assert not {"\x1b", "\x85", "\u202e"} & set(result.stdout + result.stderr)
    assert "[31mb" in result.stdout
