"""The numbering part of a Word file: the bullets or numbers of lists at each level, and their indents.

A numbering definition (`w:abstractNum`) says how the levels look; a numbering instance (`w:num`) is a list that counts by one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportgen.writers._docx.style_names import LIST_STYLE_LEVELS, NUMBERING_LEVELS, style_key
from reportgen.writers._docx.xml import DECLARATION, W, escape, points_to_twips

BULLETS, NUMBERS, COLUMNS = 1, 2, 3
"""The numbering instances that our styles are tied to: bullets, numbers, and entries set in columns."""

_FORMATS = (("List Bullet", "bullet"), ("List Number", "decimal"), ("List Columns", "none"))
"""The name of the first style of each of the three, and its number format."""

LIST_STYLES = {
    style_key(name if level == 1 else f"{name} {level}"): (instance, level - 1)
    for instance, (name, number_format) in enumerate(_FORMATS, start=BULLETS)
    for level in (range(1, LIST_STYLE_LEVELS + 1) if number_format != "none" else (1,))
}
"""The styles that belong to a list, by their keys, each with its numbering instance and its level from 0."""

_INDENT = 400
_BULLETS = ("•", "◦", "▪")
_HANGING = {"bullet": 220, "decimal": 400, "none": 200}
"""How far the first line hangs out, by number format. An entry in columns has no mark, and shows by this where it begins."""


@dataclass(frozen=True, slots=True)
class NumberingMarkup:
    """The markup of numbering definitions, and of the instances, which must follow all definitions."""

    definitions: str
    instances: str


def list_indent(level: int, further: float = 0) -> str:
    """Returns the indent of the text of lists at a level from 1, and so many points more."""
    return f'<w:ind w:left="{text_indent(level) + points_to_twips(further)}"/>'


def text_indent(level: int) -> int:
    """Returns how far from the margin the text of lists at a level stands, in twentieths of a point."""
    return _INDENT * level


def own_numbering(
    style_ids: Mapping[str, str], first_definition: int = 0, first_instance: int = 1
) -> NumberingMarkup:
    """Returns the markup of our three lists, numbered from the given numbers on.

    `style_ids` are the ids of the styles, by their keys, that are tied to these lists.
    """
    definitions = "".join(
        _definition(first_definition + index, name, number_format, style_ids)
        for index, (name, number_format) in enumerate(_FORMATS)
    )
    instances = "".join(
        f'<w:num w:numId="{first_instance + index}"><w:abstractNumId w:val="{first_definition + index}"/></w:num>'
        for index in range(len(_FORMATS))
    )
    return NumberingMarkup(definitions, instances)


def numbering_part(numbering: NumberingMarkup, more_instances: str = "") -> str:
    """Returns the numbering part, with `more_instances` for the lists of a document after the others."""
    content = f"{numbering.definitions}{numbering.instances}{more_instances}"
    return f'{DECLARATION}<w:numbering xmlns:w="{W}">{content}</w:numbering>'


def _definition(number: int, style_name: str, number_format: str, style_ids: Mapping[str, str]) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{0x52470000 + number:08X}"/>'
        f'<w:multiLevelType w:val="multilevel"/>{"".join(_levels(style_name, number_format, style_ids))}</w:abstractNum>'
    )


def _levels(style_name: str, number_format: str, style_ids: Mapping[str, str]) -> Iterator[str]:
    hanging = _HANGING[number_format]
    for level in range(1, NUMBERING_LEVELS + 1):
        name = f"{style_name} {level}" if level > 1 else style_name
        style_id = style_ids.get(style_key(name)) if level <= LIST_STYLE_LEVELS else None
        style = f'<w:pStyle w:val="{escape(style_id)}"/>' if style_id else ""
        left = _INDENT * level
        if number_format == "none":
            text, left = '<w:suff w:val="nothing"/><w:lvlText w:val=""/>', hanging
        elif number_format == "decimal":
            text = f'<w:lvlText w:val="%{level}."/>'
        else:
            text = f'<w:lvlText w:val="{_BULLETS[(level - 1) % len(_BULLETS)]}"/>'
        yield (
            f'<w:lvl w:ilvl="{level - 1}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{style}{text}'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
        )
