"""How much a drawing draws: its parts, counted as often as other parts refer to them.

What an engine would find is never less than what is counted here; where a style sheet is hard to follow, it may be more.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

MAX_PARTS = 20_000
"""The most parts that are drawn: an engine draws some nine thousand in a second."""

MAX_DEPTH = 100
"""How deep parts may stand in each other or refer to each other: engines go down one call after another."""

_REFERRING = frozenset(
    {"use", "pattern", "linearGradient", "radialGradient", "textPath", "feImage", "image", "tref"}
)
"""The elements whose `href` brings in what it leads to; that of a link does not."""

_INHERITED = ("fill", "stroke")
_MARKERS = ("marker", "marker-start", "marker-mid", "marker-end")
_ONCE = ("mask", "clip-path", "filter")
_PAINTED = frozenset({*_INHERITED, *_MARKERS, *_ONCE, "style"})
_NAME = re.compile(r"[^\s\"'();,<>]+")
_SIMPLE = re.compile(r"[.#]?[\w-]+")
_ANYTHING = "*"


@dataclass(slots=True, eq=False)
class Element:
    """An element of a drawing."""

    tag: str
    attributes: Mapping[str, str]
    children: "list[Element]" = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Weight:
    """What drawing a part takes: the shapes in it, the corners that bear markers, what they refer to, and how deep it goes."""

    shapes: int = 0
    corners: int = 0
    more: int = 0
    depth: int = 0

    @property
    def total(self) -> int:
        """All parts that are drawn."""
        return self.shapes + self.more

    def with_inside(self, other: "Weight") -> "Weight":
        """With a part that stands in this one."""
        depth = max(self.depth, other.depth + 1)
        return Weight(self.shapes + other.shapes, self.corners + other.corners, self.more + other.more, depth)

    def with_drawn(self, other: "Weight", times: int) -> "Weight":
        """With a part that is drawn so many times on this one."""
        more = self.more + other.total * times
        return Weight(self.shapes, self.corners, more, max(self.depth, other.depth + 1))


def weighed(parts: Sequence[Element], style: str) -> Weight | None:
    """What drawing the first part, the root, takes; None where parts refer to themselves."""
    names: dict[str, Element] = {}
    for part in parts:
        if "id" in part.attributes:
            names.setdefault(part.attributes["id"], part)
    try:
        return _Scale(names, _rules(style, names)).weigh(parts[0])
    except RecursionError:
        return None


class _Scale:
    """Weighs parts, each once."""

    def __init__(self, names: Mapping[str, Element], rules: Mapping[str, Sequence[str]]) -> None:
        self._names = names
        self._rules = rules
        self._known: dict[Element, Weight] = {}
        self._under_way: set[Element] = set()

    def weigh(self, part: Element) -> Weight:
        """What drawing a part takes. Raises RecursionError where it refers to itself, or too deep."""
        if part in self._known:
            return self._known[part]
        if part in self._under_way or len(self._under_way) > 2 * MAX_DEPTH:
            raise RecursionError
        self._under_way.add(part)
        weight = Weight(1, _corners(part))
        for child in part.children:
            weight = weight.with_inside(self.weigh(child))
        for kind, name in self._references(part):
            if name in self._names:
                weight = _with_reference(weight, kind, self.weigh(self._names[name]))
        self._under_way.remove(part)
        self._known[part] = weight
        return weight

    def _references(self, part: Element) -> Iterator[tuple[str, str]]:
        """What a part refers to, by the kind of the reference."""
        for attribute, value in part.attributes.items():
            local = attribute.rpartition(" ")[2]
            if local == "href" and part.tag in _REFERRING:
                yield from (("use", name) for name in _names_in(value))
            elif attribute == "style" and "\\" in value and "url" in value.lower():
                yield from (("style", name) for name in self._names)
            elif attribute in _PAINTED and "#" in value and (attribute in _ONCE + _MARKERS or "(" in value):
                kind = "marker" if attribute in _MARKERS else attribute
                yield from ((kind, name) for name in _names_in(value))
        if self._rules:
            for selector in (_ANYTHING, part.tag, *_marks(part)):
                yield from (("style", name) for name in self._rules.get(selector, ()))


def _with_reference(weight: Weight, kind: str, other: Weight) -> Weight:
    if kind == "use":
        return weight.with_inside(other)
    if kind == "marker":
        return weight.with_drawn(other, weight.corners)
    return weight.with_drawn(other, 1 if kind in _ONCE else weight.shapes)


def _corners(part: Element) -> int:
    return 1 + max(len(part.attributes.get(name, "")) // 2 for name in ("d", "points"))


def _names_in(value: str) -> list[str]:
    """What stands behind each `#`, as engines read it: without ends of lines and tabs."""
    found = (_NAME.match(rest) for rest in re.sub(r"[\t\r\n]", "", value).split("#")[1:])
    return [match[0] for match in found if match]


def _marks(part: Element) -> Iterator[str]:
    """How a style sheet can speak of a part beside its kind."""
    if "id" in part.attributes:
        yield f"#{part.attributes['id']}"
    yield from (f".{name}" for name in part.attributes.get("class", "").split())


def _rules(style: str, names: Mapping[str, Element]) -> Mapping[str, Sequence[str]]:
    """What a style sheet lets parts refer to, by the last word of each selector; with escapes in it, everything to all."""
    rules: defaultdict[str, list[str]] = defaultdict(list)
    if "\\" in style and "url" in style.lower():
        rules[_ANYTHING].extend(names)
        return rules
    for rule in style.split("}"):
        selectors, _, body = rule.rpartition("{")
        if "#" in body and "(" in body:
            for selector in selectors.rpartition("{")[2].split(","):
                for mark in _last_words(selector):
                    rules[mark].extend(_names_in(body))
    return rules


def _last_words(selector: str) -> list[str]:
    """The words that a part must bear to be selected; where others decide, anything."""
    words = re.sub(r"[>+~]", " ", selector).split()
    if not words or any(character in selector for character in "*:[/"):
        return [_ANYTHING]
    return _SIMPLE.findall(words[-1])[-1:]
