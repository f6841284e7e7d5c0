"""The part of a Word file that holds its notes (ECMA-376, part 1, 17.11)."""

import re
from collections.abc import Mapping

from reportgen.startup.patterns import lazy_pattern
from reportgen.writers._docx.relationships import Relationships
from reportgen.writers._docx.xml import DECLARATION, NAMESPACES, run, runs_in_language

NOTES = "footnotes"
"""The name of the part, and the id of the relationship to it."""

_REFERENCE = lazy_pattern(r'<w:footnoteReference w:id="(\d+)"/>')
_SEPARATORS = {-1: "separator", 0: "continuationSeparator"}
"""The lines above notes, by the ids that Word itself gives them."""

SEPARATOR_SETTINGS = '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
"""The setting that names these lines."""


def footnotes_part(notes: Mapping[int, str], relationships: Relationships) -> str:
    """Returns the part; `notes` are the runs of the notes by their ids. Without notes there is none."""
    if not notes:
        return ""
    number_style, text_style = (relationships.style_id(node) for node in ("Footnote", "Footnote text"))
    number = f"<w:r>{_property('rPr', 'rStyle', number_style)}<w:footnoteRef/></w:r>"
    lines = (
        f'<w:footnote w:type="{kind}" w:id="{note_id}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for note_id, kind in _SEPARATORS.items()
    )
    entries = (
        f'<w:footnote w:id="{note_id}"><w:p>{_property("pPr", "pStyle", text_style)}{number}{run(" ")}{runs}</w:p></w:footnote>'
        for note_id, runs in notes.items()
    )
    return f"{DECLARATION}<w:footnotes {NAMESPACES}>{''.join((*lines, *entries))}</w:footnotes>"


def _property(properties: str, name: str, style_id: str) -> str:
    return f'<w:{properties}><w:{name} w:val="{style_id}"/></w:{properties}>' if style_id else ""


def mark_language(relationships: Relationships, count: int, language: str) -> None:
    """Marks the notes that have come since there were so many as written in a language."""
    for number in list(relationships.notes)[count:]:
        relationships.notes[number] = runs_in_language(relationships.notes[number], language)


def with_own_notes(body: str, relationships: Relationships) -> str:
    """Returns a body in which no two references share a note, as those of a moved note do that is both gone and new."""
    seen = set()

    def distinct(reference: re.Match[str]) -> str:
        number = int(reference[1])
        if number in seen:
            relationships.notes[len(relationships.notes) + 1] = relationships.notes[number]
            number = len(relationships.notes)
        seen.add(number)
        return f'<w:footnoteReference w:id="{number}"/>'

    return _REFERENCE.sub(distinct, body)
