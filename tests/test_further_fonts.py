"""Fonts that a dataset brings along show what the package's own cannot: embedded in PDF, HTML and Word."""

import re
from base64 import b64decode
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from fontTools.ttLib import TTFont

from reportgen.layout import find_layout
from reportgen.pipeline import build, check
from reportgen.pipeline.fonts import read_fonts
from reportgen.verify.strings import in_reading_order
from tests.cases import TESTS
from tests.writers.libreoffice import printed_by_libreoffice
from tests.writers.readers import fonts, pdf_text

CASE = TESTS / "valid" / "further-font.yaml"


@pytest.mark.pdf
def test_a_further_font_is_in_all_formats() -> None:
    layout = find_layout("lga-board")
    result = build(check(CASE), layout, ("pdf", "html", "docx"))
    assert result.findings == ()
    assert any(name.endswith("further-1") for name in fonts(result.files["pdf"]))
    assert "王小文" in pdf_text(result.files["pdf"])
    page = result.files["html"].decode()
    assert "font-src data:;" in page
    content = b64decode(page.partition("data:font/ttf;base64,")[2].partition(")")[0])
    assert set(TTFont(BytesIO(content)).getBestCmap()) == {ord(letter) for letter in "王小文 "}
    styles = ZipFile(BytesIO(result.files["docx"])).read("word/styles.xml").decode()
    assert 'w:ascii="Arial" w:eastAsia="Box Letters" w:hAnsi="Arial"' in styles
    assert build(check(CASE), layout, ("pdf", "html", "docx")).files == result.files


def test_word_finds_the_font_in_the_file() -> None:
    result = build(check(CASE), find_layout("lga-board"), ("docx",))
    with ZipFile(BytesIO(result.files["docx"])) as package:
        table = package.read("word/fontTable.xml").decode()
        relationships = package.read("word/_rels/fontTable.xml.rels").decode()
        locked = package.read("word/fonts/font1.odttf")
        assert "<w:embedTrueTypeFonts/><w:saveSubsetFonts/>" in package.read("word/settings.xml").decode()
        assert 'Extension="odttf"' in package.read("[Content_Types].xml").decode()
    assert 'Target="fonts/font1.odttf"' in relationships
    family, key = re.findall(
        r'w:name="(Box Letters)"><w:embedRegular [^>]*w:fontKey="\{([-\dA-F]{36})\}"', table
    )[0]
    key_bytes = bytes.fromhex(key.replace("-", ""))[::-1]
    font = TTFont(BytesIO(bytes(a ^ b for a, b in zip(locked, key_bytes * 2, strict=False)) + locked[32:]))
    names: Any = font["name"]
    assert (names.getDebugName(1), set(font.getBestCmap())) == (family, {ord(letter) for letter in "王小文 "})


@pytest.mark.libreoffice
def test_libreoffice_shows_the_font_of_the_file(tmp_path: Path) -> None:
    content = build(check(CASE), find_layout("lga-board"), ("docx",)).files["docx"]
    assert "Box Letters" in {
        name.replace("#20", " ").lstrip("/") for name in fonts(printed_by_libreoffice(content, tmp_path))
    }


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"ttcf" + bytes(99), "is a collection of fonts"),
        (b"\0\1\0\0" + bytes(99), "cut off or damaged"),
        (b"OTTO\xff\xff" + bytes(99), "cut off or damaged"),
        ((TESTS / "valid" / "box-letters.ttf").read_bytes()[:600], "cut off or damaged"),
        (b"wOF2" + bytes(99), "is not a TrueType or OpenType font"),
        ((TESTS / "faults" / "forbidden.ttf").read_bytes(), "its maker forbids it"),
    ],
)
def test_a_file_that_is_no_usable_font_is_a_finding(content: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / "x.ttf").write_bytes(content)
    found, faults = read_fonts(("x.ttf",), tmp_path)
    assert (found, [words in fault.problem.message for fault in faults]) == ((), [True])


def test_words_from_right_to_left_are_read_in_their_order() -> None:
    assert in_reading_order("Cllr يلع دمحم, 3 votes") == "Cllr محمد علي, 3 votes"
    assert in_reading_order("Siân") == "Siân"
