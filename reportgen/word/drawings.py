"""Reads a drawing of a Word file: a picture, a text box, a diagram, a chart, letters as a picture, an embedded object."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from reportgen.word.alternatives import MC, shown_alternative
from reportgen.word.model import Aside, Picture
from reportgen.word.package import DRAWING, Package, R, W

_DOCUMENT_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_PICTURE_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/picture}cNvPr"
_SHAPE_PROPERTIES = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}cNvPr"
_PROPERTIES = (_DOCUMENT_PROPERTIES, _PICTURE_PROPERTIES, _SHAPE_PROPERTIES)
_BLIP = f"{DRAWING}blip"
_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_EXTENDED_CHART = "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_VALUE = "{http://schemas.openxmlformats.org/drawingml/2006/chart}v"


@dataclass(slots=True)
class Drawing:
    """The pictures in a drawing, and what stands in it beside them."""

    pictures: list[Picture] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)


def read_drawing(element: Any, package: Package, part: str, read_box: Callable[[Any], str]) -> Drawing:
    """Reads a drawing of a part. `read_box` returns the words of a text box."""
    drawing = Drawing()
    boxes = [box for box in element.iter(f"{W}txbxContent") if _is_outermost(box, element)]
    drawing.asides += (Aside("text box", read_box(box)) for box in boxes)
    elements = list(_shown(element))
    image = next((found for found in elements if found.tag in {_BLIP, f"{_VML}imagedata"}), None)
    is_object = element.tag == f"{W}object" or any(
        found.tag in {_CHART, _EXTENDED_CHART} for found in elements
    )
    descriptions = _distinct(_descriptions(elements))
    if image is not None and not is_object:
        file = _file(image, package, part)
        digest = hashlib.sha256(file).hexdigest() if file else ""
        mark = next((found for found in elements if found.tag == _DECORATIVE), None)
        is_decorative = mark is not None and mark.get("val") in {"1", "true"}
        drawing.pictures.append(Picture(next(iter(descriptions), ""), digest, file, is_decorative))
        descriptions = descriptions[1:]
    words = _distinct((*descriptions, *_words(elements, package, part)))
    if words or not (boxes or drawing.pictures):
        drawing.asides.append(Aside("embedded object" if is_object else "drawing", " ".join(words)))
    return drawing


def _distinct(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, (" ".join(text.split()) for text in texts))))


def _shown(drawing: Any) -> Iterator[Any]:
    """Yields the elements of a drawing, without its text boxes and the forms of it that Word does not show."""
    for child in drawing.iterchildren():
        if child.tag == f"{MC}AlternateContent":
            shown = shown_alternative(child)
            yield from _shown(shown) if shown is not None else ()
        elif isinstance(child.tag, str) and child.tag != f"{W}txbxContent":
            yield child
            yield from _shown(child)


def _descriptions(elements: Iterable[Any]) -> Iterator[str]:
    """Yields the alternative texts and titles in a drawing."""
    for element in elements:
        if element.tag in _PROPERTIES:
            yield from (element.get("descr", ""), element.get("title", ""))
        elif element.tag.startswith(_VML):
            yield from (element.get("alt", ""), element.get(f"{_OFFICE}title", ""))


def _words(elements: Iterable[Any], package: Package, part: str) -> Iterator[str]:
    """Yields the words that are drawn: those of shapes, of letters as a picture, of diagrams and of charts."""
    relationships = package.relationships(part)
    for element in elements:
        if element.tag == f"{DRAWING}t":
            yield package.words_in(element)
        elif element.tag == f"{_VML}textpath":
            yield element.get("string", "")
        elif element.tag in {_CHART, _EXTENDED_CHART, _DIAGRAM}:
            key = element.get(f"{R}dm") or element.get(f"{R}id", "")
            relationship = relationships.get(key)
            root = None if relationship is None else package.root(relationship.target)
            for text in root.iter(f"{DRAWING}t", _VALUE) if root is not None else ():
                yield text.text or ""


def _file(image: Any, package: Package, part: str) -> bytes:
    """Returns the file of a picture; empty where it is not in the package."""
    key = image.get(f"{R}embed") or image.get(f"{R}id") or image.get(f"{R}link") or ""
    relationship = package.relationships(part).get(key)
    return b"" if relationship is None else package.parts.get(relationship.target, b"")


def _is_outermost(box: Any, drawing: Any) -> bool:
    """Tells whether a text box stands in a drawing itself: not in another box, nor in a form that Word does not show."""
    for ancestor in box.iterancestors():
        if ancestor is drawing:
            return True
        outer = ancestor.getparent()
        is_form = outer is not None and outer.tag == f"{MC}AlternateContent"
        if ancestor.tag == box.tag or (is_form and shown_alternative(outer) is not ancestor):
            return False
    return True
