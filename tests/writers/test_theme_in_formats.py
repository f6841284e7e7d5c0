"""The font of headings, the place of the logo and the size of quotations in every format."""

import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from reportgen.theme import Theme
from reportgen.writers import Options, writer
from reportgen.writers.style import paged, screen
from tests.writers.sample import CHART, document

SERIF = Theme(heading_font="Liberation Serif")
SHORT = replace(document, blocks=())


def test_a_word_file_names_it_in_the_styles_of_headings_alone() -> None:
    content = writer("docx")(SHORT, SERIF, Options()).content
    styles = ZipFile(BytesIO(content)).read("word/styles.xml").decode()
    named = [style for style in styles.split("<w:style ")[1:] if "Times New Roman" in style]
    names = [style.partition('<w:name w:val="')[2].partition('"')[0] for style in named]
    headings = {"heading 1", "heading 2", "heading 3", "heading 4"}
    assert set(names) == {"Title", "Front Title", "Contents Heading", *headings}
    assert b"Times New Roman" not in writer("docx")(SHORT, Theme(), Options()).content


def test_a_web_page_names_it_and_what_may_stand_for_it() -> None:
    page = writer("html")(SHORT, SERIF, Options()).content.decode()
    assert 'font-family: "Liberation Serif", "Times New Roman", var(--font)' in page


@pytest.mark.pdf
def test_a_pdf_has_it_inside(tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(writer("pdf")(SHORT, SERIF, Options()).content)
    fonts = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True).stdout
    assert "Liberation-Serif-Bold" in fonts


def test_a_logo_stands_where_the_theme_says() -> None:
    theme = Theme(logo=CHART, logo_place="right")
    rule = "header .logo { display: block; margin-left: auto; margin-right: 0 }"
    assert rule in screen(theme)
    assert rule in paged(theme, "fonts/")
    styles = (
        ZipFile(BytesIO(writer("docx")(SHORT, theme, Options()).content)).read("word/styles.xml").decode()
    )
    (logo,) = (style for style in styles.split("<w:style ") if '<w:name w:val="Logo"/>' in style)
    assert '<w:jc w:val="right"/>' in logo


def test_quotations_stand_out_in_all_formats_alike() -> None:
    theme = Theme(size=11, quotation_size=14, accent="#0b4f6c")
    for style, size in ((screen(theme), "1.167rem"), (paged(theme, "fonts/"), "14pt")):
        rule = style.partition("blockquote {")[2].partition("}")[0]
        assert "solid var(--accent)" in rule
        assert f"font-size: {size};" in rule
    content = writer("docx")(SHORT, theme, Options()).content
    styles = ZipFile(BytesIO(content)).read("word/styles.xml").decode()
    (quotation,) = (style for style in styles.split("<w:style ") if '<w:name w:val="Quotation"/>' in style)
    assert '<w:sz w:val="28"/>' in quotation
    assert 'w:color="0B4F6C"' in quotation
