"""The building blocks of styles: paragraph and run properties, borders and tab stops as markup."""

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.writers._docx.style_names import stored_name, style_key
from reportgen.writers._docx.xml import escape, flag, points_to_twips

SINGLE_SPACING = 1.15
"""The height of a line of Arial in ems: what Word calls single spacing."""

DEFAULT_STYLES = frozenset({"Normal", "Default Paragraph Font", "Normal Table", "No List"})
"""The styles that every Word file has, on which all others are based."""

_BUILT_IN_PREFIXES = ("Heading ", "TOC ", "List Bullet", "List Number", "List Continue")
_BUILT_IN = {
    *("Title", "Subtitle", "Caption", "Header", "Footer", "Strong", "Emphasis", "Hyperlink"),
    *("Footnote Reference", "Footnote Text"),
}


@dataclass(frozen=True, slots=True)
class Style:
    """A style by its name. `based_on` and `next_style` are names too; `properties` is markup."""

    name: str
    kind: str
    properties: str
    based_on: str = "Normal"
    next_style: str = ""

    def xml(self, style_ids: Mapping[str, str], style_id: str) -> str:
        """Returns the style as markup under an id; `style_ids` are those of all styles, by their keys."""

        def reference(element: str, name: str) -> str:
            referenced = style_ids.get(style_key(name), "")
            return f'<w:{element} w:val="{escape(referenced)}"/>' if referenced else ""

        return (
            f'<w:style w:type="{self.kind}"{_origin(self.name)} w:styleId="{escape(style_id)}">'
            f'<w:name w:val="{stored_name(self.name)}"/>{reference("basedOn", self.based_on)}'
            f"{reference('next', self.next_style)}{_visibility(self.name)}{self.properties}</w:style>"
        )


def _origin(name: str) -> str:
    """Returns the attribute of a style that is the default of its kind, or that is not one of Word's."""
    if name in DEFAULT_STYLES:
        return ' w:default="1"'
    is_built_in = name in _BUILT_IN or name.startswith(_BUILT_IN_PREFIXES)
    return "" if is_built_in else ' w:customStyle="1"'


def _visibility(name: str) -> str:
    """Returns the properties by which Word shows a style in its gallery, or hides it."""
    if name in DEFAULT_STYLES - {"Normal"}:
        return '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
    return '<w:uiPriority w:val="1"/><w:qFormat/>'


def paragraph_properties(  # noqa: PLR0913 - an argument for each property
    *,
    keep_next: bool | None = None,
    keep_lines: bool = False,
    widow_control: bool = False,
    numbering: str = "",
    borders: str = "",
    shade: str = "",
    tabs: str = "",
    spacing: tuple[float, float] | None = None,
    leading: float = 0,
    indent: str = "",
    align: str = "",
    hyphenation: bool = True,
    outline_level: int = 0,
) -> str:
    """Returns the paragraph properties of a style, in the order of the schema.

    `spacing` is the space before and after in points (Word takes the larger of the two between neighbours, as CSS does),
    `leading` the height of a line in ems, `outline_level` counts from 1.
    """
    before, after = spacing or (0, 0)
    attributes = (
        f' w:before="{points_to_twips(before)}" w:after="{points_to_twips(after)}"' if spacing else ""
    )
    attributes += f' w:line="{round(240 * leading / SINGLE_SPACING)}" w:lineRule="auto"' if leading else ""
    content = (
        ("" if keep_next is None else f'<w:keepNext w:val="{keep_next:d}"/>')
        + flag("keepLines", on=keep_lines)
        + flag("widowControl", on=widow_control)
        + numbering
        + (f"<w:pBdr>{borders}</w:pBdr>" if borders else "")
        + (f'<w:shd w:val="clear" w:color="auto" w:fill="{colour_value(shade)}"/>' if shade else "")
        + (f"<w:tabs>{tabs}</w:tabs>" if tabs else "")
        + flag("suppressAutoHyphens", on=not hyphenation)
        + (f"<w:spacing{attributes}/>" if attributes else "")
        + indent
        + (f'<w:jc w:val="{align}"/>' if align else "")
        + (f'<w:outlineLvl w:val="{outline_level - 1}"/>' if outline_level else "")
    )
    return f"<w:pPr>{content}</w:pPr>" if content else ""


def run_properties(
    *,
    bold: bool | None = None,
    italic: bool = False,
    colour: str = "",
    size: float = 0,
    underline: bool = False,
    font: str = "",
) -> str:
    """Returns the run properties of a style, in the order of the schema; `size` in points, `colour` as `#rrggbb`."""
    name = escape(font)
    content = (
        (f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>' if font else "")
        + ("" if bold is None else f'<w:b w:val="{bold:d}"/><w:bCs w:val="{bold:d}"/>')
        + flag("i", on=italic)
        + flag("iCs", on=italic)
        + (f'<w:color w:val="{colour_value(colour)}"/>' if colour else "")
        + (f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else "")
        + ('<w:u w:val="single"/>' if underline else "")
    )
    return f"<w:rPr>{content}</w:rPr>" if content else ""


def border(side: str, colour: str, points: float, distance: int = 0) -> str:
    """Returns a border of a paragraph or cell; its distance from the text is in points too."""
    return f'<w:{side} w:val="single" w:sz="{round(points * 8)}" w:space="{distance}" w:color="{colour_value(colour)}"/>'


def right_tab(position: int) -> str:
    """Returns a tab stop at which text ends. No dots lead to it, since they are read aloud."""
    return f'<w:tab w:val="right" w:pos="{position}"/>'


def colour_value(colour: str) -> str:
    """Returns a colour as Word writes it: `#0a3a5a` is `0A3A5A`."""
    return escape(colour.removeprefix("#").upper())
