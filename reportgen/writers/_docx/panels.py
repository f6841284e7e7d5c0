"""Panels in a Word file: plain paragraphs whose styles draw rules and shades, which an officer can edit like any others."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from reportgen.document import Block, Inline, Panel, PanelForm, Panels, Paragraph
from reportgen.writers._docx.block_elements import ParagraphMarkup
from reportgen.writers._docx.inlines import inline_runs
from reportgen.writers._docx.relationships import Relationships
from reportgen.writers._docx.section_breaks import BodyItem, ColumnsBreak

WriteBlocks = Callable[[Sequence[Block]], Iterator[BodyItem]]
"""Writes the blocks of a panel that are no paragraphs."""

NODES: Mapping[PanelForm, tuple[str, str, str]] = {
    "figures": ("Key figure", "Key figure label", "Key figure note"),
    "cards": ("Card title", "Card details", "Card text"),
    "timeline": ("Timeline date", "Timeline event", "Timeline text"),
    "callout": ("Callout title", "Callout details", "Callout text"),
}
"""The names of the styles of a panel's title, details and text."""


def panel_items(
    node: Panels, relationships: Relationships, depth: int, write_blocks: WriteBlocks
) -> Iterator[BodyItem]:
    """Yields panels one below the other; figures of the year stand in columns, of which each is read downwards.

    Where columns may not begin, inside a list, figures stand one below the other too.
    """
    in_columns = node.form == "figures" and node.columns > 1 and depth == 0 and bool(node.panels)
    if in_columns:
        yield ColumnsBreak(node.columns)
    for panel in node.panels:
        yield from _panel(panel, node, relationships, write_blocks)
    if in_columns:
        yield ColumnsBreak(1)


def _panel(
    panel: Panel, node: Panels, relationships: Relationships, write_blocks: WriteBlocks
) -> Iterator[BodyItem]:
    title, details, text = NODES[node.form]
    lines: list[tuple[str, tuple[Inline, ...]]] = [
        (title if part == "title" else details, words) for part, words in panel.paragraphs()
    ]
    for index, (name, words) in enumerate(lines):
        is_last = index == len(lines) - 1 and not panel.blocks
        runs = inline_runs(words, relationships)
        yield ParagraphMarkup(relationships.style_id(name), runs, panel.at or node.at, keep_next=not is_last)
    for block in panel.blocks:
        if isinstance(block, Paragraph):
            if block.children:
                runs = inline_runs(block.children, relationships)
                yield ParagraphMarkup(relationships.style_id(text), runs, block.at or panel.at)
        else:
            yield from write_blocks((block,))
