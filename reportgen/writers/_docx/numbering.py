"""The lists of a Word file: what stands before the items at each level, and how far they are indented."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportgen.writers._docx.style_names import COUNT_LEVELS, LIST_LEVELS, key
from reportgen.writers._docx.xml import DECLARATION, W, escape

BULLETS, NUMBERS, COLUMNS = 1, 2, 3
"""The lists that styles are tied to: bullets, numbers, and bullets set in columns."""

_KINDS = (("List Bullet", "bullet"), ("List Number", "decimal"), ("List Columns", "none"))

LISTED = {
    key(name if level == 1 else f"{name} {level}"): (place, level - 1)
    for place, (name, kind) in enumerate(_KINDS, start=BULLETS)
    for level in (range(1, LIST_LEVELS + 1) if kind != "none" else (1,))
}
"""The styles that belong to a list, by the keys of their names, each with its list and its level from 0."""

_STEP = 400
_GLYPHS = ("•", "◦", "▪")
_HANGING = {"bullet": 220, "decimal": 400, "none": 200}
"""How far the first line stands out, by what stands before it. Without a mark it shows where an entry begins."""


@dataclass(frozen=True, slots=True)
class Lists:
    """The markup of lists: their definitions, and the lists themselves, which must follow all definitions."""

    definitions: str
    lists: str


def indent(level: int) -> str:
    """The indent of the text of lists at a level from 1."""
    return f'<w:ind w:left="{_STEP * level}"/>'


def lists(ids: Mapping[str, str], first_definition: int = 0, first_number: int = 1) -> Lists:
    """Our three lists, numbered from the given numbers on.

    `ids` are the styles (by `key`) that take their place in a list from here.
    """
    definitions = "".join(
        _definition(first_definition + place, name, kind, ids) for place, (name, kind) in enumerate(_KINDS)
    )
    numbers = "".join(
        f'<w:num w:numId="{first_number + place}"><w:abstractNumId w:val="{first_definition + place}"/></w:num>'
        for place in range(len(_KINDS))
    )
    return Lists(definitions, numbers)


def numbering_part(parts: Lists, more: str = "") -> str:
    """The whole numbering part, with `more` lists of a document after the others."""
    return f'{DECLARATION}<w:numbering xmlns:w="{W}">{parts.definitions}{parts.lists}{more}</w:numbering>'


def _definition(number: int, style: str, kind: str, ids: Mapping[str, str]) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{0x52470000 + number:08X}"/>'
        f'<w:multiLevelType w:val="multilevel"/>{"".join(_levels(style, kind, ids))}</w:abstractNum>'
    )


def _levels(style: str, kind: str, ids: Mapping[str, str]) -> Iterator[str]:
    for level in range(1, COUNT_LEVELS + 1):
        name = f"{style} {level}" if level > 1 else style
        linked = ids.get(key(name)) if level <= LIST_LEVELS else None
        link = f'<w:pStyle w:val="{escape(linked)}"/>' if linked else ""
        before = f"%{level}." if kind == "decimal" else _GLYPHS[(level - 1) % len(_GLYPHS)]
        mark = (
            '<w:suff w:val="nothing"/><w:lvlText w:val=""/>'
            if kind == "none"
            else f'<w:lvlText w:val="{before}"/>'
        )
        left = _HANGING[kind] if kind == "none" else _STEP * level
        yield (
            f'<w:lvl w:ilvl="{level - 1}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{link}{mark}'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{_HANGING[kind]}"/></w:pPr></w:lvl>'
        )
