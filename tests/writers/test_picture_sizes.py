"""Pictures stand at one size in all formats, whether or not the dataset says how wide they are."""

import re
from dataclasses import replace

import pytest

from reportgen.document import Block, Figure, Panel, Panels, Text
from reportgen.theme import Theme
from reportgen.writers import Options, pdf, writer
from tests.writers import sample, word

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_TEXT_WIDTH_IN_REM = 43.5


def widths(block: Block, margin: float) -> dict[str, float]:
    """Returns how wide the only picture stands in each format, as shares of the width of the text."""
    document, theme = replace(sample.document, blocks=(block,)), Theme(margin=margin)
    page, screen = pdf.markup(document, theme), writer("html")(document, theme, Options()).content.decode()
    on_page = re.search(r'<img [^>]*style="width: ([\d.]+)px', page)
    on_screen = re.search(r'<img [^>]*style="(?:max-)?width: ([\d.]+)rem', screen)
    extent = next(word.part(writer("docx")(document, theme, Options()).content).iter(f"{_WP}extent"))
    text_width = (210 - 2 * margin) / 25.4
    assert on_page
    return {
        "pdf": float(on_page[1]) / 96 / text_width,
        "docx": int(extent.get("cx", "")) / 914_400 / text_width,
        "html": float(on_screen[1]) / _TEXT_WIDTH_IN_REM if on_screen else block_share(block),
    }


def block_share(block: Block) -> float:
    """Returns the share of the width that the class of a picture gives it."""
    return block.share if isinstance(block, Figure) else 1


@pytest.mark.parametrize("margin", [22, 25])
@pytest.mark.parametrize(
    ("size", "share"),
    [
        ((600, 800), 0),
        ((300, 200), 0),
        ((2400, 1200), 0),
        ((600, 800), 0.5),
        ((600, 800), 1),
        ((400, 2000), 0.33),
    ],
)
def test_a_picture_takes_the_same_share_of_the_text_in_all_formats(
    size: tuple[int, int], share: float, margin: float
) -> None:
    image = replace(sample.CHART, width=size[0], height=size[1])
    shares = widths(Figure(image, "A harbour", share=share), margin)
    assert shares["docx"] == pytest.approx(shares["pdf"], abs=0.002)
    assert shares["html"] == pytest.approx(shares["pdf"], abs=0.002)


def test_a_portrait_without_a_width_leaves_room_for_its_text() -> None:
    """It is 120 millimetres high, 90 wide: not nearly a whole page."""
    image = replace(sample.CHART, width=600, height=800)
    assert widths(Figure(image, "Cllr Marian Holt"), 25)["pdf"] == pytest.approx(90 / 160, abs=0.002)


def test_a_portrait_in_a_card_has_the_same_height_on_pages() -> None:
    image = replace(sample.CHART, width=600, height=800)
    cards = Panels((Panel((Text("A card"),), blocks=(Figure(image, "A"),)),) * 2, "cards", columns=2)
    shares = widths(cards, 22)
    assert shares["docx"] == pytest.approx(shares["pdf"], abs=0.002)
    assert shares["pdf"] == pytest.approx(60 / 166, abs=0.002)
