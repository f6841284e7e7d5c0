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
    """Returns a body whose references have notes of their own, counted as they come: one of a moved note is gone and new.

    LibreOffice (7.4) gives references the notes in the order in which these stand, whatever their ids.
    """
    notes: dict[int, str] = {}

    def counted(reference: re.Match[str]) -> str:
        notes[len(notes) + 1] = relationships.notes[int(reference[1])]
        return f'<w:footnoteReference w:id="{len(notes)}"/>'

    counted_body = _REFERENCE.sub(counted, body)
    relationships.notes.clear()
    relationships.notes.update(notes)
    return counted_body
