"""Measures drawings in SVG, and refuses those that an engine could not draw, or not in a bearable time.

A file of a kilobyte can ask for a billion shapes: by entities, by `use` that doubles and doubles again, by patterns in
patterns. So this module reads the file with a real parser, and counts what it would draw before an engine begins.
"""

from collections.abc import Mapping
from math import isfinite
from xml.parsers import expat

from reportgen.images.errors import OTHER_FORMAT, UnusableFile, damaged_file_error
from reportgen.images.weight import MAX_DEPTH, MAX_ELEMENTS, Element, weigh_drawing
from reportgen.startup.patterns import lazy_pattern

MAX_BYTES = 3_000_000
"""The largest drawing: engines read its text many times over."""

MAX_ATTRIBUTE = 100_000
"""The longest attribute, but for pictures inside the drawing: engines take time by the square of a path's length."""

_PROGRAMS = frozenset({"script", "handler", "listener"})
_FOREIGN = frozenset({"foreignobject", "iframe", "embed", "object", "html"})
_SCHEMES_OF_PROGRAMS = ("javascript:", "vbscript:", "data:text/html", "data:application/xhtml")
_IGNORED_IN_ADDRESSES = lazy_pattern(r"[\s\x00-\x1f\x7f]+")
"""What browsers leave out before they look at the scheme of an address: `java script:` is `javascript:`."""

_NAMESPACE = "http://www.w3.org/2000/svg"
_UNITS = {None: 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
"""How many CSS pixels are in each unit."""

_LENGTH = lazy_pattern(r"\s*(\d+(?:\.\d+)?)\s*(px|pt|pc|mm|cm|in)?\s*")
_LONGEST_LENGTH = 500


def drawing_size(content: bytes, name: str) -> tuple[float, float]:
    """Returns the size of a drawing in CSS pixels. Raises Unusable if it is no drawing, or one that no engine could draw."""
    if len(content) > MAX_BYTES and b"<svg" in content[:MAX_BYTES]:
        raise UnusableFile(f"`{name}` is a drawing larger than {MAX_BYTES // 1_000_000} MB")
    reader = _Reader(name)
    reader.read(content)
    weight = weigh_drawing(reader.elements, "".join(reader.style))
    if weight is None or weight.depth > MAX_DEPTH:
        raise UnusableFile(f"`{name}` has parts that show themselves, or that are nested too deep")
    if weight.total > MAX_ELEMENTS:
        raise UnusableFile(f"`{name}` has more than {MAX_ELEMENTS:,} parts to draw")
    return _size(reader.elements[0].attributes)


class _Reader:
    """Collects a drawing's elements and style sheets while expat reads it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.elements: list[Element] = []
        self.style: list[str] = []
        self._open: list[Element] = []

    def read(self, content: bytes) -> None:
        """Reads a drawing. Raises Unusable."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start_element
        parser.EndElementHandler = self._end_element
        parser.EntityDeclHandler = self._declare_entity
        parser.CharacterDataHandler = self._character_data
        parser.buffer_text = True
        try:
            parser.Parse(content, True)  # noqa: FBT003 - expat's own order of arguments
        except (expat.ExpatError, ValueError, LookupError):  # LookupError: an encoding unknown to Python
            raise damaged_file_error(self.name) if self.elements else self._not_a_picture() from None

    def _not_a_picture(self) -> UnusableFile:
        return UnusableFile(f"`{self.name}` is not a PNG, JPEG or SVG picture", OTHER_FORMAT)

    def _declare_entity(self, *_: object) -> None:
        raise UnusableFile(f"`{self.name}` has abbreviations of its own (`<!ENTITY`), which may not be used")

    def _start_element(self, tag: str, attributes: dict[str, str]) -> None:
        namespace, _, local_name = tag.rpartition(" ")
        if not self.elements and (local_name != "svg" or namespace not in ("", _NAMESPACE)):
            raise self._not_a_picture()
        if len(self.elements) >= MAX_ELEMENTS:
            raise UnusableFile(f"`{self.name}` has more than {MAX_ELEMENTS:,} parts to draw")
        if len(self._open) >= MAX_DEPTH:
            raise UnusableFile(f"`{self.name}` has parts that show themselves, or that are nested too deep")
        self._check_activity(local_name.lower(), attributes)
        self._check_attributes(attributes)
        element = Element(local_name, attributes)
        if self._open:
            self._open[-1].children.append(element)
        self.elements.append(element)
        self._open.append(element)

    def _check_activity(self, tag: str, attributes: dict[str, str]) -> None:
        """Refuses what runs, or is no drawing: Word keeps the file as it is, and hands it on to whoever opens the picture."""
        if tag in _PROGRAMS:
            raise UnusableFile(
                f"`{self.name}` has a program in it (`<{tag}>`), and a picture may not run one"
            )
        if tag in _FOREIGN:
            raise UnusableFile(
                f"`{self.name}` has a piece of a web page in it (`<{tag}>`), which is no drawing"
            )
        for attribute, value in attributes.items():
            local_name = attribute.rpartition(" ")[2]
            starts = (_IGNORED_IN_ADDRESSES.sub("", start[:200]).lower() for start in value.split(";"))
            if local_name.lower().startswith("on") or any(
                start.startswith(_SCHEMES_OF_PROGRAMS) for start in starts
            ):
                raise UnusableFile(
                    f"`{self.name}` has a program in its `{local_name}`, and a picture may not run one"
                )

    def _check_attributes(self, attributes: dict[str, str]) -> None:
        for attribute, value in attributes.items():
            start = value[:100].lstrip().lower()
            if start.startswith("data:") and "svg" in start.partition(",")[0]:
                raise UnusableFile(f"`{self.name}` has another drawing inside it")
            if len(value) > MAX_ATTRIBUTE and not start.startswith("data:image/"):
                local_name = attribute.rpartition(" ")[2]
                raise UnusableFile(
                    f"`{self.name}` has more than {MAX_ATTRIBUTE:,} characters in one `{local_name}`"
                )

    def _end_element(self, _: str) -> None:
        self._open.pop()

    def _character_data(self, text: str) -> None:
        if self._open[-1].tag == "style":
            self.style.append(text)


def _size(root: Mapping[str, str]) -> tuple[float, float]:
    """Returns the root's own width and height, or those of its view box where they are not given in a fixed unit."""
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    box = _view_box_size(root.get("viewBox", ""))
    if box is not None:
        return width or box[0], height or box[1]
    return width or 300, height or 150


def _length(text: str) -> float:
    match = _LENGTH.fullmatch(text[:_LONGEST_LENGTH])
    return float(match[1]) * _UNITS[match[2]] if match else 0


def _view_box_size(text: str) -> tuple[float, float] | None:
    """Returns the width and height of a view box; None if it is not four numbers."""
    try:
        numbers = [float(number) for number in text[:_LONGEST_LENGTH].replace(",", " ").split()]
    except ValueError:
        return None
    return (numbers[2], numbers[3]) if len(numbers) == 4 and all(map(isfinite, numbers)) else None
