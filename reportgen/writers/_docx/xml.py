"""Builders for the elements of WordprocessingML, as text.

Only functions of this package write markup, and every word that comes from a report passes through `escape`. Lengths are
in twentieths of a point unless a name says otherwise.
"""

import hashlib
import re

from reportgen.startup.patterns import lazy_pattern

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    f' xmlns:a="{A}"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
"""The namespaces that a body, header or footer uses."""

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_NO_BREAK_HYPHEN = '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'
"""A hyphen that does not break, between two texts of a run: Word has an element for it, since few fonts have the character."""

_NOT_IN_XML = lazy_pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TEXT_RUN = lazy_pattern("<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t ")
_SIMPLE_ANCHOR = lazy_pattern(r"[a-z][a-z0-9-]{0,39}")

_SPACE_BETWEEN_NOTES = 1.5
"""Between the numbers of two notes side by side, in points: as much as in the other formats."""


def escape(text: str) -> str:
    """Returns text that is safe in elements, and in attributes in double quotes.

    Characters that XML cannot hold (U+FFFE and the like, which the checks of a dataset refuse) become U+FFFD.
    """
    if not text.isprintable():
        text = _NOT_IN_XML.sub("\ufffd", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def points_to_twips(points: float) -> int:
    """Converts points to twentieths of a point, Word's measure."""
    return round(points * 20)


def flag(name: str, *, on: bool) -> str:
    """Returns an element that switches something on by its presence, or nothing."""
    return f"<w:{name}/>" if on else ""


def run(text: str, style_id: str = "", language: str = "", *, highlight: bool = False) -> str:
    """Returns a run of text, with a character style and a language where they differ from the paragraph's."""
    style = f'<w:rStyle w:val="{style_id}"/>' if style_id else ""
    properties = style + ('<w:highlight w:val="yellow"/>' if highlight else "")
    properties += f'<w:lang w:val="{escape(language)}"/>' if language else ""
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    words = escape(text).replace("\u2011", _NO_BREAK_HYPHEN)
    return f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>'


def runs_in_language(runs: str, language: str) -> str:
    """Marks runs of text as written in a language, except those that are marked already."""
    language_end = f'<w:lang w:val="{escape(language)}"/></w:rPr>'

    def mark(match: re.Match[str]) -> str:
        properties = match[1] or "<w:rPr></w:rPr>"
        if "<w:lang " not in properties:
            properties = properties.replace("</w:rPr>", language_end)
        return f"<w:r>{properties}<w:t "

    return _TEXT_RUN.sub(mark, runs)


def tab() -> str:
    """Returns a run that jumps to the next tab stop."""
    return "<w:r><w:tab/></w:r>"


def line_break() -> str:
    """Returns a run that goes on in the next line."""
    return "<w:r><w:br/></w:r>"


def break_below_frames() -> str:
    """Returns a run that goes on below the pictures that have text at their side."""
    return '<w:r><w:br w:type="textWrapping" w:clear="all"/></w:r>'


def field_start(instruction: str) -> str:
    """Returns the start of a field; its result follows, then `field_end`."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field_end() -> str:
    """Returns the end of a field."""
    return '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def field(instruction: str, result: str) -> str:
    """Returns a field with the result that shows until Word updates it."""
    return field_start(instruction) + run(result) + field_end()


def note_reference(number: int, style_id: str, *, is_apart: bool = False) -> str:
    """Returns a run that stands for the number of a note, with some space behind it where it `is_apart` from the next.

    The space is not in a style: LibreOffice (7.4) gives such a run its own style for the numbers of notes.
    """
    style = f'<w:rStyle w:val="{style_id}"/>' if style_id else ""
    space = f'<w:spacing w:val="{points_to_twips(_SPACE_BETWEEN_NOTES)}"/>' if is_apart else ""
    properties = f"<w:rPr>{style}{space}</w:rPr>" if style or space else ""
    return f'<w:r>{properties}<w:footnoteReference w:id="{number}"/></w:r>'


def external_link(relationship_id: str, runs: str) -> str:
    """Returns runs that link to the target of a relationship."""
    return f'<w:hyperlink r:id="{relationship_id}" w:history="1">{runs}</w:hyperlink>'


def internal_link(name: str, runs: str) -> str:
    """Returns runs that link to the bookmark of this name in the same document."""
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{runs}</w:hyperlink>'


def bookmark(number: int, name: str, runs: str) -> str:
    """Returns runs inside a bookmark; `number` is unique in the document."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{runs}<w:bookmarkEnd w:id="{number}"/>'


def bookmark_name(anchor: str) -> str:
    """Returns an anchor as the name of a bookmark.

    Word takes at most 40 letters, digits and underscores, a letter first. Anchors that are not plain slugs get a digest, so
    that no two of them share a name.
    """
    if _SIMPLE_ANCHOR.fullmatch(anchor):
        return anchor.replace("-", "_")
    digest = hashlib.sha256(anchor.encode()).hexdigest()[:8]
    return f"a_{re.sub(r'[^A-Za-z0-9]+', '_', anchor)[:28]}_{digest}"


def numbering_properties(instance: int, level: int) -> str:
    """Returns the paragraph property that makes a paragraph an item of a numbering instance, at a level from 0."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{instance}"/></w:numPr>'


def numbering_instance(number: int, definition: int, level: int, start: int) -> str:
    """Returns a numbering instance that counts from `start`: without its own, a list goes on from the one before."""
    return (
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/><w:lvlOverride w:ilvl="{level}">'
        f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
    )
