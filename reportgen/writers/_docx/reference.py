"""A reference document as a template: a Word file whose styles replace ours, as an organisation's corporate design.

Only styles, colours, and the lists that the styles use are taken from it. Its text, pages and macros are not even read. Page
and language stay the report's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from reportgen.findings import Fault, Problem
from reportgen.startup.patterns import lazy_pattern
from reportgen.theme import Theme
from reportgen.writers import REFERENCE
from reportgen.writers._docx.codes import BROKEN_REFERENCE
from reportgen.writers._docx.numbering import (
    BULLETS,
    COLUMNS,
    LIST_STYLES,
    NUMBERS,
    NumberingMarkup,
    own_numbering,
)
from reportgen.writers._docx.page import page_geometry
from reportgen.writers._docx.parts import theme_part
from reportgen.writers._docx.reference_parts import (
    ReferenceParts,
    UnreadableReferenceError,
    markup_without_extensions,
    read_reference,
    unreadable_on_error,
)
from reportgen.writers._docx.style_markup import Style
from reportgen.writers._docx.style_names import NUMBERING_LEVELS, own_style_id, style_key
from reportgen.writers._docx.styles import all_styles
from reportgen.writers._docx.template import Template, theme_template
from reportgen.writers._docx.xml import DECLARATION, W

_NUMBER = lazy_pattern("[0-9]{1,9}")


def reference_template(theme: Theme, content: bytes, language: str, *, pack: bool) -> Template:
    """Makes a template of a reference document; styles that it lacks come from the theme and are named in the template."""
    try:
        reference = read_reference(content)
        with unreadable_on_error("its styles or lists are damaged"):
            return _merge(reference, theme, language, pack=pack)
    except UnreadableReferenceError as error:
        message = f"the reference document cannot be read: {error}"
        problem = Problem((REFERENCE,), message, "save it in Word as a Word document (.docx)")
        template = theme_template(theme, language, pack=pack)
        return replace(template, faults=(Fault(BROKEN_REFERENCE, problem),))


def _merge(reference: ReferenceParts, theme: Theme, language: str, *, pack: bool) -> Template:
    from lxml import etree

    styles, numbering = _ReferenceStyles.read(reference), _ReferenceNumbering.read(reference)
    own_styles = tuple(all_styles(theme, numbering.next_instance, pack=pack))
    missing = tuple(style for style in own_styles if _kind_and_key(style) not in styles.by_name)
    style_ids = styles.assign_ids(missing)
    present = {
        style_key(style.name): styles.by_name[_kind_and_key(style)]
        for style in own_styles
        if style not in missing
    }
    levels = {key: numbering.level_of(present[key]) for key in LIST_STYLES if key in present}
    ids_in_own_lists = {key: style_ids[key] for key in LIST_STYLES if levels.get(key) is None}
    styles.add(missing, style_ids)
    for key in ids_in_own_lists.keys() & present.keys():
        instance, level = LIST_STYLES[key]
        styles.add_to_list(present[key], numbering.next_instance + instance - BULLETS, level)
    styles.set_language(language)
    styles.set_right_tabs(page_geometry(theme).text_width, present)
    own_lists = own_numbering(ids_in_own_lists, numbering.next_definition, numbering.next_instance)
    return Template(
        DECLARATION + etree.tostring(styles.root, encoding="unicode"),
        NumberingMarkup(
            numbering.markup.definitions + own_lists.definitions,
            numbering.markup.instances + own_lists.instances,
        ),
        reference.theme or theme_part(theme),
        style_ids,
        styles.default_id,
        tuple(_numbered_levels(levels, numbering.next_definition)),
        numbering.next_instance + COLUMNS,
        frozenset(style_key(style.name) for style in missing),
    )


def _kind_and_key(style: Style) -> tuple[str, str]:
    return style.kind, style_key(style.name)


def _numbered_levels(
    levels: Mapping[str, tuple[int, int] | None], next_definition: int
) -> Iterator[tuple[int, int]]:
    """Yields the definition and level of numbered lists at each depth: the reference's, where its style has one."""
    for depth in range(1, NUMBERING_LEVELS + 1):
        key = "list number" if depth == 1 else f"list number {depth}"
        yield levels.get(key) or (next_definition + NUMBERS - BULLETS, depth - 1)


@dataclass(frozen=True, slots=True)
class _ReferenceStyles:
    """The styles of a reference document, as python-docx's elements, by kind and key of their names."""

    root: Any
    by_name: Mapping[tuple[str, str], Any]

    @classmethod
    def read(cls, reference: ReferenceParts) -> "_ReferenceStyles":
        """Reads the styles. Those without a name or an id, which Word never writes, are passed over."""
        by_name: dict[tuple[str, str], Any] = {}
        for style in reference.styles.style_lst:
            if style.name_val and style.styleId:
                kind = _attribute(style, "type") or "paragraph"
                by_name.setdefault((kind, style_key(style.name_val)), style)
        return cls(reference.styles, by_name)

    @property
    def default_id(self) -> str:
        """The id of the default paragraph style; empty when there is none."""
        for (kind, _), style in self.by_name.items():
            if kind == "paragraph" and _attribute(style, "default") in {"1", "true", "on"}:
                return str(style.styleId)
        return ""

    def assign_ids(self, missing: tuple[Style, ...]) -> dict[str, str]:
        """Returns the ids of all styles by their keys; the missing ones get ids that are free."""
        taken = {str(style.styleId) for style in self.by_name.values()}
        style_ids = {key: str(style.styleId) for (_, key), style in self.by_name.items()}
        for style in missing:
            style_id = own_style_id(style.name)
            while style_id in taken:
                style_id += "R"
            taken.add(style_id)
            style_ids[style_key(style.name)] = style_id
        return style_ids

    def add(self, missing: tuple[Style, ...], style_ids: Mapping[str, str]) -> None:
        """Adds our own styles for those that the reference lacks."""
        from docx.oxml.parser import parse_xml

        markup = "".join(style.xml(style_ids, style_ids[style_key(style.name)]) for style in missing)
        for style in parse_xml(f'<w:styles xmlns:w="{W}">{markup}</w:styles>'):
            self.root.append(style)

    def add_to_list(self, style: Any, instance: int, level: int) -> None:
        """Ties a list style that has no list to a numbering instance."""
        properties = style.get_or_add_pPr().get_or_add_numPr()
        if level:
            properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = instance

    def set_language(self, language: str) -> None:
        """Makes a language the default of all styles."""
        from docx.oxml.ns import qn
        from docx.oxml.parser import OxmlElement

        for element in self.root.xpath("//w:lang"):
            element.getparent().remove(element)
        properties = self.root
        for name in ("docDefaults", "rPrDefault", "rPr"):
            child = properties.find(f"{{{W}}}{name}")
            if child is None:
                child = OxmlElement(f"w:{name}")
                properties.insert(0, child)
            properties = child
        element = OxmlElement("w:lang", {qn(f"w:{name}"): language for name in ("val", "eastAsia")})
        # The schema wants it before the last four of all run properties.
        properties.insert_element_before(
            element, "w:eastAsianLayout", "w:specVanish", "w:oMath", "w:rPrChange"
        )

    def set_right_tabs(self, position: int, present: Mapping[str, Any]) -> None:
        """Moves the tab stop of the styles that run to the right margin to the report's margin."""
        from docx.oxml.parser import parse_xml

        for key in ("header", "toc 1", "toc 2", "toc 3", "toc 4"):
            if key in present:
                paragraph = present[key].get_or_add_pPr()
                paragraph._remove_tabs()  # noqa: SLF001 - python-docx declares it so; the removal has no other name
                tabs = f'<w:tabs xmlns:w="{W}"><w:tab w:val="right" w:pos="{position}"/></w:tabs>'
                paragraph._insert_tabs(parse_xml(tabs))  # noqa: SLF001 - likewise


@dataclass(frozen=True, slots=True)
class _ReferenceNumbering:
    """The numbering of a reference document: its markup, and the numbers in it.

    `definitions` are the numbering definitions of instances. `levels` are the levels that definitions tie styles to, by the
    numbers of the definitions and the ids of the styles.
    """

    markup: NumberingMarkup
    definitions: Mapping[int, int]
    levels: Mapping[tuple[int, str], int]
    next_definition: int
    next_instance: int

    @classmethod
    def read(cls, reference: ReferenceParts) -> "_ReferenceNumbering":
        """Reads the numbering; it is empty where the reference has none. Raises UnreadableReferenceError."""
        root = reference.numbering
        _check_numbers(reference)
        if root is None:
            return cls(NumberingMarkup("", ""), {}, {}, 0, 1)
        definitions = {
            int(num.numId): int(num.abstractNumId.val) for num in root.xpath("w:num[w:abstractNumId/@w:val]")
        }
        levels = {}
        for style in root.xpath("w:abstractNum/w:lvl/w:pStyle"):
            definition = int(style.xpath("string(ancestor::w:abstractNum/@w:abstractNumId)"))
            levels[definition, str(_attribute(style, "val"))] = int(style.xpath("string(../@w:ilvl)"))
        numbers = [int(number) for number in root.xpath("w:abstractNum/@w:abstractNumId")]
        markup = NumberingMarkup(
            markup_without_extensions(root, "abstractNum"), markup_without_extensions(root, "num")
        )
        return cls(markup, definitions, levels, max(numbers, default=-1) + 1, max(definitions, default=0) + 1)

    def level_of(self, style: Any) -> tuple[int, int] | None:
        """Returns the definition and level of the list that a style, or one it is based on, belongs to."""
        seen: set[str] = set()
        ancestor = style
        while ancestor is not None and ancestor.styleId not in seen:
            seen.add(str(ancestor.styleId))
            for instance in ancestor.xpath("w:pPr/w:numPr/w:numId/@w:val"):
                definition = self.definitions.get(int(instance))
                if definition is None:
                    return None
                level = ancestor.xpath("string(w:pPr/w:numPr/w:ilvl/@w:val)") or 0
                return definition, self.levels.get((definition, str(style.styleId)), int(level))
            ancestor = ancestor.base_style
        return None


def _check_numbers(reference: ReferenceParts) -> None:
    """Raises UnreadableReferenceError where a list, or a level of one, has a number that Word does not know."""
    values = reference.styles.xpath("//w:numPr/*/@w:val")
    if reference.numbering is not None:
        values += reference.numbering.xpath(
            "//@w:numId | //@w:abstractNumId | //@w:ilvl | //w:abstractNumId/@w:val"
        )
    for value in values:
        is_level = value.attrname.endswith("}ilvl") or value.getparent().tag.endswith("}ilvl")
        if not _NUMBER.fullmatch(value) or (is_level and int(value) >= NUMBERING_LEVELS):
            raise UnreadableReferenceError(f"it numbers a list, or a level of one, `{value[:20]}`")


def _attribute(element: Any, name: str) -> str | None:
    value = element.get(f"{{{W}}}{name}")
    return None if value is None else str(value)
