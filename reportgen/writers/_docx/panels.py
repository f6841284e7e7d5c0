"""Panels in a Word file: plain paragraphs whose styles draw rules and shades, which an officer can edit like any others."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from reportgen.document import Block, Figure, Panel, PanelForm, Panels, Paragraph
from reportgen.writers._docx.block_elements import ParagraphMarkup
from reportgen.writers._docx.callouts import CALLOUT_NODES, callout_indent
from reportgen.writers._docx.inlines import inline_runs
from reportgen.writers._docx.numbering import text_indent
from reportgen.writers._docx.pictures import figure_paragraphs
from reportgen.writers._docx.relationships import Relationships
from reportgen.writers._docx.section_breaks import BodyItem, in_equal_columns
from reportgen.writers._docx.style_names import LIST_STYLE_LEVELS, STYLES, style_key
from reportgen.writers.panel_heights import is_tall
from reportgen.writers.picture_sizes import PANEL_HEIGHT

WriteBlocks = Callable[[Sequence[Block]], Iterator[BodyItem]]
"""Writes the blocks of a panel that are no paragraphs."""

NODES: Mapping[PanelForm, tuple[str, str, str]] = {
    "figures": ("Key figure", "Key figure label", "Key figure note"),
    "cards": ("Card title", "Card details", "Card text"),
    "timeline": ("Timeline date", "Timeline event", "Timeline text"),
    "callout": ("Callout title", "Callout details", "Callout text"),
}
"""The names of the styles of a panel's title, details and text."""

_ROOM = 0.5
"""The share of the text's width that pictures have where the other formats set two panels or more side by side."""


def panel_items(
    node: Panels, relationships: Relationships, depth: int, write_blocks: WriteBlocks
) -> Iterator[BodyItem]:
    """Yields panels one below the other; figures of the year stand in columns, of which each is read downwards.

    Where columns may not begin, inside a list, figures stand one below the other too. So do cards everywhere: LibreOffice (7.4)
    does not keep a heading on the page of columns below it, and there are cards below many headings.
    """

    def write_block(block: Block) -> Iterator[BodyItem]:
        if isinstance(block, Figure) and node.form != "callout":
            room = _ROOM if node.columns > 1 else 1
            yield from figure_paragraphs(
                block, relationships, text_indent(depth), room=room, largest_height=PANEL_HEIGHT
            )
        elif node.form == "callout":
            yield from (_in_callout(item, relationships) for item in write_blocks((block,)))
        else:
            yield from write_blocks((block,))

    parts = [[*_panel(panel, node, relationships, write_block)] for panel in node.panels]
    if node.form == "figures" and node.columns > 1 and depth == 0 and parts:
        yield from in_equal_columns(parts, node.columns)
        return
    for panel, items in zip(node.panels, parts, strict=True):
        is_kept = _is_kept(panel, node, relationships)
        yield from _kept(items, relationships.style_id("Figure")) if is_kept else items


def _is_kept(panel: Panel, node: Panels, relationships: Relationships) -> bool:
    """Tells whether a panel stays on one page and in one column: a card does, unless it is too tall."""
    in_one_column = replace(node, columns=1)
    return node.form == "cards" and not is_tall(panel, in_one_column, relationships.page.text_area)


def _kept(items: Sequence[BodyItem], picture_style: str) -> Iterator[BodyItem]:
    """Yields the items of a card, each on the page of the next one.

    Where a picture is the last, its style would keep the next card there too, and so all cards with pictures.
    """
    for item in items[:-1]:
        yield replace(item, keep_next=True) if isinstance(item, ParagraphMarkup) else item
    for item in items[-1:]:
        if isinstance(item, ParagraphMarkup) and item.style_id == picture_style:
            yield replace(item, parts_next=True)
        else:
            yield item


def _panel(
    panel: Panel,
    node: Panels,
    relationships: Relationships,
    write_block: Callable[[Block], Iterator[BodyItem]],
) -> Iterator[BodyItem]:
    """Yields the lines of a panel; those of a figure stay together, and titles with what is below them."""
    title, details, text = NODES[node.form]
    head = [
        (title if part == "title" else details, Paragraph(words, panel.at or node.at))
        for part, words in panel.paragraphs()
    ]
    parts = [*head, *((text, block) for block in panel.blocks)]
    for index, (name, block) in enumerate(parts):
        if not isinstance(block, Paragraph):
            yield from write_block(block)
        elif block.children:
            style_id = relationships.style_id(_variant(name, node.form, is_last=index == len(parts) - 1))
            yield ParagraphMarkup(style_id, inline_runs(block.children, relationships), block.at or panel.at)


def _variant(name: str, form: PanelForm, *, is_last: bool) -> str:
    """Returns the name of the style of a line: the last ones of cards have space below, those above the last of figures stay."""
    title = NODES[form][0]
    if form == "figures" and name != title and not is_last:
        return f"{name}, kept"
    return f"{name}, last" if form == "cards" and name != title and is_last else name


def _in_callout(item: BodyItem, relationships: Relationships) -> BodyItem:
    """Returns a paragraph of a list or quotation as it is inside a callout; anything else as it is.

    One with a number needs the indent itself: that of its list would win over that of its style.
    """
    if not isinstance(item, ParagraphMarkup):
        return item
    for level in range(1, LIST_STYLE_LEVELS + 1):
        for node, name in CALLOUT_NODES.items():
            key = style_key(f"{STYLES[node]} {level}" if level > 1 else STYLES[node])
            if item.style_id == relationships.template.style_ids[key]:
                style_id = relationships.style_id(name, level)
                if not item.numbering:
                    return replace(item, style_id=style_id)
                indent, hanging = callout_indent(node, level)
                return replace(item, style_id=style_id, indent=indent, hanging=hanging)
    return item
