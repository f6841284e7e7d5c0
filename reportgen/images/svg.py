"""Drawings in SVG: their size, and whether they can be drawn at all, and in a bearable time.

A file of a kilobyte can ask for a billion shapes: by entities, by `use` that doubles and doubles again, by patterns in
patterns. So the file is read by a real parser, and what it would draw is counted before an engine begins.
"""

import re
from collections.abc import Mapping
from math import isfinite
from xml.parsers import expat

from reportgen.images.references import MAX_DEPTH, MAX_PARTS, Element, weighed
from reportgen.images.unusable import Unusable, damaged

MAX_BYTES = 3_000_000
"""The largest drawing: engines read its text many times over."""

MAX_TEXT = 100_000
"""The longest value in a drawing but for pictures inside it: engines take time by the square of a path's length."""

_NAMESPACE = "http://www.w3.org/2000/svg"
_PIXELS = {None: 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(px|pt|pc|mm|cm|in)?\s*")
_LONGEST_LENGTH = 500


def drawing(content: bytes, name: str) -> tuple[float, float]:
    """The size of a drawing in CSS pixels. Raises Unusable where it is none, or one that nobody could draw."""
    if len(content) > MAX_BYTES and b"<svg" in content[:MAX_BYTES]:
        raise Unusable(f"`{name}` is a drawing larger than {MAX_BYTES // 1_000_000} MB")
    reader = _Reader(name)
    reader.read(content)
    weight = weighed(reader.parts, "".join(reader.style))
    if weight is None or weight.depth > MAX_DEPTH:
        raise Unusable(f"`{name}` has parts that show themselves, or that are nested too deep")
    if weight.total > MAX_PARTS:
        raise Unusable(f"`{name}` has more than {MAX_PARTS:,} parts to draw")
    return _size(reader.parts[0].attributes)


class _Reader:
    """Collects a drawing's parts while expat reads it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.parts: list[Element] = []
        self.style: list[str] = []
        self._open: list[Element] = []

    def read(self, content: bytes) -> None:
        """Read a drawing. Raises Unusable."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.EntityDeclHandler = self._entity
        parser.CharacterDataHandler = self._text
        parser.buffer_text = True
        try:
            parser.Parse(content, True)  # noqa: FBT003 - expat's own order of arguments
        except (
            expat.ExpatError,
            ValueError,
            LookupError,
        ):  # LookupError: an encoding that Python does not know
            raise damaged(self.name) if self.parts else self._no_picture() from None

    def _no_picture(self) -> Unusable:
        return Unusable(f"`{self.name}` is not a PNG, JPEG or SVG picture")

    def _entity(self, *_: object) -> None:
        raise Unusable(f"`{self.name}` has abbreviations of its own (`<!ENTITY`), which may not be used")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, local = tag.rpartition(" ")
        if not self.parts and (local != "svg" or space not in ("", _NAMESPACE)):
            raise self._no_picture()
        if len(self.parts) >= MAX_PARTS:
            raise Unusable(f"`{self.name}` has more than {MAX_PARTS:,} parts to draw")
        if len(self._open) >= MAX_DEPTH:
            raise Unusable(f"`{self.name}` has parts that show themselves, or that are nested too deep")
        self._check(attributes)
        part = Element(local, attributes)
        if self._open:
            self._open[-1].children.append(part)
        self.parts.append(part)
        self._open.append(part)

    def _check(self, attributes: dict[str, str]) -> None:
        for attribute, value in attributes.items():
            start = value[:100].lstrip().lower()
            if start.startswith("data:") and "svg" in start.partition(",")[0]:
                raise Unusable(f"`{self.name}` has another drawing inside it")
            if len(value) > MAX_TEXT and not start.startswith("data:image/"):
                words = f"more than {MAX_TEXT:,} characters in one `{attribute.rpartition(' ')[2]}`"
                raise Unusable(f"`{self.name}` has {words}")

    def _end(self, _: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        if self._open[-1].tag == "style":
            self.style.append(text)


def _size(root: Mapping[str, str]) -> tuple[float, float]:
    """The root's own width and height, or those of its box where they are not given in a fixed unit."""
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    box = _box(root.get("viewBox", ""))
    if box is not None:
        return width or box[0], height or box[1]
    return width or 300, height or 150


def _length(text: str) -> float:
    match = _LENGTH.fullmatch(text[:_LONGEST_LENGTH])
    return float(match[1]) * _PIXELS[match[2]] if match else 0


def _box(text: str) -> tuple[float, float] | None:
    """The width and height of a box; None where there is none, or it is not four numbers."""
    try:
        sides = [float(side) for side in text[:_LONGEST_LENGTH].replace(",", " ").split()]
    except ValueError:
        return None
    return (sides[2], sides[3]) if len(sides) == 4 and all(map(isfinite, sides)) else None
