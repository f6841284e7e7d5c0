"""A reference document as a template: a Word file whose styles replace our own, as an organisation's house style.

Only its look is taken: styles, colours, and the lists that its styles use. Its words, pages and macros are not even
read. Page and language stay the report's.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from reportgen.findings import Fault, Problem
from reportgen.theme import Theme
from reportgen.writers import REFERENCE
from reportgen.writers._docx.numbering import BULLETS, COLUMNS, LISTED, NUMBERS, Lists, lists
from reportgen.writers._docx.page import page
from reportgen.writers._docx.parts import theme_part
from reportgen.writers._docx.reference_parts import (
    ReferenceParts,
    UnreadableError,
    own_markup,
    read_reference,
    readable,
)
from reportgen.writers._docx.style_markup import Style
from reportgen.writers._docx.style_names import BROKEN_REFERENCE, COUNT_LEVELS, key, style_id
from reportgen.writers._docx.styles import all_styles
from reportgen.writers._docx.template import Template, own_template
from reportgen.writers._docx.xml import DECLARATION, W

_NUMBER = re.compile("[0-9]{1,9}")


def reference_template(theme: Theme, content: bytes, language: str, *, pack: bool) -> Template:
    """The template made from a reference document; what it lacks comes from the theme, and is told by name."""
    try:
        house = read_reference(content)
        with readable("its styles or lists are damaged"):
            return _adopted(house, theme, language, pack=pack)
    except UnreadableError as error:
        message = f"the reference document cannot be read: {error}"
        problem = Problem((REFERENCE,), message, "save it in Word as a Word document (.docx)")
        return replace(own_template(theme, language, pack=pack), faults=(Fault(BROKEN_REFERENCE, problem),))


def _adopted(house: ReferenceParts, theme: Theme, language: str, *, pack: bool) -> Template:
    from lxml import etree

    styles, counts = _Styles.of(house), _Counts.of(house)
    own = tuple(all_styles(theme, counts.next_number, pack=pack))
    missing = tuple(style for style in own if (style.kind, key(style.name)) not in styles.known)
    ids = styles.ids(missing)
    present = {
        key(style.name): styles.known[style.kind, key(style.name)] for style in own if style not in missing
    }
    listed = {name: counts.place(present[name]) for name in LISTED if name in present}
    ours = {name: ids[name] for name in LISTED if listed.get(name) is None}
    styles.add(missing, ids)
    for name in ours.keys() & present.keys():
        styles.put_in_list(present[name], counts.next_number + LISTED[name][0] - BULLETS, LISTED[name][1])
    styles.suit(language, page(theme).text_width, present)
    added = lists(ours, counts.next_definition, counts.next_number)
    return Template(
        DECLARATION + etree.tostring(styles.root, encoding="unicode"),
        Lists(counts.markup.definitions + added.definitions, counts.markup.lists + added.lists),
        house.theme or theme_part(theme),
        ids,
        styles.default,
        tuple(_numbers(listed, counts.next_definition)),
        counts.next_number + COLUMNS,
        frozenset(key(style.name) for style in missing),
    )


def _numbers(listed: Mapping[str, tuple[int, int] | None], next_definition: int) -> Iterator[tuple[int, int]]:
    """By what definition and level the numbered lists of each depth count: the reference's, where its style has one."""
    for level in range(1, COUNT_LEVELS + 1):
        name = "list number" if level == 1 else f"list number {level}"
        yield listed.get(name) or (next_definition + NUMBERS - BULLETS, level - 1)


@dataclass(frozen=True, slots=True)
class _Styles:
    """The styles of the reference, as python-docx's elements, by kind and key of their names."""

    root: Any
    known: Mapping[tuple[str, str], Any]

    @classmethod
    def of(cls, house: ReferenceParts) -> "_Styles":
        """The styles of a house. Word's styles have a kind, a name and an id; others are passed over."""
        known: dict[tuple[str, str], Any] = {}
        for style in house.styles.style_lst:
            if style.name_val and style.styleId:
                known.setdefault((_value(style, "type") or "paragraph", key(style.name_val)), style)
        return cls(house.styles, known)

    @property
    def default(self) -> str:
        """The id of the default paragraph style; empty when there is none."""
        for (kind, _), style in self.known.items():
            if kind == "paragraph" and _value(style, "default") in {"1", "true", "on"}:
                return str(style.styleId)
        return ""

    def ids(self, missing: tuple[Style, ...]) -> dict[str, str]:
        """The ids of all styles, those still missing among them under ids that are free."""
        taken = {str(style.styleId) for style in self.known.values()}
        ids = {name: str(style.styleId) for (_, name), style in self.known.items()}
        for style in missing:
            chosen = style_id(style.name)
            while chosen in taken:
                chosen += "R"
            taken.add(chosen)
            ids[key(style.name)] = chosen
        return ids

    def add(self, missing: tuple[Style, ...], ids: Mapping[str, str]) -> None:
        """Add our own styles for those that the reference lacks."""
        from docx.oxml.parser import parse_xml

        markup = "".join(style.xml(ids, ids[key(style.name)]) for style in missing)
        for style in parse_xml(f'<w:styles xmlns:w="{W}">{markup}</w:styles>'):
            self.root.append(style)

    def put_in_list(self, style: Any, number: int, level: int) -> None:
        """Make a style without a list, though named after one, take its place in ours."""
        properties = style.get_or_add_pPr().get_or_add_numPr()
        if level:
            properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = number

    def suit(self, language: str, width: int, present: Mapping[str, Any]) -> None:
        """Give the styles the report's language, and to those that run to the right margin the report's margin."""
        from docx.oxml.parser import OxmlElement, parse_xml

        for old in self.root.xpath("//w:lang"):
            old.getparent().remove(old)
        properties = self.root
        for name in ("docDefaults", "rPrDefault", "rPr"):
            found = properties.find(f"{{{W}}}{name}")
            if found is None:
                found = OxmlElement(f"w:{name}")
                properties.insert(0, found)
            properties = found
        _insert_language(properties, language)
        for name in ("header", "toc 1", "toc 2", "toc 3", "toc 4"):
            if name in present:
                paragraph = present[name].get_or_add_pPr()
                paragraph._remove_tabs()  # noqa: SLF001 - python-docx declares it so; the removal has no other name
                tabs = f'<w:tabs xmlns:w="{W}"><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
                paragraph._insert_tabs(parse_xml(tabs))  # noqa: SLF001 - likewise


def _insert_language(properties: Any, language: str) -> None:
    """Add a language where the schema wants it: before the last four of all run properties."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    element = OxmlElement("w:lang", {qn(f"w:{name}"): language for name in ("val", "eastAsia")})
    properties.insert_element_before(element, "w:eastAsianLayout", "w:specVanish", "w:oMath", "w:rPrChange")


@dataclass(frozen=True, slots=True)
class _Counts:
    """The lists of the reference: their markup, each list's definition, and the level that a style has in one."""

    markup: Lists
    definitions: Mapping[int, int]
    levels: Mapping[tuple[int, str], int]
    next_definition: int
    next_number: int

    @classmethod
    def of(cls, house: ReferenceParts) -> "_Counts":
        """The lists of a house, of which there may be none."""
        root = house.numbering
        _check_numbers(house)
        if root is None:
            return cls(Lists("", ""), {}, {}, 0, 1)
        definitions = {
            int(num.numId): int(num.abstractNumId.val) for num in root.xpath("w:num[w:abstractNumId/@w:val]")
        }
        levels = {
            (
                int(link.xpath("string(ancestor::w:abstractNum/@w:abstractNumId)")),
                str(_value(link, "val")),
            ): int(link.xpath("string(../@w:ilvl)"))
            for link in root.xpath("w:abstractNum/w:lvl/w:pStyle")
        }
        taken = [int(value) for value in root.xpath("w:abstractNum/@w:abstractNumId")]
        markup = Lists("".join(own_markup(root, ("abstractNum",))), "".join(own_markup(root, ("num",))))
        return cls(markup, definitions, levels, max(taken, default=-1) + 1, max(definitions, default=0) + 1)

    def place(self, style: Any) -> tuple[int, int] | None:
        """The definition and level of the list that a style, or one it is based on, belongs to."""
        seen: set[str] = set()
        current = style
        while current is not None and current.styleId not in seen:
            seen.add(str(current.styleId))
            for number in current.xpath("w:pPr/w:numPr/w:numId/@w:val"):
                definition = self.definitions.get(int(number))
                if definition is None:
                    return None
                level = current.xpath("string(w:pPr/w:numPr/w:ilvl/@w:val)") or 0
                return definition, self.levels.get((definition, str(style.styleId)), int(level))
            current = current.base_style
        return None


def _check_numbers(house: ReferenceParts) -> None:
    """Raises UnreadableError where a list or a level of one has a number that Word does not know."""
    found = house.styles.xpath("//w:numPr/*/@w:val")
    if house.numbering is not None:
        found += house.numbering.xpath(
            "//@w:numId | //@w:abstractNumId | //@w:ilvl | //w:abstractNumId/@w:val"
        )
    for value in found:
        level = value.attrname.endswith("}ilvl") or value.getparent().tag.endswith("}ilvl")
        if not _NUMBER.fullmatch(value) or (level and int(value) >= COUNT_LEVELS):
            raise UnreadableError(f"it numbers a list, or a level of one, `{value[:20]}`")


def _value(element: Any, name: str) -> str | None:
    value = element.get(f"{{{W}}}{name}")
    return None if value is None else str(value)
