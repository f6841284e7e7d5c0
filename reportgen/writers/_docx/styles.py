"""The styles of a Word file, made from a theme.

All of the look is here and none of it in the text, so that an officer changes a style once and the report follows.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportgen.theme import Theme
from reportgen.writers._docx.names import LIST_LEVELS, STYLES, stored, style_id
from reportgen.writers._docx.numbering import BULLETS, COLUMNS, NUMBERS, indent
from reportgen.writers._docx.page import page
from reportgen.writers._docx.xml import DECLARATION, W, escape, flag, twips
from reportgen.writers.style import tint

_SINGLE = 1.15
"""The height of a line of Arial in ems: what Word calls single spacing."""

_TITLE_LEADING = 1.2


@dataclass(frozen=True, slots=True)
class Style:
    """A style by its name; `based` and `follow` are names too, `look` is the markup of its properties."""

    name: str
    kind: str
    look: str
    based: str = "Normal"
    follow: str = ""

    def xml(self, ids: Mapping[str, str], chosen: str) -> str:
        """The style as markup, under the id `chosen`, referring to others by `ids` (by stored name in lower case)."""

        def reference(element: str, name: str) -> str:
            found = ids.get(stored(name).lower(), "") if name else ""
            return f'<w:{element} w:val="{escape(found)}"/>' if found else ""

        return (
            f'<w:style w:type="{self.kind}"{_mark(self)} w:styleId="{escape(chosen)}">'
            f'<w:name w:val="{stored(self.name)}"/>{reference("basedOn", self.based)}{reference("next", self.follow)}'
            f"{_visibility(self)}{self.look}</w:style>"
        )


_DEFAULTS = {"Normal", "Default Paragraph Font", "Table Normal", "No List"}
_BUILTIN = ("Heading ", "TOC ", "List Bullet", "List Number", "List Continue")
_BUILTINS = {"Title", "Subtitle", "Caption", "Header", "Footer", "Strong", "Emphasis", "Hyperlink"}


def _mark(style: Style) -> str:
    if style.name in _DEFAULTS:
        return ' w:default="1"'
    builtin = style.name in _BUILTINS or style.name.startswith(_BUILTIN)
    return "" if builtin else ' w:customStyle="1"'


def _visibility(style: Style) -> str:
    """Where Word shows the style: our own in the gallery, its hidden defaults nowhere."""
    if style.name in _DEFAULTS - {"Normal"}:
        return '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
    return '<w:uiPriority w:val="1"/><w:qFormat/>'


def paragraph(  # noqa: PLR0913 - an argument for each property
    *,
    keep: bool | None = None,
    whole: bool = False,
    number: str = "",
    border: str = "",
    tabs: str = "",
    space: tuple[float, float] | None = None,
    leading: float = 0,
    indents: str = "",
    align: str = "",
    outline: int = 0,
) -> str:
    """The paragraph properties of a style, in the order of the schema.

    `keep` with the next one, `whole` on one page, `space` before and after in points (Word takes the larger of the
    two between neighbours, as CSS does), `leading` in ems, `outline` the level from 1.
    """
    before, after = space or (0, 0)
    spacing = f' w:before="{twips(before)}" w:after="{twips(after)}"' if space else ""
    spacing += f' w:line="{round(240 * leading / _SINGLE)}" w:lineRule="auto"' if leading else ""
    content = (
        ("" if keep is None else f'<w:keepNext w:val="{keep:d}"/>')
        + flag("keepLines", on=whole)
        + number
        + (f"<w:pBdr>{border}</w:pBdr>" if border else "")
        + (f"<w:tabs>{tabs}</w:tabs>" if tabs else "")
        + (f"<w:spacing{spacing}/>" if spacing else "")
        + indents
        + (f'<w:jc w:val="{align}"/>' if align else "")
        + (f'<w:outlineLvl w:val="{outline - 1}"/>' if outline else "")
    )
    return f"<w:pPr>{content}</w:pPr>" if content else ""


def words(
    *,
    bold: bool | None = None,
    italic: bool = False,
    colour: str = "",
    size: float = 0,
    underline: bool = False,
) -> str:
    """The run properties of a style, in the order of the schema; `size` in points, `colour` as `#rrggbb`."""
    content = (
        ("" if bold is None else f'<w:b w:val="{bold:d}"/><w:bCs w:val="{bold:d}"/>')
        + (f"{flag('i', on=italic)}{flag('iCs', on=italic)}")
        + (f'<w:color w:val="{_hex(colour)}"/>' if colour else "")
        + (f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else "")
        + ('<w:u w:val="single"/>' if underline else "")
    )
    return f"<w:rPr>{content}</w:rPr>" if content else ""


def line(side: str, colour: str, points: float, distance: int = 0) -> str:
    """A rule at one side of something."""
    return (
        f'<w:{side} w:val="single" w:sz="{round(points * 8)}" w:space="{distance}" w:color="{_hex(colour)}"/>'
    )


def right_tab(position: int) -> str:
    """A tab stop from which words run to the left; no dots lead to it, since they are read aloud."""
    return f'<w:tab w:val="right" w:pos="{position}"/>'


def _hex(colour: str) -> str:
    return escape(colour.removeprefix("#").upper())


def all_styles(theme: Theme) -> Iterator[Style]:
    """Every style a document may use, with Word's own defaults first."""
    yield from _base(theme)
    yield from _title_block(theme)
    yield from _headings(theme)
    yield from _lists(theme)
    yield from _tables(theme)
    yield from _figures(theme)
    yield from _contents(theme)
    yield from _running(theme)
    yield from _characters(theme)


def _base(theme: Theme) -> Iterator[Style]:
    look = "<w:pPr><w:widowControl/>" + paragraph(
        space=(_gap(theme), _gap(theme)), leading=theme.leading
    ).removeprefix("<w:pPr>")
    yield Style("Normal", "paragraph", look, based="")
    yield Style("Default Paragraph Font", "character", "", based="")
    margins = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    table = f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
    yield Style("Table Normal", "table", table, based="")
    yield Style("No List", "numbering", "", based="")


def _gap(theme: Theme) -> float:
    return theme.size * 0.6


def _title_block(theme: Theme) -> Iterator[Style]:
    """The title's lines share one rule: Word draws it once, below the last of neighbours with the same borders."""
    rule = line("bottom", theme.accent, 2.25, 14)
    yield Style("Logo", "paragraph", paragraph(keep=True, space=(0, 14), leading=_SINGLE), follow="Title")
    for name, space, size, colour, bold in (
        ("Title", (0, 10), theme.title_size, theme.accent, True),
        ("Subtitle", (0, 2), theme.heading_sizes[1], theme.text, True),
        ("Report Period", (2, 24), theme.heading_sizes[2], theme.muted, False),
    ):
        look = paragraph(keep=True, whole=True, border=rule, space=space, leading=_TITLE_LEADING)
        yield Style(name, "paragraph", look + words(bold=bold, colour=colour, size=size), follow="Normal")


def _headings(theme: Theme) -> Iterator[Style]:
    for level, (size, space) in enumerate(
        zip(theme.heading_sizes, ((28, 9), (20, 7), (16, 5), (13, 4)), strict=True), start=1
    ):
        look = paragraph(keep=True, whole=True, space=space, leading=_TITLE_LEADING, outline=level)
        look += words(bold=True, colour=theme.accent if level == 1 else theme.text, size=size)
        yield Style(f"Heading {level}", "paragraph", look, follow="Normal")


def _lists(theme: Theme) -> Iterator[Style]:
    half = _gap(theme) / 2
    for level in range(1, LIST_LEVELS + 1):
        suffix = f" {level}" if level > 1 else ""
        for name, number in (("List Bullet", BULLETS), ("List Number", NUMBERS)):
            look = paragraph(number=numbered(number, level), space=(half, half))
            yield Style(f"{name}{suffix}", "paragraph", look)
        look = paragraph(space=(half, half), indents=indent(level))
        yield Style(f"List Continue{suffix}", "paragraph", look)
    yield Style("List Columns", "paragraph", paragraph(number=numbered(COLUMNS, 1), space=(0, 3)))


def numbered(number: int, level: int) -> str:
    """The property that gives a style its list; Word finds the level by the list's own link back to the style."""
    deeper = f'<w:ilvl w:val="{level - 1}"/>' if level > 1 else ""
    return f'<w:numPr>{deeper}<w:numId w:val="{number}"/></w:numPr>'


def _tables(theme: Theme) -> Iterator[Style]:
    tight = paragraph(space=(0, 0))
    yield Style("Table Text", "paragraph", tight)
    yield Style("Table Number", "paragraph", paragraph(align="right"), based="Table Text")
    yield Style("Table Heading", "paragraph", paragraph(keep=True) + words(bold=True), based="Table Text")
    yield Style("Table Heading Right", "paragraph", paragraph(align="right"), based="Table Heading")
    yield Style("Field Label", "paragraph", words(bold=True), based="Table Text")
    yield Style("Field Value", "paragraph", "", based="Table Text")
    look = paragraph(space=(0, 0), leading=0.1) + words(size=1)
    yield Style("Table Gap", "paragraph", look, follow="Normal")
    inner, thin = line("insideH", theme.line, 0.5), line("bottom", theme.line, 0.5)
    fields = _table(line("top", theme.line, 0.5) + thin + inner, (5, 0, 5, 8))
    yield Style("Report Fields", "table", fields, based="Table Normal")
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{_hex(tint(theme.accent, 0.07))}"/>'
    head = f"<w:tcPr><w:tcBorders>{line('bottom', theme.accent, 1)}</w:tcBorders>{shade}</w:tcPr>"
    look = f'{_table(thin + inner, (4, 6, 4, 6))}<w:tblStylePr w:type="firstRow">{head}</w:tblStylePr>'
    yield Style("Report Table", "table", look, based="Table Normal")


def _table(borders: str, padding: tuple[float, float, float, float]) -> str:
    """The properties of a table: its rules, and the air in its cells at the top, left, bottom and right, in points."""
    sides = zip(("top", "left", "bottom", "right"), padding, strict=True)
    margins = "".join(f'<w:{side} w:w="{twips(points)}" w:type="dxa"/>' for side, points in sides)
    return f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"


def _figures(theme: Theme) -> Iterator[Style]:
    look = paragraph(keep=True, whole=True, space=(12, 5)) + words(bold=True, size=theme.size)
    yield Style("Caption", "paragraph", look, follow="Normal")
    yield Style(
        "Figure", "paragraph", paragraph(keep=True, space=(12, 12), leading=_SINGLE), follow="Figure Caption"
    )
    look = paragraph(keep=False, space=(5, 16)) + words(bold=False, colour=theme.muted, size=theme.small_size)
    yield Style("Figure Caption", "paragraph", look, based="Caption", follow="Normal")


def _contents(theme: Theme) -> Iterator[Style]:
    """The title of the contents is no heading, or the contents would list themselves."""
    look = paragraph(keep=True, whole=True, space=(24, 9), leading=_TITLE_LEADING)
    look += words(bold=True, colour=theme.accent, size=theme.heading_sizes[0])
    yield Style("Contents Heading", "paragraph", look, follow="Normal")
    tab = contents_tab(theme)
    rules = line("bottom", theme.line, 0.5, 2) + line("between", theme.line, 0.5, 2)
    for level in range(1, 5):
        indents = f'<w:ind w:left="{twips(16) * (level - 1)}"/>'
        look = paragraph(border=rules, tabs=tab, space=(3.5, 0), indents=indents)
        yield Style(f"TOC {level}", "paragraph", look, follow="Normal")


def contents_tab(theme: Theme) -> str:
    """The tab stop of page numbers and of what runs at the right of a page: the end of the line."""
    return right_tab(page(theme).text_width)


def _running(theme: Theme) -> Iterator[Style]:
    look = words(colour=theme.muted, size=theme.small_size)
    rule = line("bottom", theme.line, 0.5, 6)
    head = paragraph(border=rule, tabs=contents_tab(theme), space=(0, 0), leading=_SINGLE)
    yield Style("Header", "paragraph", head + look)
    yield Style("Footer", "paragraph", paragraph(space=(0, 0), leading=_SINGLE, align="right") + look)


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


def own_ids() -> dict[str, str]:
    """The ids of our own styles by stored name in lower case."""
    names = [*_DEFAULTS, *STYLES.values()]
    names += [f"{name} {level}" for name in _BUILTIN[2:] for level in range(2, LIST_LEVELS + 1)]
    return {stored(name).lower(): style_id(name) for name in names}


def styles_part(theme: Theme, language: str) -> str:
    """The whole styles part. It names the font itself and no theme font, which Word would prefer to ours."""
    ids = own_ids()
    font = escape(theme.word_font)
    fonts = f'<w:rFonts w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}" w:cs="{font}"/>'
    size = round(theme.size * 2)
    tag = escape(language)
    return (
        f'{DECLARATION}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}'
        f'<w:color w:val="{_hex(theme.text)}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        '</w:docDefaults><w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"'
        ' w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
        f"{''.join(style.xml(ids, style_id(style.name)) for style in all_styles(theme))}</w:styles>"
    )
