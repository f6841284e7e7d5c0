"""Reckons which panels are too tall to stay on one page."""

from math import ceil

from reportgen.document import Figure, Panel, Panels, Paragraph, Table, plain_text, walk
from reportgen.writers.page_breaks import TextArea
from reportgen.writers.widths import text_width

_FULL = 0.4
"""How much of a page a panel that is kept whole may take."""


def is_tall(panel: Panel, node: Panels, area: TextArea) -> bool:
    """Returns whether a panel may break where a page ends, since it might not fit on one with what stands above it."""
    width = area.width / node.columns - 4
    words = [plain_text(line) for _, line in panel.paragraphs()]
    height = 0.0
    for block in walk(panel.blocks):
        if isinstance(block, Paragraph):
            words.append(plain_text(block.children))
        elif isinstance(block, Table | Figure):
            height += area.height * _FULL
    height += sum(ceil(1.1 * text_width(text) / width) + 0.5 for text in words)
    return height > area.height * _FULL
