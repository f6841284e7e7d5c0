"""Reckons which panels are too tall to stay on one page."""

from math import ceil

from reportgen.document import Figure, Panel, Panels, Paragraph, Table, plain_text, walk
from reportgen.letters import text_width
from reportgen.writers.page_breaks import TextArea
from reportgen.writers.picture_sizes import PANEL_HEIGHT

_FULL = 0.6
"""How much of a page a panel that is kept whole may take."""

_LINES_PER_PIXEL, _LINE_HEIGHT, _ROW_HEIGHT = 0.05, 2.8, 1.7
"""The height of a pixel in lines of text, and of a line in halves of the font size, and of a row of a table in lines."""


def is_tall(panel: Panel, node: Panels, area: TextArea) -> bool:
    """Returns whether a panel may break where a page ends, since it might not fit on one with what stands above it."""
    width = area.width / node.columns - 4
    words = [plain_text(line) for _, line in panel.paragraphs()]
    height = 0.0
    for block in walk(panel.blocks):
        if isinstance(block, Paragraph):
            words.append(plain_text(block.children))
        elif isinstance(block, Table):
            height += _ROW_HEIGHT * (len(block.rows) + 3)
        elif isinstance(block, Figure):
            height += 3 + _picture_height(block, width)
    height += sum(ceil(1.1 * text_width(text) / width) + 0.5 for text in words)
    return height > area.height * _FULL


def _picture_height(figure: Figure, width: float) -> float:
    image = figure.image
    by_share = figure.share * width * image.height / image.width / _LINE_HEIGHT
    return min(by_share or image.height * _LINES_PER_PIXEL, PANEL_HEIGHT * _LINES_PER_PIXEL)
