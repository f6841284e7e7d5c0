"""Named builders for the elements of a Word document, as text.

The body is built as text and parsed once: four times as fast as an element at a time. Only functions of this module
and its neighbours write markup, and every word that comes from a report passes through `escape`. Lengths are in
twentieths of a point unless a name says otherwise.
"""

import hashlib
import re
from functools import lru_cache

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    f' xmlns:a="{A}"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w15"'
)
"""The namespaces that a story (body, header, footer) uses; programs that know nothing of Word 2013 may ignore the last."""

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_UNHOLDABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WORDS = re.compile("<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t ")
_SIMPLE_ANCHOR = re.compile(r"[a-z][a-z0-9-]{0,39}")


def escape(text: str) -> str:
    """Words made safe for element text and for attributes in double quotes.

    What XML cannot hold at all (U+FFFE and the like, which the checks of a dataset refuse) is shown as U+FFFD.
    """
    if not text.isprintable():
        text = _UNHOLDABLE.sub("\ufffd", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def twips(points: float) -> int:
    """Points as twentieths of a point, Word's measure."""
    return round(points * 20)


def flag(name: str, *, on: bool) -> str:
    """An element that switches something on by being there."""
    return f"<w:{name}/>" if on else ""


def run(text: str, style: str = "", language: str = "") -> str:
    """Words with a character style (by id) and a language, where they differ from the paragraph's."""
    properties = (f'<w:rStyle w:val="{style}"/>' if style else "") + (
        f'<w:lang w:val="{escape(language)}"/>' if language else ""
    )
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def in_language(runs: str, language: str) -> str:
    """Runs whose words are in a language, but for those that have one of their own."""
    lang = f'<w:lang w:val="{escape(language)}"/></w:rPr>'

    def spoken(found: re.Match[str]) -> str:
        properties = found[1] or "<w:rPr></w:rPr>"
        known = "<w:lang " in properties
        return f"<w:r>{properties if known else properties.replace('</w:rPr>', lang)}<w:t "

    return _WORDS.sub(spoken, runs)


def tab() -> str:
    """A jump to the next tab stop."""
    return "<w:r><w:tab/></w:r>"


def field_start(instruction: str) -> str:
    """The opening of a field; its result follows, then `field_end`."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field_end() -> str:
    """The close of a field."""
    return '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def field(instruction: str, result: str) -> str:
    """A field with the result that shows until Word works it out anew."""
    return field_start(instruction) + run(result) + field_end()


def external_link(relationship: str, runs: str) -> str:
    """Runs that lead to the target of a relationship."""
    return f'<w:hyperlink r:id="{relationship}" w:history="1">{runs}</w:hyperlink>'


def internal_link(bookmark: str, runs: str) -> str:
    """Runs that lead to a bookmark of the same document."""
    return f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{runs}</w:hyperlink>'


def bookmark(number: int, name: str, runs: str) -> str:
    """Runs that a link can lead to; `number` is unique in the document."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{runs}<w:bookmarkEnd w:id="{number}"/>'


@lru_cache(maxsize=1024)
def bookmark_name(anchor: str) -> str:
    """An anchor as a bookmark's name: at most 40 letters, digits and underscores, a letter first (Word refuses others).

    Anchors that are not plain slugs get a digest, so that two of them never share a name.
    """
    if _SIMPLE_ANCHOR.fullmatch(anchor):
        return anchor.replace("-", "_")
    digest = hashlib.sha256(anchor.encode()).hexdigest()[:8]
    return f"a_{re.sub(r'[^A-Za-z0-9]+', '_', anchor)[:28]}_{digest}"


def numbering(number: int, level: int) -> str:
    """The paragraph property that makes an item of list `number` at `level` (from 0)."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def restart(number: int, abstract: int, level: int, start: int) -> str:
    """A list of its own that counts from `start`: without one, all numbered lists count on from the one before."""
    return (
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/><w:lvlOverride w:ilvl="{level}">'
        f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
    )
