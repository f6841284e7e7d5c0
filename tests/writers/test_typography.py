"""Typography: headings are whole and keep lines with them, figures stand below each other, spaces follow the theme's lines."""

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pypdf
import pytest
from fontTools.ttLib import TTFont

from reportgen.document import Paragraph, Section, Text
from reportgen.theme import HEADING_FONT_FILE, Theme, font_files
from reportgen.writers import Options, writer
from reportgen.writers.style import paged, screen
from tests.writers.sample import document

LINE = "These words fill a little more than one line of the page when they are set in twelve point. "


def word_styles(theme: Theme) -> dict[str, str]:
    content = writer("docx")(replace(document, blocks=()), theme, Options()).content
    styles = ZipFile(BytesIO(content)).read("word/styles.xml").decode().split("<w:style ")[1:]
    return {style.partition('<w:name w:val="')[2].partition('"')[0]: style for style in styles}


@pytest.mark.parametrize("file", [*font_files().values(), HEADING_FONT_FILE], ids=lambda file: file.stem)
def test_the_figures_of_our_fonts_are_equally_wide(file: object) -> None:
    font = TTFont(file)
    names = font.getBestCmap()
    assert len({font["hmtx"][names[ord(digit)]][0] for digit in "0123456789"}) == 1


def test_tables_ask_other_fonts_for_figures_that_are_equally_wide() -> None:
    for style in (screen(Theme()), paged(Theme(), "fonts/")):
        assert re.search(r"^table \{[^}]*font-variant-numeric: tabular-nums", style, re.MULTILINE)


def test_headings_are_not_hyphenated() -> None:
    styles = word_styles(Theme())
    for name in ("Title", "heading 1", "heading 2", "heading 3", "heading 4", "Contents Heading"):
        assert "<w:suppressAutoHyphens/>" in styles[name]
    assert "suppressAutoHyphens" not in styles["Normal"]
    assert "h1, h2, h3, h4, h5, h6 { hyphens: none }" in screen(Theme())


def test_the_spaces_around_headings_are_quarters_of_a_line() -> None:
    theme = Theme(size=16, leading=1.5)
    assert theme.heading_spaces[0] == pytest.approx((42, 12))
    assert "margin: 42pt 0 12pt" in paged(theme, "fonts/")
    assert 'w:before="840" w:after="240"' in word_styles(theme)["heading 1"]


def test_a_paragraph_in_word_leaves_no_line_alone() -> None:
    assert "<w:widowControl/>" in word_styles(Theme())["Normal"]


@pytest.mark.pdf
@pytest.mark.parametrize("lines", [18, 19])
def test_a_heading_keeps_three_lines_with_it(lines: int) -> None:
    """Whatever room there is at the end of a page: a heading stands above three lines, or on the next page."""
    before = tuple(Paragraph((Text(f"Line {number}."),)) for number in range(lines))
    text = Paragraph((Text((LINE * 6).strip()),))
    blocks = (Section("First", before, "first"), Section("Heading", (text,), "heading"))
    content = writer("pdf")(replace(document, blocks=blocks), Theme(), Options(standard="none")).content
    pages = [page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages]
    (page,) = (text for text in pages if re.search(r"^Heading$", text, re.MULTILINE))
    below = page.partition("\nHeading\n")[2] if "\nHeading\n" in page else page.partition("Heading\n")[2]
    assert len([line for line in below.splitlines() if "Page" not in line]) >= 3
