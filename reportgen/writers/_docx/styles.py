"""The styles of a Word file, made from a theme.

All of the look is here and none of it in the text, so that an officer changes a style once and the report follows.
"""

from collections.abc import Iterable, Iterator, Mapping

from reportgen.document import DEEPEST, LEVELS
from reportgen.theme import Theme
from reportgen.writers._docx.numbering import BULLETS, COLUMNS, NUMBERS, indent
from reportgen.writers._docx.page import page
from reportgen.writers._docx.style_markup import (
    SINGLE,
    Style,
    colour_value,
    line,
    paragraph,
    right_tab,
    words,
)
from reportgen.writers._docx.style_names import LIST_LEVELS, style_id
from reportgen.writers._docx.xml import DECLARATION, W, escape, twips
from reportgen.writers.style import tint

_TITLE_LEADING = 1.2
_COVER = 170
"""How far down a cover its title stands, in points: 60 millimetres."""


def all_styles(theme: Theme, first_number: int = BULLETS, *, pack: bool = False) -> Iterator[Style]:
    """Every style a document may use, with Word's own defaults first; our lists begin at `first_number`.

    Those that only a `pack` of several reports needs come with one alone.
    """
    yield from _base(theme)
    yield from _title_block(theme)
    if pack:
        look = paragraph(space=(_COVER, 10))
        yield Style("Cover Title", "paragraph", look, based="Title", follow="Normal")
    yield from _headings(theme, DEEPEST if pack else LEVELS)
    yield from _lists(theme, first_number - BULLETS)
    yield from _tables(theme)
    yield from _figures(theme)
    yield from _contents(theme, pack=pack)
    yield from _running(theme)
    yield from _characters(theme)


def _base(theme: Theme) -> Iterator[Style]:
    look = "<w:pPr><w:widowControl/>" + paragraph(
        space=(_gap(theme), _gap(theme)), leading=theme.leading
    ).removeprefix("<w:pPr>")
    # Not among the defaults of the file: LibreOffice gives words in tables those, over the colour of links.
    yield Style("Normal", "paragraph", look + words(colour=theme.text), based="")
    yield Style("Default Paragraph Font", "character", "", based="")
    margins = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    table = f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
    yield Style("Normal Table", "table", table, based="")
    yield Style("No List", "numbering", "", based="")


def _gap(theme: Theme) -> float:
    return theme.size * 0.6


def _title_block(theme: Theme) -> Iterator[Style]:
    """The title's lines share one rule: Word draws it once, below the last of neighbours with the same borders."""
    rule = line("bottom", theme.accent, 2.25, 14)
    yield Style("Logo", "paragraph", paragraph(keep=True, space=(0, 14), leading=SINGLE), follow="Title")
    for name, space, size, colour, bold in (
        ("Title", (0, 10), theme.title_size, theme.accent, True),
        ("Subtitle", (0, 2), theme.heading_sizes[1], theme.text, True),
        ("Report Period", (2, 24), theme.heading_sizes[2], theme.muted, False),
    ):
        look = paragraph(keep=True, whole=True, border=rule, space=space, leading=_TITLE_LEADING)
        yield Style(name, "paragraph", look + words(bold=bold, colour=colour, size=size), follow="Normal")


def _headings(theme: Theme, levels: int) -> Iterator[Style]:
    spaces = ((28, 9), (20, 7), (16, 5), (13, 4))
    for level in range(1, levels + 1):
        size, space = theme.heading_sizes[min(level, LEVELS) - 1], spaces[min(level, LEVELS) - 1]
        look = paragraph(keep=True, whole=True, space=space, leading=_TITLE_LEADING, outline=level)
        look += words(bold=True, colour=theme.accent if level == 1 else theme.text, size=size)
        yield Style(f"Heading {level}", "paragraph", look, follow="Normal")


def _lists(theme: Theme, shift: int) -> Iterator[Style]:
    gap = _gap(theme) * 0.7
    for level in range(1, LIST_LEVELS + 1):
        suffix = f" {level}" if level > 1 else ""
        for name, number in (("List Bullet", BULLETS), ("List Number", NUMBERS)):
            look = paragraph(number=numbered(number + shift, level), space=(gap, gap))
            yield Style(f"{name}{suffix}", "paragraph", look)
        look = paragraph(space=(gap, gap), indents=indent(level))
        yield Style(f"List Continue{suffix}", "paragraph", look)
    columns = paragraph(whole=True, number=numbered(COLUMNS + shift, 1), space=(0, 3))
    yield Style("List Columns", "paragraph", columns)
    yield Style("Lead In", "paragraph", paragraph(keep=True), follow="Normal")


def numbered(number: int, level: int) -> str:
    """The property that gives a style its list; Word finds the level by the list's own link back to the style."""
    deeper = f'<w:ilvl w:val="{level - 1}"/>' if level > 1 else ""
    return f'<w:numPr>{deeper}<w:numId w:val="{number}"/></w:numPr>'


def _tables(theme: Theme) -> Iterator[Style]:
    tight = paragraph(space=(0, 0))
    yield Style("Table Text", "paragraph", tight)
    yield Style("Table Number", "paragraph", paragraph(align="right"), based="Table Text")
    yield Style("Table Text Kept", "paragraph", paragraph(keep=True), based="Table Text")
    yield Style("Table Number Kept", "paragraph", paragraph(keep=True), based="Table Number")
    yield Style("Table Heading", "paragraph", paragraph(keep=True) + words(bold=True), based="Table Text")
    yield Style("Table Heading Right", "paragraph", paragraph(align="right"), based="Table Heading")
    yield Style("Field Label", "paragraph", words(bold=True), based="Table Text")
    yield Style("Field Label Kept", "paragraph", paragraph(keep=True), based="Field Label")
    yield Style("Field Value", "paragraph", "", based="Table Text")
    look = paragraph(space=(0, 12), leading=0.1) + words(size=1)
    yield Style("Table Gap", "paragraph", look, follow="Normal")
    inner, thin = line("insideH", theme.line, 0.5), line("bottom", theme.line, 0.5)
    fields = _table(line("top", theme.line, 0.5) + thin + inner, (5, 0, 5, 8))
    yield Style("Report Fields", "table", fields, based="Normal Table")
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{colour_value(tint(theme.accent, 0.07))}"/>'
    head = f"<w:tcPr><w:tcBorders>{line('bottom', theme.accent, 1)}</w:tcBorders>{shade}</w:tcPr>"
    look = f'{_table(thin + inner, (4, 6, 4, 6))}<w:tblStylePr w:type="firstRow">{head}</w:tblStylePr>'
    yield Style("Report Table", "table", look, based="Normal Table")


def _table(borders: str, padding: tuple[float, float, float, float]) -> str:
    """The properties of a table: its rules, and the air in its cells at the top, left, bottom and right, in points."""
    sides = zip(("top", "left", "bottom", "right"), padding, strict=True)
    margins = "".join(f'<w:{side} w:w="{twips(points)}" w:type="dxa"/>' for side, points in sides)
    return f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"


def _figures(theme: Theme) -> Iterator[Style]:
    """No style is named as PDF names a tag: LibreOffice makes tags of styles, and a picture would be two figures."""
    look = paragraph(keep=True, whole=True, space=(12, 5)) + words(bold=True, size=theme.size)
    yield Style("Caption", "paragraph", look, follow="Normal")
    yield Style(
        "Picture", "paragraph", paragraph(keep=True, space=(12, 12), leading=SINGLE), follow="Figure Caption"
    )
    look = paragraph(keep=False, space=(5, 16)) + words(bold=False, colour=theme.muted, size=theme.small_size)
    yield Style("Figure Caption", "paragraph", look, based="Caption", follow="Normal")


def _contents(theme: Theme, *, pack: bool) -> Iterator[Style]:
    """The title of the contents is no heading, or the contents would list themselves. In a pack, groups stand out."""
    look = paragraph(keep=True, whole=True, space=(24, 9), leading=_TITLE_LEADING)
    look += words(bold=True, colour=theme.accent, size=theme.heading_sizes[0])
    yield Style("Contents Heading", "paragraph", look, follow="Normal")
    tab = contents_tab(theme)
    rules = line("bottom", theme.line, 0.5, 3) + line("between", theme.line, 0.5, 3)
    for level in range(1, 5):
        indents = f'<w:ind w:left="{twips(16) * (level - 1)}"/>'
        group = pack and level == 1
        look = paragraph(keep=group or None, border=rules, tabs=tab, space=(3.5, 0), indents=indents)
        look += words(bold=group or None)
        yield Style(f"TOC {level}", "paragraph", look, follow="Normal")


def contents_tab(theme: Theme) -> str:
    """The tab stop of page numbers and of what runs at the right of a page: the end of the line."""
    return right_tab(page(theme).text_width)


def _running(theme: Theme) -> Iterator[Style]:
    look = words(colour=theme.muted, size=theme.small_size)
    rule = line("bottom", theme.line, 0.5, 6)
    head = paragraph(border=rule, tabs=contents_tab(theme), space=(0, 0), leading=SINGLE)
    yield Style("Header", "paragraph", head + look)
    yield Style("Footer", "paragraph", paragraph(space=(0, 0), leading=SINGLE, align="right") + look)


def _characters(theme: Theme) -> Iterator[Style]:
    link = words(colour=theme.accent, underline=True)
    for name, look, based in (
        ("Emphasis", words(italic=True), "Default Paragraph Font"),
        ("Strong", words(bold=True), "Default Paragraph Font"),
        ("Strong Emphasis", words(bold=True, italic=True), "Default Paragraph Font"),
        ("Hyperlink", link, "Default Paragraph Font"),
        ("Hyperlink Emphasis", words(italic=True), "Hyperlink"),
        ("Hyperlink Strong", words(bold=True), "Hyperlink"),
        ("Hyperlink Strong Emphasis", words(bold=True, italic=True), "Hyperlink"),
    ):
        yield Style(name, "character", look, based)


def styles_part(theme: Theme, language: str, styles: Iterable[Style], ids: Mapping[str, str]) -> str:
    """The whole styles part. It names the font itself and no theme font, which Word would prefer to ours."""
    font = escape(theme.word_font)
    fonts = f'<w:rFonts w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}" w:cs="{font}"/>'
    size = round(theme.size * 2)
    tag = escape(language)
    return (
        f'{DECLARATION}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        '</w:docDefaults><w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"'
        ' w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
        f"{''.join(style.xml(ids, style_id(style.name)) for style in styles)}</w:styles>"
    )
