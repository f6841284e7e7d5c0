"""Covers and panels in each format: what stands where, and that nothing of them is left where there is nothing to show."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest

from reportgen.document import (
    Block,
    BulletList,
    Cover,
    Figure,
    NumberedList,
    Panel,
    PanelForm,
    Panels,
    Quotation,
    Section,
    Text,
)
from reportgen.theme import Theme
from reportgen.writers import Options, docx, html, pdf
from tests.writers import word
from tests.writers.readers import places_on
from tests.writers.sample import CHART, document, item, text

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

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
        "FrontPicture",
        "FigureCaption",
    ]
    assert paragraphs[5].find(f"{word.W}pPr/{word.W}pageBreakBefore") is not None


def test_the_picture_on_a_cover_in_word_is_as_wide_as_the_block_above_it_and_cut_where_it_is_high() -> None:
    overhang = 43 / 72 * 25.4
    for image, cut in ((CHART, False), (replace(CHART, width=600, height=800), True)):
        covered = replace(COVERED, blocks=(Cover(Figure(image, "A chart")), *COVERED.blocks[1:]))
        part = word.part(docx.write(covered, Theme(), Options()).content, "word/document.xml")
        extent = next(part.iter(f"{_WP}extent"))
        assert int(extent.get("cx")) / 36_000 == pytest.approx(160 + 2 * overhang, abs=0.1)
        assert int(extent.get("cy")) / 36_000 <= 140
        assert any(element.tag.endswith("srcRect") for element in part.iter()) == cut


def test_a_cover_in_word_has_no_footer() -> None:
    content = docx.write(COVERED, Theme(), Options()).content
    section = next(iter(word.part(content, "word/document.xml").iter(f"{word.W}sectPr")))
    kinds = [reference.get(f"{word.W}type") for reference in section.iter(f"{word.W}footerReference")]
    assert kinds == ["default"]


def test_a_card_that_ends_with_a_picture_stays_on_one_page_in_word_and_the_next_card_may_go() -> None:
    portrait = replace(CHART, width=600, height=800)
    card = Panel((Text("Card"),), (Text("May"),), (text("Some words. " * 20), Figure(portrait, "A chart")))
    content = docx.write(
        replace(document, blocks=(Panels((card, card), "cards", 2),)), Theme(), Options()
    ).content
    paragraphs = [p for p in word.paragraphs(content) if word.style_id(p) in {"CardText", "Picture"}]
    kept = [p.find(f"{word.W}pPr/{word.W}keepNext") for p in paragraphs]
    assert [word.attribute(keeps) for keeps in kept] == [None, "0", None, "0"]


def test_a_card_stays_on_one_page_in_word() -> None:
    lines = (text("Some words."), text("Who spoke."))
    card = Panel((Text("Card"),), (Text("May"),), lines)
    content = docx.write(
        replace(document, blocks=(Panels((card, card), "cards", 2),)), Theme(), Options()
    ).content
    paragraphs = [entry for entry in word.paragraphs(content) if word.style_id(entry).startswith("Card")]
    kept = [entry.find(f"{word.W}pPr/{word.W}keepNext") is not None for entry in paragraphs]
    assert kept == [True, True, True, False] * 2
    assert word.style_id(paragraphs[-1]) == "CardTextLast"


def rich_blocks() -> tuple[Block, ...]:
    """A text with lists inside lists, further paragraphs of entries, and a quotation."""
    inner = BulletList((item("An inner entry"),))
    return (
        text("We want:"),
        BulletList((item("good trains", "and soon", inner), item("clean air"))),
        NumberedList((item("first", inner), item("second"))),
        Quotation((text("A port that sleeps."), text("And more.")), (Text("Cllr Fisher"),)),
        text("The end."),
    )


def test_all_paragraphs_of_a_callout_stand_in_one_box_in_word(tmp_path: Path) -> None:
    callout = Panels((Panel((Text("What we are for"),), blocks=rich_blocks()),), "callout", 1)
    content = docx.write(replace(document, blocks=(callout,)), Theme(), Options()).content
    lines = [entry for entry in word.paragraphs(content) if word.style_id(entry).startswith("Callout")]
    assert len(lines) == 13
    assert len({box(entry, content) for entry in lines}) == 1
    assert word.audit(content, tmp_path) == ""


def box(paragraph: Any, content: bytes) -> tuple[bytes, ...]:
    """The borders and shade of a paragraph, where its outermost line begins, and where all end, as its own style has it."""
    from lxml import etree

    (style,) = (
        style
        for style in word.part(content, "word/styles.xml").iter(f"{word.W}style")
        if word.attribute(style, "styleId") == word.style_id(paragraph)
    )
    own = style.find(f"{word.W}pPr")
    indent = own.find(f"{word.W}ind")
    direct = paragraph.find(f"{word.W}pPr/{word.W}ind")
    numbers = [
        int(word.attribute(indent if direct is None else direct, name) or 0) for name in ("left", "hanging")
    ]
    looks = (etree.tostring(own.find(f"{word.W}{name}")) for name in ("pBdr", "shd"))
    return (*looks, f"{numbers[0] - numbers[1]} {word.attribute(indent, 'right')}".encode())


def test_a_list_in_a_card_keeps_its_style_in_word() -> None:
    card = Panels((Panel((Text("Card"),), blocks=rich_blocks()),), "cards", 1)
    content = docx.write(replace(document, blocks=(card,)), Theme(), Options()).content
    names = {word.style_id(entry) for entry in word.paragraphs(content)}
    assert {"ListBullet", "ListNumber", "Quotation", "QuotationSource", "CardTextLast"} <= names


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


@pytest.mark.pdf
@pytest.mark.parametrize("form", ["figures", "cards"])
def test_panels_share_out_the_width_of_the_page_however_few_words_they_have(form: PanelForm) -> None:
    panels = tuple(Panel((Text(title),)) for title in ("A", "B"))
    content = pdf.write(replace(document, blocks=(Panels(panels, form, 2),)), Theme(), Options()).content
    words = places_on(pypdf.PdfReader(BytesIO(content)).pages[0])
    half = 160 / 25.4 * 72 / 2
    assert words["B"][0] - words["A"][0] == pytest.approx(half, abs=8)


@pytest.mark.parametrize("form", ["figures", "cards", "timeline"])
def test_no_panels_leave_no_trace(form: str) -> None:
    empty = replace(document, blocks=(Panels((), form), text("Words.")))  # type: ignore[arg-type]
    page = html.write(empty, Theme(), Options()).content.decode()
    assert "panels" not in page[page.index("<main") :]
    assert len(list(word.paragraphs(docx.write(empty, Theme(), Options()).content))) == 4


def test_a_page_without_panels_has_no_rules_for_them() -> None:
    page = html.write(replace(document, blocks=(text("Words."),)), Theme(), Options()).content.decode()
    assert ".panel-title" not in page


@pytest.mark.parametrize(("columns", "share"), [(1, 1), (2, 0.5), (3, 0.5)])
def test_a_picture_in_word_is_as_wide_as_in_cards_side_by_side(columns: int, share: float) -> None:
    figure = Figure(CHART, "A chart", share=1)
    cards_with_pictures = Panels((Panel((Text("Card"),), blocks=(figure,)),), "cards", columns)
    widths = [picture_width(block) for block in (figure, cards_with_pictures)]
    assert widths[1] == pytest.approx(widths[0] * share, abs=1)


def picture_width(block: Block) -> int:
    content = docx.write(replace(document, blocks=(block,)), Theme(), Options()).content
    (extent,) = word.part(content, "word/document.xml").iter(f"{_WP}extent")
    return int(extent.get("cx", ""))


@pytest.mark.parametrize(("words", "kept"), [("Short.", [True, True, False]), ("Long. " * 200, [False] * 3)])
def test_the_paragraphs_of_a_short_end_stay_together_in_word(words: str, kept: list[bool]) -> None:
    paragraphs = (text(words), text("Words."), text("The end."))
    end = Section("About this report", paragraphs, "about")
    content = docx.write(replace(document, blocks=(text("Before."), end)), Theme(), Options()).content
    *_, first, second, last = word.paragraphs(content)
    kept_next = [
        paragraph.find(f"{word.W}pPr/{word.W}keepNext") is not None for paragraph in (first, second, last)
    ]
    assert kept_next == kept
