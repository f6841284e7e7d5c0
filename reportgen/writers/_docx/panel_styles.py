"""The styles of covers and panels in a Word file."""

from collections.abc import Iterator
from typing import TypedDict

from reportgen.colours import tint
from reportgen.theme import Theme
from reportgen.writers._docx.callouts import CALLOUT_NODES, callout_indent
from reportgen.writers._docx.page import page_geometry
from reportgen.writers._docx.style_markup import (
    SINGLE_SPACING,
    Style,
    border,
    paragraph_properties,
    run_properties,
)
from reportgen.writers._docx.style_names import LIST_STYLE_LEVELS, STYLES
from reportgen.writers._docx.xml import points_to_twips

_SIDES = ("top", "left", "bottom", "right")
_COVER_BORDER, _TWIPS_PER_POINT = 12, 20
"""The border of the block on the cover in points. Word allows no more than 31 between it and the words."""


class _Box(TypedDict):
    """The properties that make a paragraph part of a callout's box."""

    borders: str
    shade: str
    indent: str


def panel_styles(theme: Theme) -> Iterator[Style]:
    """Yields the styles. Neighbours with the same borders and shade stand in one box."""
    yield from _cover(theme)
    yield from _figures(theme)
    yield from _cards(theme)
    yield from _timeline(theme)
    yield from _callouts(theme)


def _cover(theme: Theme) -> Iterator[Style]:
    """The block reaches over the margins, and the picture is as wide and stands below it without a gap."""
    overhang = page_geometry(theme).cover_overhang
    room = overhang // _TWIPS_PER_POINT - _COVER_BORDER
    box = "".join(border(side, theme.cover, _COVER_BORDER, room) for side in _SIDES)
    for name, spacing, size, bold in (
        ("Front Title", (0, 24), 46, True),
        ("Front Group", (0, 6), 24, True),
        ("Front Period", (0, 0), 16, False),
    ):
        properties = paragraph_properties(
            keep_next=True, keep_lines=True, borders=box, shade=theme.cover, spacing=spacing, leading=1.15
        )
        font = theme.heading_word_font if name == "Front Title" and theme.heading_font != theme.font else ""
        properties += run_properties(bold=bold, colour=theme.cover_text, size=size, font=font)
        yield Style(name, "paragraph", properties, next_style="Normal")
    indent = f'<w:ind w:left="-{overhang}" w:right="-{overhang}"/>'
    picture = paragraph_properties(keep_next=False, spacing=(0, 12), leading=SINGLE_SPACING, indent=indent)
    yield Style("Front Picture", "paragraph", picture, "Picture", next_style="Figure Caption")


def _figures(theme: Theme) -> Iterator[Style]:
    rule = border("top", theme.accent, 3, 7) + border("between", theme.accent, 3, 7)
    figure = paragraph_properties(keep_next=True, keep_lines=True, borders=rule, spacing=(0, 2), leading=1.15)
    figure += run_properties(bold=True, colour=theme.accent, size=theme.figure_size)
    yield Style("Key Figure", "paragraph", figure, next_style="Key Figure Label")
    label, note = run_properties(bold=True), run_properties(colour=theme.muted, size=theme.small_size)
    for name, run in (("Key Figure Label", label), ("Key Figure Note", note)):
        properties = paragraph_properties(keep_lines=True, spacing=(0, 16), leading=1.25) + run
        yield Style(name, "paragraph", properties, next_style="Normal")
        yield Style(f"{name} Kept", "paragraph", paragraph_properties(keep_next=True, spacing=(0, 3)), name)


def _cards(theme: Theme) -> Iterator[Style]:
    """The space between cards is below the last line of each; the first one stands clear of its heading."""
    rule = border("top", theme.accent, 3, 7) + border("between", theme.accent, 3, 7)
    title = paragraph_properties(keep_next=True, keep_lines=True, borders=rule, spacing=(14, 3), leading=1.2)
    title += run_properties(bold=True, size=theme.heading_sizes[2])
    yield Style("Card Title", "paragraph", title, next_style="Card Details")
    details = paragraph_properties(keep_next=True, spacing=(0, 4)) + run_properties(
        colour=theme.muted, size=theme.small_size + 1
    )
    yield Style("Card Details", "paragraph", details, next_style="Card Text")
    yield Style("Card Text", "paragraph", paragraph_properties(keep_lines=True, spacing=(0, 4)))
    last = paragraph_properties(keep_next=False, spacing=(0, 20))
    for name in ("Card Details", "Card Text"):
        yield Style(f"{name} Last", "paragraph", last, name, "Card Title")


def _timeline(theme: Theme) -> Iterator[Style]:
    line = border("left", theme.accent, 2.25, 14)
    indent = f'<w:ind w:left="{points_to_twips(16)}"/>'
    for name, spacing, run, following in (
        ("Timeline Date", (8, 0), run_properties(bold=True, colour=theme.accent), "Timeline Event"),
        ("Timeline Event", (0, 0), "", "Timeline Text"),
        ("Timeline Text", (0, 0), "", "Normal"),
    ):
        properties = paragraph_properties(
            keep_next=name == "Timeline Date" or None,
            keep_lines=True,
            borders=line,
            spacing=spacing,
            leading=1.25,
            indent=indent,
        )
        yield Style(name, "paragraph", properties + run, next_style=following)


def _callouts(theme: Theme) -> Iterator[Style]:
    """The paragraphs of a callout share their borders, shade and right edge, so that all of them stand in one box."""
    title = run_properties(bold=True, colour=theme.accent, size=theme.heading_sizes[1])
    for name, run, following in (
        ("Callout Title", title, "Callout Text"),
        ("Callout Details", run_properties(colour=theme.muted), "Callout Text"),
        ("Callout Text", "", "Callout Text"),
    ):
        properties = paragraph_properties(
            keep_next=name != "Callout Text" or None,
            spacing=(4 if name == "Callout Title" else 6, 6),
            **_boxed(theme, *callout_indent()),
        )
        yield Style(name, "paragraph", properties + run, next_style=following)
    for level in range(1, LIST_STYLE_LEVELS + 1):
        suffix = f" {level}" if level > 1 else ""
        for node, name in CALLOUT_NODES.items():
            properties = paragraph_properties(**_boxed(theme, *callout_indent(node, level)))
            yield Style(f"{STYLES[name]}{suffix}", "paragraph", properties, f"{STYLES[node]}{suffix}")


def _boxed(theme: Theme, left: int, hanging: int) -> _Box:
    shade = tint(theme.accent, 0.07)
    sides = (
        ("top", shade, 1, 8),
        ("left", theme.accent, 4, 12),
        ("bottom", shade, 1, 8),
        ("right", shade, 1, 8),
    )
    hangs = f' w:hanging="{hanging}"' if hanging else ""
    return {
        "borders": "".join(border(*side) for side in sides),
        "shade": shade,
        "indent": f'<w:ind w:left="{left}" w:right="{points_to_twips(9)}"{hangs}/>',
    }
