"""Renders panels: figures of the year, cards, events in order of their dates, and words that stand out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from reportgen.document import Block, Panel, PanelForm, Panels, Paragraph
from reportgen.writers._html.context import BlockContext
from reportgen.writers._html.elements import element, on_lines
from reportgen.writers._html.inlines import inlines
from reportgen.writers.panel_heights import is_tall
from reportgen.writers.picture_sizes import PANEL_HEIGHT

_SIDES = 40
"""The room at the sides of a panel in CSS pixels."""

_CLASSES: Mapping[PanelForm, str] = {
    "figures": "key-figure",
    "cards": "card",
    "timeline": "event",
    "callout": "callout",
}

RenderBlocks = Callable[[Sequence[Block], BlockContext], str]
"""Renders the blocks inside a panel."""


def panels(node: Panels, context: BlockContext, render_blocks: RenderBlocks) -> str:
    """Returns panels as a list, or as boxes by themselves where each stands alone in the text.

    On pages the panels of a row stand in an element of their own: the engine has no grid that keeps to the page's end.
    """
    if not node.panels:
        return ""
    data_at = context.data_at(node.at)
    if node.form == "callout":
        return on_lines(_callout(panel, node, context, render_blocks) for panel in node.panels).strip("\n")
    context = _within_columns(context, node.columns)
    entries = [_entry(panel, node, context, render_blocks) for panel in node.panels]
    in_rows = context.medium.paged and node.columns > 1
    content = on_lines(_rows(entries, node, context) if in_rows else entries)
    name = "ol" if node.form == "timeline" else "ul"
    class_name = f"panels {node.form}" + (f" in-rows by-{node.columns}" if node.columns > 1 else "")
    role = None if context.medium.paged else "list"
    return element(name, content, {"class": class_name, "role": role, "data-at": data_at})


def _within_columns(context: BlockContext, columns: int) -> BlockContext:
    """Returns the context inside a panel, where a picture has less room."""
    room = (context.medium.room[0] / columns - _SIDES, PANEL_HEIGHT)
    return replace(context, medium=replace(context.medium, room=room))


def _rows(entries: Sequence[str], node: Panels, context: BlockContext) -> Iterator[str]:
    for start in range(0, len(entries), node.columns):
        row = node.panels[start : start + node.columns]
        height_class = " tall" if any(is_tall(panel, node, context.medium.text_area) for panel in row) else ""
        cells = list(entries[start : start + node.columns])
        yield element("div", on_lines(cells), {"class": f"row{height_class}"})


def _entry(panel: Panel, node: Panels, context: BlockContext, render_blocks: RenderBlocks) -> str:
    class_name = f"panel {_CLASSES[node.form]}"
    content = on_lines(_parts(panel, node.form, context, render_blocks))
    if not context.medium.paged:
        return element("li", content, {"class": class_name, "data-at": context.data_at(panel.at)})
    class_name += "" if is_tall(panel, node, context.medium.text_area) else " whole"
    return element("li", element("dd", content), {"class": class_name})


def _callout(panel: Panel, node: Panels, context: BlockContext, render_blocks: RenderBlocks) -> str:
    attributes = {"class": "callout", "data-at": context.data_at(panel.at)}
    return element("div", on_lines(_parts(panel, node.form, context, render_blocks)), attributes)


def _parts(
    panel: Panel, form: PanelForm, context: BlockContext, render_blocks: RenderBlocks
) -> Iterator[str]:
    for part, words in panel.paragraphs():
        yield element("p", inlines(words, context), {"class": f"panel-{part}"})
    if form != "figures":
        yield render_blocks(panel.blocks, context).strip("\n")
        return
    for block in panel.blocks:
        if isinstance(block, Paragraph):
            attributes = {"class": "panel-note", "data-at": context.data_at(block.at)}
            yield element("p", inlines(block.children, context), attributes)
        else:
            yield render_blocks((block,), context).strip("\n")
