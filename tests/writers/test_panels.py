"""Covers and panels in each format: what stands where, and that nothing of them is left where there is nothing to show."""

from dataclasses import replace

import pytest

from reportgen.document import Cover, Figure, Panel, Panels, Text
from reportgen.theme import Theme
from reportgen.writers import Options, docx, html, pdf
from tests.writers import word
from tests.writers.sample import CHART, document, text

COVERED = replace(
    document,
    blocks=(Cover(Figure(CHART, "A chart", "Our year")), text("The first words."), *document.blocks[1:]),
)


def cards(count: int) -> Panels:
    return Panels(tuple(Panel((Text(f"Card {number}"),)) for number in range(count)), "cards", 2)


def test_a_cover_is_a_page_of_its_own_in_word() -> None:
    content = docx.write(COVERED, Theme(), Options()).content
    paragraphs = list(word.paragraphs(content))
    assert [word.style_id(paragraph) for paragraph in paragraphs[:5]] == [
        "FrontTitle",
        "FrontGroup",
        "FrontPeriod",
        "Picture",
        "FigureCaption",
    ]
    assert paragraphs[5].find(f"{word.W}pPr/{word.W}pageBreakBefore") is not None


def test_a_cover_is_in_the_header_of_the_page() -> None:
    page = html.write(COVERED, Theme(), Options()).content.decode()
    header = page[page.index("<header") : page.index("</header>")]
    assert '<header class="front">' in header
    assert 'alt="A chart"' in header
    assert "Our year" in header
    assert page.count("Our year") == 1


def test_panels_in_rows_stand_row_by_row_on_pages() -> None:
    markup = pdf.markup(replace(document, blocks=(cards(3),)), Theme())
    assert markup.count('<div class="row">') == 2
    page = html.write(replace(document, blocks=(cards(3),)), Theme(), Options()).content.decode()
    assert '<div class="row">' not in page


@pytest.mark.parametrize("form", ["figures", "cards", "timeline"])
def test_no_panels_leave_no_trace(form: str) -> None:
    empty = replace(document, blocks=(Panels((), form), text("Words.")))  # type: ignore[arg-type]
    page = html.write(empty, Theme(), Options()).content.decode()
    assert "panels" not in page[page.index("<main") :]
    assert len(list(word.paragraphs(docx.write(empty, Theme(), Options()).content))) == 4


def test_a_page_without_panels_has_no_rules_for_them() -> None:
    page = html.write(replace(document, blocks=(text("Words."),)), Theme(), Options()).content.decode()
    assert ".panel-title" not in page
