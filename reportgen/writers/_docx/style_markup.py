"""The building blocks of styles: paragraph and run properties, rules and tab stops as markup."""

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.writers._docx.style_names import key, stored
from reportgen.writers._docx.xml import escape, flag, twips

SINGLE = 1.15
"""The height of a line of Arial in ems: what Word calls single spacing."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style by its name; `based` and `follow` are names too, `look` is the markup of its properties."""

    name: str
    kind: str
    look: str
    based: str = "Normal"
    follow: str = ""

    def xml(self, ids: Mapping[str, str], chosen: str) -> str:
        """The style as markup, under the id `chosen`, referring to others by `ids` (by `key`)."""

        def reference(element: str, name: str) -> str:
            found = ids.get(key(name), "")
            return f'<w:{element} w:val="{escape(found)}"/>' if found else ""

        return (
            f'<w:style w:type="{self.kind}"{_mark(self)} w:styleId="{escape(chosen)}">'
            f'<w:name w:val="{stored(self.name)}"/>{reference("basedOn", self.based)}{reference("next", self.follow)}'
            f"{_visibility(self)}{self.look}</w:style>"
        )


DEFAULTS = frozenset({"Normal", "Default Paragraph Font", "Normal Table", "No List"})
"""The styles that every Word file has, from which all others come."""

_PREFIXES = ("Heading ", "TOC ", "List Bullet", "List Number", "List Continue")
_BUILTINS = {"Title", "Subtitle", "Caption", "Header", "Footer", "Strong", "Emphasis", "Hyperlink"}


def _mark(style: Style) -> str:
    if style.name in DEFAULTS:
        return ' w:default="1"'
    builtin = style.name in _BUILTINS or style.name.startswith(_PREFIXES)
    return "" if builtin else ' w:customStyle="1"'


def _visibility(style: Style) -> str:
    """Where Word shows the style: our own in the gallery, its hidden defaults nowhere."""
    if style.name in DEFAULTS - {"Normal"}:
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
    spacing += f' w:line="{round(240 * leading / SINGLE)}" w:lineRule="auto"' if leading else ""
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
        + (f'<w:color w:val="{colour_value(colour)}"/>' if colour else "")
        + (f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else "")
        + ('<w:u w:val="single"/>' if underline else "")
    )
    return f"<w:rPr>{content}</w:rPr>" if content else ""


def line(side: str, colour: str, points: float, distance: int = 0) -> str:
    """A rule at one side of something."""
    return f'<w:{side} w:val="single" w:sz="{round(points * 8)}" w:space="{distance}" w:color="{colour_value(colour)}"/>'


def right_tab(position: int) -> str:
    """A tab stop from which words run to the left; no dots lead to it, since they are read aloud."""
    return f'<w:tab w:val="right" w:pos="{position}"/>'


def colour_value(colour: str) -> str:
    """A colour as Word writes it: `#0a3a5a` is `0A3A5A`."""
    return escape(colour.removeprefix("#").upper())
