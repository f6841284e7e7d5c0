"""The styles of a Word file, made from a theme.

All of the look is here and none of it in the text, so that an officer changes a style once and the report follows.
"""

from collections.abc import Iterable, Iterator, Mapping

from reportgen.document import PACK_SECTION_LEVELS, SECTION_LEVELS
from reportgen.theme import Theme
from reportgen.writers._docx.numbering import BULLETS, COLUMNS, NUMBERS, list_indent
from reportgen.writers._docx.page import page_geometry
from reportgen.writers._docx.panel_styles import panel_styles
from reportgen.writers._docx.style_markup import (
    SINGLE_SPACING,
    Style,
    border,
    colour_value,
    paragraph_properties,
    right_tab,
    run_properties,
)
from reportgen.writers._docx.style_names import LIST_STYLE_LEVELS, own_style_id
from reportgen.writers._docx.xml import DECLARATION, W, escape, points_to_twips
from reportgen.writers.spacing import COLUMNS_GAP, ENTRY_SHARE

_TITLE_LEADING = 1.2
_SPACE_ABOVE_COVER_TITLE = 170
"""In points: 60 millimetres."""

_EAST_ASIAN, _COMPLEX_SCRIPT = range(0x2E80, 0xD7B0), range(0x0590, 0x1B00)
"""The characters of China, Japan and Korea, and those from Hebrew to Tibetan, for which Word has fonts of their own."""

_SIDES = ("top", "left", "bottom", "right")


def all_styles(theme: Theme, first_instance: int = BULLETS, *, pack: bool = False) -> Iterator[Style]:
    """Yields every style that a document may use, Word's own defaults first.

    The numbering instances of our lists begin at `first_instance`. Some styles are for a `pack` of several reports alone.
    """
    yield from _default_styles(theme)
    yield from _title_block(theme)
    if pack:
        cover = paragraph_properties(spacing=(_SPACE_ABOVE_COVER_TITLE, 10))
        yield Style("Cover Title", "paragraph", cover, based_on="Title", next_style="Normal")
    yield from _headings(theme, PACK_SECTION_LEVELS if pack else SECTION_LEVELS)
    yield from _lists(theme, first_instance - BULLETS)
    yield from _quotations(theme)
    yield from _tables(theme)
    yield from _figures(theme)
    yield from panel_styles(theme)
    yield from _contents(theme, pack=pack)
    yield from _heads_feet_and_notes(theme)
    yield from _characters(theme)


def _default_styles(theme: Theme) -> Iterator[Style]:
    # Not among the defaults of the file: LibreOffice gives text in tables those, over the colour of links.
    normal = paragraph_properties(
        widow_control=True, spacing=(_paragraph_gap(theme),) * 2, leading=theme.leading
    )
    yield Style("Normal", "paragraph", normal + run_properties(colour=theme.text), based_on="")
    yield Style("Default Paragraph Font", "character", "", based_on="")
    margins = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in _SIDES)
    table = f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
    yield Style("Normal Table", "table", table, based_on="")
    yield Style("No List", "numbering", "", based_on="")


def _paragraph_gap(theme: Theme) -> float:
    return theme.size * 0.6


def _title_block(theme: Theme) -> Iterator[Style]:
    """The styles of the title block share one border: Word draws it once, below the last of neighbours that have it."""
    align = {"centre": "center", "right": "right"}.get(theme.logo_place, "")
    logo = paragraph_properties(keep_next=True, spacing=(0, 14), leading=SINGLE_SPACING, align=align)
    yield Style("Logo", "paragraph", logo, next_style="Title")
    line = border("bottom", theme.accent, 2.25, 14)
    for name, spacing, size, colour, bold in (
        ("Title", (0, 10), theme.title_size, theme.accent, True),
        ("Subtitle", (0, 2), theme.heading_sizes[1], theme.text, True),
        ("Report Period", (2, 24), theme.heading_sizes[2], theme.muted, False),
    ):
        # The contents below are kept on one page, and together with the title block they may not fit on any.
        is_last = name == "Report Period"
        properties = paragraph_properties(
            keep_next=None if is_last else True,
            keep_lines=True,
            borders=line,
            spacing=spacing,
            leading=_TITLE_LEADING,
            hyphenation=False,
        )
        font = _heading_font(theme) if name == "Title" else ""
        properties += run_properties(bold=bold, colour=colour, size=size, font=font)
        yield Style(name, "paragraph", properties, next_style="Normal")


def _headings(theme: Theme, levels: int) -> Iterator[Style]:
    spacings = theme.heading_spaces
    for level in range(1, levels + 1):
        index = min(level, SECTION_LEVELS) - 1
        properties = paragraph_properties(
            keep_next=True,
            keep_lines=True,
            spacing=spacings[index],
            leading=_TITLE_LEADING,
            hyphenation=False,
            outline_level=level,
        )
        colour = theme.accent if level == 1 else theme.text
        size, font = theme.heading_sizes[index], _heading_font(theme)
        properties += run_properties(bold=True, colour=colour, size=size, font=font)
        yield Style(f"Heading {level}", "paragraph", properties, next_style="Normal")


def _heading_font(theme: Theme) -> str:
    """Returns the font of headings; nothing where it is that of the text, which needs no naming."""
    return theme.heading_word_font if theme.heading_font != theme.font else ""


def _lists(theme: Theme, shift: int) -> Iterator[Style]:
    gap, inner = _paragraph_gap(theme) * 0.7, _paragraph_gap(theme) * ENTRY_SHARE
    for level in range(1, LIST_STYLE_LEVELS + 1):
        suffix = f" {level}" if level > 1 else ""
        for name, instance in (("List Bullet", BULLETS), ("List Number", NUMBERS)):
            properties = paragraph_properties(
                numbering=_numbering(instance + shift, level), spacing=(gap, inner)
            )
            yield Style(f"{name}{suffix}", "paragraph", properties)
        properties = paragraph_properties(spacing=(inner, inner), indent=list_indent(level))
        yield Style(f"List Continue{suffix}", "paragraph", properties)
    leading = theme.leading + COLUMNS_GAP / theme.size
    columns = paragraph_properties(
        keep_lines=True, numbering=_numbering(COLUMNS + shift, 1), spacing=(0, 0), leading=leading
    )
    yield Style("List Columns", "paragraph", columns)
    yield Style("Lead In", "paragraph", paragraph_properties(keep_next=True), next_style="Normal")


def _numbering(instance: int, level: int) -> str:
    """Returns the property that ties a style to a list; Word finds the level by the list's own link back to the style."""
    deeper = f'<w:ilvl w:val="{level - 1}"/>' if level > 1 else ""
    return f'<w:numPr>{deeper}<w:numId w:val="{instance}"/></w:numPr>'


def _quotations(theme: Theme) -> Iterator[Style]:
    """A quotation in the entry of a list stands below the words of the entry."""
    gap, stands_out = _paragraph_gap(theme), theme.quotations_stand_out
    line = border("left", theme.accent, 3, 13) if stands_out else border("left", theme.line, 2.25, 14)
    run = run_properties(italic=True, size=theme.quotation_size if stands_out else 0)
    below = 18 if stands_out else 2 * gap
    for level in range(1, LIST_STYLE_LEVELS + 1):
        suffix = f" {level}" if level > 1 else ""
        indent = list_indent(level - 1, 16)
        quotation = paragraph_properties(keep_lines=True, borders=line, spacing=(gap, gap), indent=indent)
        yield Style(f"Quotation{suffix}", "paragraph", quotation + run)
        source = paragraph_properties(spacing=(0, below), indent=indent) + run_properties(colour=theme.muted)
        yield Style(f"Quotation Source{suffix}", "paragraph", source, next_style="Normal")


def _tables(theme: Theme) -> Iterator[Style]:
    keep, right = paragraph_properties(keep_next=True), paragraph_properties(align="right")
    bold = run_properties(bold=True)
    yield Style("Table Text", "paragraph", paragraph_properties(spacing=(0, 0)))
    for name, properties, based_on in (
        ("Table Number", right, "Table Text"),
        ("Table Text Kept", keep, "Table Text"),
        ("Table Number Kept", keep, "Table Number"),
        ("Table Heading", keep + bold, "Table Text"),
        ("Table Heading Right", right, "Table Heading"),
        ("Field Label", bold, "Table Text"),
        ("Field Label Kept", keep, "Field Label"),
        ("Field Value", "", "Table Text"),
    ):
        yield Style(name, "paragraph", properties, based_on)
    gap = paragraph_properties(spacing=(6, 6), leading=0.1) + run_properties(size=1)
    yield Style("Table Gap", "paragraph", gap, next_style="Normal")
    note = paragraph_properties(spacing=(5, 16)) + run_properties(colour=theme.muted, size=theme.small_size)
    yield Style("Table Note", "paragraph", note, next_style="Normal")
    top, bottom, inner = (border(side, theme.line, 0.5) for side in ("top", "bottom", "insideH"))
    fields = _table_properties(top + bottom + inner, (5, 0, 5, 8))
    yield Style("Report Fields", "table", fields, based_on="Normal Table")
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{colour_value(theme.shade)}"/>'
    header_cell = f"<w:tcPr><w:tcBorders>{border('bottom', theme.accent, 1)}</w:tcBorders>{shade}</w:tcPr>"
    table = _table_properties(bottom + inner, (4, 6, 4, 6))
    table += f'<w:tblStylePr w:type="firstRow">{header_cell}</w:tblStylePr>'
    yield Style("Report Table", "table", table, based_on="Normal Table")


def _table_properties(borders: str, margins: tuple[float, float, float, float]) -> str:
    """Returns the properties of a table; the margins of its cells are at the top, left, bottom and right, in points."""
    cell_margins = "".join(
        f'<w:{side} w:w="{points_to_twips(points)}" w:type="dxa"/>'
        for side, points in zip(_SIDES, margins, strict=True)
    )
    return f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{cell_margins}</w:tblCellMar></w:tblPr>"


def _figures(theme: Theme) -> Iterator[Style]:
    """No style is named as PDF names a tag: LibreOffice makes tags of styles, and a picture would be two figures."""
    caption = paragraph_properties(keep_next=True, keep_lines=True, spacing=(12, 5))
    caption += run_properties(bold=True, size=theme.size)
    yield Style("Caption", "paragraph", caption, next_style="Normal")
    picture = paragraph_properties(keep_next=True, spacing=(12, 12), leading=SINGLE_SPACING)
    yield Style("Picture", "paragraph", picture, next_style="Figure Caption")
    caption = paragraph_properties(keep_next=False, spacing=(5, 16))
    caption += run_properties(bold=False, colour=theme.muted, size=theme.small_size)
    yield Style("Figure Caption", "paragraph", caption, based_on="Caption", next_style="Normal")
    for name, spacing, keep in (("Figure Caption Credited", (5, 0), True), ("Figure Credit", (0, 16), None)):
        properties = paragraph_properties(keep_next=keep, spacing=spacing)
        yield Style(name, "paragraph", properties, based_on="Figure Caption", next_style="Normal")
    beside = paragraph_properties(spacing=(4, 0), leading=SINGLE_SPACING)
    yield Style("Picture Beside", "paragraph", beside, based_on="Picture", next_style="Figure Caption")


def _contents(theme: Theme, *, pack: bool) -> Iterator[Style]:
    """The title of the contents is no heading, or the contents would list themselves. In a pack, groups stand out."""
    title = paragraph_properties(
        keep_next=True, keep_lines=True, spacing=(24, 9), leading=_TITLE_LEADING, hyphenation=False
    )
    size, font = theme.heading_sizes[0], _heading_font(theme)
    title += run_properties(bold=True, colour=theme.accent, size=size, font=font)
    yield Style("Contents Heading", "paragraph", title, next_style="Normal")
    lines = border("bottom", theme.line, 0.5, 3) + border("between", theme.line, 0.5, 3)
    for level in range(1, 5):
        is_group = pack and level == 1
        entry = paragraph_properties(
            keep_next=is_group or None,
            borders=lines,
            tabs=_margin_tab(theme),
            spacing=(3.5, 0),
            indent=f'<w:ind w:left="{points_to_twips(16) * (level - 1)}"/>',
        )
        entry += run_properties(bold=is_group or None)
        yield Style(f"TOC {level}", "paragraph", entry, next_style="Normal")


def _margin_tab(theme: Theme) -> str:
    """Returns the tab stop at the right margin, for page numbers and for the period in the header."""
    return right_tab(page_geometry(theme).text_width)


def _heads_feet_and_notes(theme: Theme) -> Iterator[Style]:
    text = run_properties(colour=theme.muted, size=theme.small_size)
    header = paragraph_properties(
        borders=border("bottom", theme.line, 0.5, 6),
        tabs=_margin_tab(theme),
        spacing=(0, 0),
        leading=SINGLE_SPACING,
    )
    yield Style("Header", "paragraph", header + text)
    footer = paragraph_properties(spacing=(0, 0), leading=SINGLE_SPACING, align="right")
    yield Style("Footer", "paragraph", footer + text)
    note = paragraph_properties(spacing=(0, 2), leading=SINGLE_SPACING)
    yield Style("Footnote Text", "paragraph", note + run_properties(size=theme.small_size))


def _characters(theme: Theme) -> Iterator[Style]:
    link = run_properties(colour=theme.accent, underline=True)
    note = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    yield Style("Footnote Reference", "character", note, "Default Paragraph Font")
    for name, properties, based_on in (
        ("Emphasis", run_properties(italic=True), "Default Paragraph Font"),
        ("Strong", run_properties(bold=True), "Default Paragraph Font"),
        ("Strong Emphasis", run_properties(bold=True, italic=True), "Default Paragraph Font"),
        ("Hyperlink", link, "Default Paragraph Font"),
        ("Hyperlink Emphasis", run_properties(italic=True), "Hyperlink"),
        ("Hyperlink Strong", run_properties(bold=True), "Hyperlink"),
        ("Hyperlink Strong Emphasis", run_properties(bold=True, italic=True), "Hyperlink"),
    ):
        yield Style(name, "character", properties, based_on)


def _family_for(letters: range, theme: Theme) -> str:
    """Returns the first further font that has some of a script's letters, or the font of all others."""
    families = (font.family for font in theme.fonts if not font.characters.isdisjoint(letters))
    return next(families, theme.word_font)


def styles_part(theme: Theme, language: str, styles: Iterable[Style], style_ids: Mapping[str, str]) -> str:
    """Returns the styles part. It names the font itself and no theme font, which Word would prefer to ours."""
    font = escape(theme.word_font)
    east_asian = escape(_family_for(_EAST_ASIAN, theme))
    complex_script = escape(_family_for(_COMPLEX_SCRIPT, theme))
    fonts = f'<w:rFonts w:ascii="{font}" w:eastAsia="{east_asian}" w:hAnsi="{font}" w:cs="{complex_script}"/>'
    size = round(theme.size * 2)
    tag = escape(language)
    return (
        f'{DECLARATION}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        '</w:docDefaults><w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"'
        ' w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
        f"{''.join(style.xml(style_ids, own_style_id(style.name)) for style in styles)}</w:styles>"
    )
