"""Where the lists and quotations in a callout of a Word file stand: in styles that set them inside the callout's box.

LibreOffice (7.4) draws one box around neighbours only where they have the same borders and where the outermost lines of all
begin at the same place. So marks stand below each other at all levels, and the words behind them further in.
"""

from reportgen.writers._docx.xml import points_to_twips

CALLOUT_NODES = {
    node: f"Callout {node}"
    for node in ("BulletList", "NumberedList", "Item", "Quotation", "Quotation source")
}
"""The nodes whose paragraphs have styles of their own inside callouts, with the names of these there."""

_TEXT = 16
"""How far the words of a callout stand from the margin, in points."""

_STEP = 11
_MARKS = {"BulletList": 11, "NumberedList": 16}
"""The room for the marks of lists at their first level, in points, and how much more there is at each further one."""


def callout_indent(node: str = "", level: int = 1) -> tuple[int, int]:
    """Returns the indent of a node's paragraphs, and how far their first line hangs out, in twentieths of a point.

    `level` is that of lists, from 1.
    """
    hanging = _MARKS[node] + _STEP * (level - 1) if node in _MARKS else 0
    return points_to_twips(_TEXT + hanging), points_to_twips(hanging)
