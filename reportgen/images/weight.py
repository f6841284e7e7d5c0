"""Estimates how much an SVG drawing asks an engine to draw: its elements, counted as often as others refer to them.

The estimate errs on the high side: where a style sheet is hard to follow, every element counts as one that it refers to.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from reportgen.startup.patterns import lazy_pattern

MAX_ELEMENTS = 20_000
"""The most elements that are drawn: an engine draws some nine thousand in a second."""

MAX_DEPTH = 100
"""How deep elements may be nested or refer to each other: engines descend by recursion."""

ReferenceKind: TypeAlias = Literal["use", "marker", "once", "per shape"]
"""How often an element draws what it refers to: once as if nested, at each corner, once over itself, or on each of its shapes."""

_ELEMENTS_WITH_HREF = frozenset(
    {"use", "pattern", "linearGradient", "radialGradient", "textPath", "feImage", "image", "tref"}
)
"""The elements whose `href` brings in its target; that of a link does not."""

_REFERENCE_KINDS: Mapping[str, ReferenceKind] = {
    **dict.fromkeys(("marker", "marker-start", "marker-mid", "marker-end"), "marker"),
    **dict.fromkeys(("mask", "clip-path", "filter"), "once"),
    **dict.fromkeys(("fill", "stroke", "style"), "per shape"),
}
"""The attributes that can refer to elements. `fill` and `stroke` are inherited by every shape inside."""

_NAME = lazy_pattern(r"[^\s\"'();,<>]+")
_SIMPLE_SELECTOR = lazy_pattern(r"[.#]?[\w-]+")
_ANY_ELEMENT = "*"


@dataclass(slots=True, eq=False)
class Element:
    """An element of a drawing."""

    tag: str
    attributes: Mapping[str, str]
    children: "list[Element]" = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Weight:
    """What drawing an element takes.

    `shapes` counts the element and those nested in it, `corners` their points that can bear markers, `referenced` the
    elements that are drawn for references, and `depth` the levels of nesting and references.
    """

    shapes: int = 0
    corners: int = 0
    referenced: int = 0
    depth: int = 0

    @property
    def total(self) -> int:
        """All elements that are drawn."""
        return self.shapes + self.referenced

    def with_nested(self, nested: "Weight") -> "Weight":
        """Adds an element that is nested in this one."""
        return Weight(
            self.shapes + nested.shapes,
            self.corners + nested.corners,
            self.referenced + nested.referenced,
            max(self.depth, nested.depth + 1),
        )

    def with_reference(self, kind: ReferenceKind, target: "Weight") -> "Weight":
        """Adds an element that this one refers to."""
        if kind == "use":
            return self.with_nested(target)
        times = {"marker": self.corners, "once": 1, "per shape": self.shapes}[kind]
        referenced = self.referenced + target.total * times
        return Weight(self.shapes, self.corners, referenced, max(self.depth, target.depth + 1))


def weigh_drawing(elements: Sequence[Element], style: str) -> Weight | None:
    """Returns what drawing the first element, the root, takes; None if elements refer to themselves or nest far too deep."""
    elements_by_id: dict[str, Element] = {}
    for element in elements:
        if "id" in element.attributes:
            elements_by_id.setdefault(element.attributes["id"], element)
    try:
        return _Scale(elements_by_id, _style_references(style, elements_by_id)).weigh(elements[0])
    except RecursionError:
        return None


class _Scale:
    """Weighs the elements of one drawing, each once."""

    def __init__(
        self, elements_by_id: Mapping[str, Element], style_references: Mapping[str, Sequence[str]]
    ) -> None:
        self._elements_by_id = elements_by_id
        self._style_references = style_references
        self._weights: dict[Element, Weight] = {}
        self._being_weighed: set[Element] = set()

    def weigh(self, element: Element) -> Weight:
        """Returns what drawing an element takes. Raises RecursionError if it refers to itself, or too deep."""
        if element in self._weights:
            return self._weights[element]
        if element in self._being_weighed or len(self._being_weighed) > 2 * MAX_DEPTH:
            raise RecursionError
        self._being_weighed.add(element)
        weight = Weight(shapes=1, corners=_max_corners(element))
        for child in element.children:
            weight = weight.with_nested(self.weigh(child))
        for kind, name in self._references(element):
            if name in self._elements_by_id:
                weight = weight.with_reference(kind, self.weigh(self._elements_by_id[name]))
        self._being_weighed.remove(element)
        self._weights[element] = weight
        return weight

    def _references(self, element: Element) -> Iterator[tuple[ReferenceKind, str]]:
        """Yields the references of an element: their kinds, and the names of their targets."""
        for attribute, value in element.attributes.items():
            kind = _REFERENCE_KINDS.get(attribute)
            if attribute.rpartition(" ")[2] == "href" and element.tag in _ELEMENTS_WITH_HREF:
                yield from (("use", name) for name in _names_after_hashes(value))
            elif attribute == "style" and _may_hide_references(value):
                yield from (("per shape", name) for name in self._elements_by_id)
            elif kind and "#" in value and (kind != "per shape" or "(" in value):
                yield from ((kind, name) for name in _names_after_hashes(value))
        if self._style_references:
            for selector in (_ANY_ELEMENT, element.tag, *_selectors(element)):
                yield from (("per shape", name) for name in self._style_references.get(selector, ()))


def _max_corners(element: Element) -> int:
    """Returns the most corners that a path or polygon can have: each takes two characters at least."""
    return 1 + max(len(element.attributes.get(name, "")) // 2 for name in ("d", "points"))


def _may_hide_references(style: str) -> bool:
    """Whether escapes in a style can hide the names that it refers to."""
    return "\\" in style and "url" in style.lower()


def _names_after_hashes(value: str) -> list[str]:
    """Returns the name after each `#`, as engines read it: without line ends and tabs."""
    matches = (_NAME.match(rest) for rest in re.sub(r"[\t\r\n]", "", value).split("#")[1:])
    return [match[0] for match in matches if match]


def _selectors(element: Element) -> Iterator[str]:
    """Yields the selectors by which a style sheet can choose an element, beside its tag."""
    if "id" in element.attributes:
        yield f"#{element.attributes['id']}"
    yield from (f".{name}" for name in element.attributes.get("class", "").split())


def _style_references(style: str, elements_by_id: Mapping[str, Element]) -> Mapping[str, Sequence[str]]:
    """Returns the names that a style sheet refers to, by the last simple selector of each rule.

    If escapes may hide names, any element refers to every other.
    """
    references: defaultdict[str, list[str]] = defaultdict(list)
    if _may_hide_references(style):
        references[_ANY_ELEMENT].extend(elements_by_id)
        return references
    for rule in style.split("}"):
        selectors, _, body = rule.rpartition("{")
        if "#" in body and "(" in body:
            for selector in selectors.rpartition("{")[2].split(","):
                for simple_selector in _last_simple_selector(selector):
                    references[simple_selector].extend(_names_after_hashes(body))
    return references


def _last_simple_selector(selector: str) -> list[str]:
    """Returns what the selected element itself must match; anything, if the selector is too hard to follow."""
    compounds = re.sub(r"[>+~]", " ", selector).split()
    if not compounds or any(character in selector for character in "*:[/"):
        return [_ANY_ELEMENT]
    return _SIMPLE_SELECTOR.findall(compounds[-1])[-1:]
