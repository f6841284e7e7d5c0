"""The styles and the numbering of a Word file, resolved as Word does (ECMA-376, part 1, 17.7 and 17.9)."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from reportgen.startup.patterns import lazy_pattern
from reportgen.word.model import Kind
from reportgen.word.package import Package, W

_MAX_CHAIN = 20
"""How many styles may be based on each other; a circle of them ends here."""

_HEADING = lazy_pattern(r"heading ([1-9])")
_LIST = lazy_pattern(r"list (bullet|number|continue)(?: ([2-5]))?")
_QUOTATION = lazy_pattern(r"quotation( source)?(?: ([2-5]))?")
_KINDS: dict[str, Kind] = {
    "title": "title",
    "subtitle": "subtitle",
    "report period": "period",
    "front title": "title",
    "front group": "subtitle",
    "front period": "period",
    "caption": "caption",
    "figure caption": "caption",
    "figure caption credited": "caption",
    "figure credit": "credit",
    "table note": "note",
    "contents heading": "contents",
    "toc heading": "contents",
}
_OFF = ("0", "false", "off", "none")


class Numbering(NamedTuple):
    """How a paragraph is numbered: by which definition, at which level, in which format (`bullet`, `decimal`), from which number.

    Paragraphs of one definition go on counting; `restart` names the instance that begins anew, empty for one that does not.
    `label` is what stands around the number, such as `Recommendation %1:`.
    """

    definition: str
    level: int
    format: str
    start: int
    restart: str
    label: str = ""


class StyleFormat(NamedTuple):
    """What a style says of its paragraphs: what they are, at which level, and whether they are part of a list by name."""

    kind: Kind
    level: int
    name: str


def value(element: Any, path: str) -> str | None:
    """Returns `w:val` of the element at a path below another; None where there is none."""
    child = None if element is None else element.find(path)
    return None if child is None else child.get(f"{W}val", "")


def switch(properties: Any, name: str) -> bool | None:
    """Returns whether a property such as `b` is on or off; None where nothing is said."""
    child = None if properties is None else properties.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val", "1") not in _OFF


class Styles:
    """Looks up what styles and numbering say."""

    def __init__(self, package: Package) -> None:
        self._styles: dict[str, Any] = {}
        self._defaults: dict[str, str] = {}
        self._levels: dict[str, dict[int, Any]] = {}
        self._abstract_of: dict[str, str] = {}
        self._overrides: dict[str, dict[int, Any]] = {}
        for name in package.related_parts("styles"):
            root = package.root(name)
            for style in root.iterchildren(f"{W}style") if root is not None else ():
                style_id = style.get(f"{W}styleId", "")
                self._styles.setdefault(style_id, style)
                if style.get(f"{W}default") in {"1", "true", "on"}:
                    self._defaults.setdefault(style.get(f"{W}type", ""), style_id)
        for name in package.related_parts("numbering"):
            root = package.root(name)
            if root is not None:
                self._read_numbering(root)

    def _read_numbering(self, root: Any) -> None:
        for abstract in root.iterchildren(f"{W}abstractNum"):
            levels = {_number(level.get(f"{W}ilvl")): level for level in abstract.iterchildren(f"{W}lvl")}
            self._levels.setdefault(abstract.get(f"{W}abstractNumId", ""), levels)
        for instance in root.iterchildren(f"{W}num"):
            number = instance.get(f"{W}numId", "")
            self._abstract_of.setdefault(number, value(instance, f"{W}abstractNumId") or "")
            overrides = instance.iterchildren(f"{W}lvlOverride")
            self._overrides[number] = {_number(entry.get(f"{W}ilvl")): entry for entry in overrides}

    def chain(self, style_id: str | None, kind: str = "paragraph") -> Iterator[Any]:
        """Yields a style and those that it is based on; the default one where none is named or the named one is not there."""
        if not style_id or style_id not in self._styles:
            style_id = self._defaults.get(kind)
        for _ in range(_MAX_CHAIN):
            style = self._styles.get(style_id or "")
            if style is None:
                return
            yield style
            style_id = value(style, f"{W}basedOn")

    def name(self, style_id: str | None) -> str:
        """Returns the name of a paragraph style in lower case; empty for one that is not there."""
        style = next(self.chain(style_id), None)
        return (value(style, f"{W}name") or "").lower()

    def format(self, style_id: str | None) -> StyleFormat:
        """Returns what a paragraph style says of its paragraphs, by its own name or the nearest known one below it."""
        own = self.name(style_id)
        for style in self.chain(style_id):
            name = (value(style, f"{W}name") or "").lower()
            if heading := _HEADING.fullmatch(name):
                return StyleFormat("heading", int(heading[1]), own)
            if name in _KINDS:
                return StyleFormat(_KINDS[name], 0, own)
            if name.startswith("toc "):
                return StyleFormat("contents", 0, own)
            if match := _LIST.fullmatch(name):
                kinds: dict[str, Kind] = {"bullet": "item", "number": "numbered", "continue": "continuation"}
                return StyleFormat(kinds[match[1]], int(match[2] or 1) - 1, own)
            if match := _QUOTATION.fullmatch(name):
                kind: Kind = "attribution" if match[1] else "quotation"
                return StyleFormat(kind, int(match[2] or 1) - 1, own)
            if name == "list columns":
                return StyleFormat("item", 0, name)
            if name == "list paragraph":
                return StyleFormat("continuation", 0, name)
            level = value(style, f"{W}pPr/{W}outlineLvl")
            if level and level.isdecimal() and int(level) < 9:
                return StyleFormat("heading", int(level) + 1, own)
        return StyleFormat("paragraph", 0, own)

    def numbering(self, properties: Any, style_id: str | None) -> Numbering | None:
        """Returns how a paragraph with some properties and a style is numbered; None where it is not."""
        own = None if properties is None else properties.find(f"{W}numPr")
        instance, level = value(own, f"{W}numId"), value(own, f"{W}ilvl")
        if instance is None:
            for style in self.chain(style_id):
                instance = value(style, f"{W}pPr/{W}numPr/{W}numId")
                if instance is not None:
                    level = level or value(style, f"{W}pPr/{W}numPr/{W}ilvl")
                    break
        if not instance or instance == "0" or instance not in self._abstract_of:
            return None
        number = _number(level)
        definition = self._levels.get(self._abstract_of[instance], {}).get(number)
        override = self._overrides.get(instance, {}).get(number)
        inner = None if override is None else override.find(f"{W}lvl")
        definition = definition if inner is None else inner
        own_start = value(override, f"{W}startOverride")
        return Numbering(
            self._abstract_of[instance],
            number,
            value(definition, f"{W}numFmt") or "bullet",
            _number(own_start or value(definition, f"{W}start"), 1),
            instance if own_start else "",
            value(definition, f"{W}lvlText") or "",
        )

    def toggles(self, name: str, style_id: str | None, kind: str) -> bool | None:
        """Returns whether a style turns on a property such as `b`; None where it and those below say nothing."""
        if kind == "character" and not style_id:
            return None
        for style in self.chain(style_id, kind):
            state = switch(style.find(f"{W}rPr"), name)
            if state is not None:
                return state
        return None


def _number(text: str | None, default: int = 0) -> int:
    """Returns a small number of a file; other texts count as the default."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 7 else default
