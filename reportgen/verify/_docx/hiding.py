"""What hides words of a Word file that are in its text all the same: colours, sizes and places of runs, rows and pages.

It knows the usual ways, each by its element (ECMA-376, part 1, 17.3). What is drawn over words it does not see.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from reportgen.word.package import Package, W

_STORIES = ("header", "footer", "footnotes", "endnotes")
_WHITE, _DARK = 230, 100
"""How light each part of a colour is at least that cannot be told from the page, and how dark at most on which words go under."""

_WORDS_14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def find_hiding(package: Package) -> Iterator[str]:
    """Yields each way in which a file hides words, in its text or in its styles."""
    stories = (package.main_part, *(part for story in _STORIES for part in package.related_parts(story)))
    for part in stories:
        root = package.root(part)
        yield from _ways(root, _IN_TEXT | _EVERYWHERE) if root is not None else ()
    used = _styles_with_words(package.document)
    for part in package.related_parts("styles"):
        root = package.root(part)
        for style in root.iterchildren(f"{W}style", f"{W}docDefaults") if root is not None else ():
            if style.get(f"{W}styleId") in used:
                yield from _ways(style, _EVERYWHERE)


def _styles_with_words(document: Any) -> set[str | None]:
    """Returns the ids of the styles that words of a text have, and None for what holds where there is no style."""
    used: set[str | None] = {None}
    for text in document.iter(f"{W}t"):
        for name, style in ((f"{W}p", f"{W}pPr/{W}pStyle"), (f"{W}r", f"{W}rPr/{W}rStyle")):
            outer = next(text.iterancestors(name), None)
            found = None if outer is None else outer.find(style)
            used.add(None if found is None else found.get(f"{W}val"))
    return used


def _ways(root: Any, checks: Mapping[str, Callable[[Any], bool]]) -> Iterator[str]:
    for element in root.iter(*checks):
        if checks[element.tag](element) and not _is_of_mark(element):
            name = element.tag.rpartition("}")[2]
            values = " ".join(f"{key.rpartition('}')[2]}={value}" for key, value in element.attrib.items())
            yield f"`{name}` {values}".strip()


def _is_of_mark(element: Any) -> bool:
    """Tells whether an element is about the mark at the end of a paragraph, which is no word."""
    outer = element.getparent()
    return bool(
        outer.tag == f"{W}rPr" and outer.getparent() is not None and outer.getparent().tag == f"{W}pPr"
    )


def _number(element: Any, name: str = "val") -> float | None:
    """Returns a number of an attribute; None where there is none."""
    try:
        return float(element.get(f"{W}{name}", "").removesuffix("pt").removesuffix("%"))
    except ValueError:
        return None


def _is_between(least: float, most: float, *names: str) -> Callable[[Any], bool]:
    """Returns a check that finds a number below or above what can be read."""

    def is_outside(element: Any) -> bool:
        numbers = (_number(element, name) for name in names or ("val",))
        return any(number is not None and not least <= number <= most for number in numbers)

    return is_outside


def _is_white(element: Any) -> bool:
    colour = element.get(f"{W}val", "")
    if element.get(f"{W}themeColor") in {"background1", "light1", "background2", "light2"}:
        return True
    try:
        parts = bytes.fromhex(colour)
    except ValueError:
        return bool(colour.lower() == "white")
    return len(parts) == 3 and min(parts) >= _WHITE


def _is_exact(element: Any, name: str, rule: str, least: int) -> bool:
    height = _number(element, name)
    return bool(element.get(f"{W}{rule}") == "exact" and height is not None and abs(height) < least)


def _is_dark_ground(element: Any) -> bool:
    fill = element.get(f"{W}fill", "")
    is_colour = len(fill) == 6 and all(digit in "0123456789abcdefABCDEF" for digit in fill)
    return bool(element.getparent().tag == f"{W}rPr") and is_colour and max(bytes.fromhex(fill)) < _DARK


def _has_tooltip(element: Any) -> bool:
    return bool(element.get(f"{W}tooltip", "").strip())


def _is_there(_: Any) -> bool:
    return True


def _is_dark_mark(element: Any) -> bool:
    return element.get(f"{W}val") in {
        "black",
        "darkBlue",
        "darkRed",
        "darkGreen",
        "darkCyan",
        "darkMagenta",
        "darkGray",
    }


_EVERYWHERE: dict[str, Callable[[Any], bool]] = {
    f"{W}sz": _is_between(8, 400),
    f"{W}w": _is_between(30, 300),
    f"{W}position": _is_between(-60, 60),
}
"""What no style of a layout has either."""

_IN_TEXT: dict[str, Callable[[Any], bool]] = {
    f"{W}color": _is_white,
    f"{W}highlight": _is_dark_mark,
    f"{W}shd": _is_dark_ground,
    f"{W}hyperlink": _has_tooltip,
    f"{W}spacing": lambda element: _is_exact(element, "line", "lineRule", 80) or _is_between(-40, 400)(element),
    f"{W}ind": _is_between(-3000, 9000, "left", "right", "start", "end", "firstLine"),
    f"{W}framePr": _is_between(-3000, 30000, "x", "y"),
    f"{W}tblpPr": _is_between(-3000, 30000, "tblpX", "tblpY"),
    f"{W}trHeight": lambda element: _is_exact(element, "val", "hRule", 80),
    f"{W}hidden": lambda element: element.get(f"{W}val") not in {"0", "false", "off"},
    f"{W}pgSz": _is_between(4000, 40000, "w", "h"),
    f"{W}background": _is_there,
    f"{_WORDS_14}textFill": _is_there,
}  # fmt: skip
"""What no writer of ours puts into a text."""
