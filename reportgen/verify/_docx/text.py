"""Reads the text of a Word file in reading order, as it shows: also that in tables, content controls, fields and insertions."""

import re
from collections.abc import Iterator
from typing import Any

from reportgen.verify.model import FileText
from reportgen.verify.strings import collapse_whitespace, drop_consecutive_duplicates
from reportgen.word.fields import FieldTracker
from reportgen.word.package import Package, R, W

PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CHARACTERS = {f"{W}tab": "\t", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "\u2011"}
"""Elements of a run that stand for a character."""

_PAGE_NUMBER = re.compile(r"\t+\s*\d*\s*$")


def read_text(package: Package) -> FileText:
    """Reads the text of a Word file, without the page numbers in its table of contents."""
    root = package.document
    lines = (collapse_whitespace(text) for _, text in paragraphs(root))
    alternative_texts = (
        collapse_whitespace(picture.get("descr", "")) for picture in visible_elements(root, PICTURE)
    )
    return FileText(
        tuple(filter(None, lines)),
        tuple(filter(None, alternative_texts)),
        drop_consecutive_duplicates(_addresses(package)),
        tuple(filter(None, _page_headers(package))),
    )


def _page_headers(package: Package) -> Iterator[str]:
    for root in map(package.root, package.related_parts("header")):
        if root is not None:
            yield collapse_whitespace(" ".join(text for _, text in paragraphs(root)))


def paragraphs(root: Any, fields: FieldTracker | None = None) -> Iterator[tuple[Any, str]]:
    """Yields the paragraphs of a story with their texts, in reading order; `fields` follows the fields in them."""
    fields = fields or FieldTracker()
    for paragraph in visible_elements(root, f"{W}p"):
        begins_in_contents = fields.is_in_result_of("TOC")
        text = "".join(_pieces(paragraph, fields))
        is_in_contents = begins_in_contents or fields.is_in_result_of("TOC")
        yield paragraph, _PAGE_NUMBER.sub("", text) if is_in_contents else text.rstrip("\t")
    fields.close()


def visible_elements(root: Any, tag: str) -> Iterator[Any]:
    """Yields the elements with a tag, without those that only older programs show in the place of others."""
    for element in root.iter(tag):
        if not any(ancestor.tag == _FALLBACK for ancestor in element.iterancestors()):
            yield element


def _pieces(element: Any, fields: FieldTracker) -> Iterator[str]:
    """Yields the text below an element, without that of paragraphs in it (text boxes), which are lines of their own."""
    for child in element.iterchildren():
        if child.tag in {f"{W}fldChar", f"{W}instrText"}:
            fields.follow(child)
        elif child.tag == f"{W}t":
            yield "" if fields.is_in_result_of("PAGEREF") else child.text or ""
        elif child.tag in _CHARACTERS and element.tag == f"{W}r":
            yield _CHARACTERS[child.tag]
        elif child.tag not in {f"{W}p", _FALLBACK}:
            yield from _pieces(child, fields)


def _addresses(package: Package) -> Iterator[str]:
    relationships = package.relationships(package.main_part)
    for link in package.document.iter(f"{W}hyperlink"):
        relationship = relationships.get(link.get(f"{R}id", ""))
        if relationship is not None and relationship.is_external:
            yield relationship.target
