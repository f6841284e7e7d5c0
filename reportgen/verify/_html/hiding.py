"""What hides words of a web page from its readers, or puts in others: rules of style sheets, styles and attributes of elements.

It knows the usual ways, each by its declaration. What is drawn over words, or a font whose letters are blank, it does not see.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from reportgen.extract import UnreadableFile
from reportgen.startup.patterns import lazy_pattern
from reportgen.verify.strings import printable

_PIXELS = {
    "": 1.0,
    "px": 1.0,
    "pt": 1.33,
    "em": 16.0,
    "rem": 16.0,
    "%": 16.0,
    "vw": 16.0,
    "vh": 16.0,
    "cm": 38.0,
    "mm": 3.8,
    "in": 96.0,
    "deg": 0.0,
    "rad": 0.0,
    "turn": 0.0,
}
"""The rough size of each unit."""

_NUMBER = lazy_pattern(r"(?<![\w#.])([-+]?(?:\d+\.?\d*|\.\d+))(%|[a-z]*)")
PUTS_IN = "puts words in:"
"""Begins what is said of a way to put words into a page."""

_SAYING = frozenset({"title", "aria-label", "aria-description", "placeholder", "label", "summary", "abbr"})
_INSERTING = frozenset({"content", "list-style", "list-style-type", "quotes"})
_INSERTING_RULE = lazy_pattern(r"^@counter-style$")
_SAYS = lazy_pattern(
    r"""["'](?:[^"']*\w)|\b(?:attr(?!\(aria-label\))|var|string|counters?|image|url|image-set|linear-gradient)\("""
)
"""A value with letters in it, or one that takes them from elsewhere."""

_FAR, _TINY = 400, 2
"""Pixels beyond which text is off the screen, and below which it cannot be seen."""

_GENERATED = lazy_pattern(r"::?(?:before|after|marker|selection)\b")
"""Selectors of what has no words of the page."""


def hiding_rules(css: str) -> Iterator[str]:
    """Yields the declarations of a style sheet that hide words, each with its selector."""
    import tinycss2

    yield from _in_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), "")


def find_hiding(root: Any) -> tuple[str, ...]:
    """Finds everything that hides words on a page. Raises UnreadableFile where its styles cannot be read."""
    try:
        return tuple(dict.fromkeys(map(printable, _ways(root))))
    except ValueError:  # Python's own limit, in tinycss2
        raise UnreadableFile("a number in its styles has thousands of digits") from None


def _ways(root: Any) -> Iterator[str]:
    for element in root.iter():
        if not isinstance(element.tag, str):  # a comment
            continue
        if element.tag == "style":
            yield from hiding_rules(element.text or "")
        if "style" in element.attrib:
            yield from (
                f"{declaration} of a `{element.tag}`" for declaration in _in_style(element.get("style"))
            )
        if "hidden" in element.attrib:
            yield f"`hidden` of a `{element.tag}`"
        if element.get("aria-hidden", "").strip().lower() == "true":
            yield f"`aria-hidden` of a `{element.tag}`, from those who listen"
        for name in sorted(_SAYING & {*element.attrib}):
            if element.get(name).strip() and not _is_navigation(element):
                yield f"{PUTS_IN} `{name}={element.get(name)}` of a `{element.tag}`"
        for name in {"color", "text"} & {*element.attrib}:
            if _is_unseen_colour(element.get(name)):
                yield f"`{name}` of a `{element.tag}`"
        if element.tag in {"details", "dialog"} and "open" not in element.attrib:
            yield f"a `{element.tag}` that is closed"


def _is_navigation(element: Any) -> bool:
    """Tells whether an element is a link that a page of ours labels: the one that skips to the text, or back from a note."""
    names = (element.get("class") or "").split()
    is_labelled = "skip" in names or element.get("role") == "doc-backlink"
    return bool(element.tag == "a" and is_labelled and element.get("href", "").startswith("#"))


def _in_rules(rules: Iterable[Any], selector: str) -> Iterator[str]:
    """Yields what hides in rules, those of media and nested ones included."""
    import tinycss2

    for rule in rules:
        if rule.type == "declaration" and (
            _inserts(rule.lower_name, rule.value) or _INSERTING_RULE.search(selector)
        ):
            yield f"{PUTS_IN} {_show(rule)} for `{selector}`"
        elif rule.type == "declaration" and not _GENERATED.search(selector):
            if _hides(rule.lower_name, rule.value):
                yield f"{_show(rule)} for `{selector}`"
        elif rule.type == "qualified-rule":
            inner = tinycss2.serialize(rule.prelude).strip()
            yield from _in_rules(tinycss2.parse_blocks_contents(rule.content), f"{selector} {inner}".strip())
        elif rule.type == "at-rule" and rule.content is not None and rule.lower_at_keyword != "font-face":
            inner = "@counter-style" if rule.lower_at_keyword == "counter-style" else selector
            yield from _in_rules(tinycss2.parse_blocks_contents(rule.content), inner)


def _in_style(style: str) -> Iterator[str]:
    import tinycss2

    for declaration in tinycss2.parse_blocks_contents(style):
        if declaration.type != "declaration":
            continue
        if _inserts(declaration.lower_name, declaration.value):
            yield f"{PUTS_IN} {_show(declaration)}"
        elif _hides(declaration.lower_name, declaration.value):
            yield _show(declaration)


def _show(declaration: Any) -> str:
    import tinycss2

    return f"`{declaration.name}: {tinycss2.serialize(declaration.value).strip()}`"


def _inserts(name: str, tokens: Any) -> bool:
    """Tells whether a declaration puts words into a page that are not its own, as `content: "not "` does."""
    import tinycss2

    value = tinycss2.serialize(tokens).strip().lower()
    return name in _INSERTING and _SAYS.search(value) is not None


def _hides(name: str, tokens: Any) -> bool:
    import tinycss2

    value = tinycss2.serialize(tokens).strip().lower()
    check = _CHECKS.get(name) or (_is_unseen_colour if name in _COLOURS else None)
    return check is not None and check(value)


def _sizes(value: str) -> list[float]:
    """Returns the lengths and numbers in a value as pixels, roughly."""
    return [float(number) * _PIXELS.get(unit, 10.0) for number, unit in _NUMBER.findall(value)]


def _is_word(*words: str) -> Callable[[str], bool]:
    return lambda value: value in words or "var(" in value


def _is_not(*words: str) -> Callable[[str], bool]:
    return lambda value: value not in words


def _is_tiny(value: str) -> bool:
    return any(abs(size) <= _TINY for size in _sizes(value))


def _is_far(value: str) -> bool:
    return any(size <= -_FAR or size >= 10 * _FAR for size in _sizes(value))


def _is_faint(value: str) -> bool:
    return "var(" in value or any(
        float(number) / (100 if unit == "%" else 1) < 0.3 for number, unit in _NUMBER.findall(value)
    )


def _is_unseen_colour(value: str) -> bool:
    """Whether words in a colour cannot be told from the white page."""
    from tinycss2.color4 import parse_color

    colour = parse_color(value)
    if colour is None or isinstance(colour, str):  # no colour, or that of the element around
        return False
    try:
        red, green, blue = colour.to("srgb").coordinates
    except (
        NotImplementedError
    ):  # a colour by its lightness, such as `oklch(1 0 0)`, which no layout of ours has
        return True
    return bool(colour.alpha < 0.3 or 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.9)


_COLOURS = frozenset({"color", "-webkit-text-fill-color", "--text", "--accent", "--muted"})
_OFFSETS = (
    "left", "right", "top", "bottom", "inset", "inset-inline", "inset-inline-start", "inset-block", "margin", "margin-left",
    "margin-right", "margin-top", "margin-bottom", "margin-inline", "margin-inline-start", "text-indent", "letter-spacing",
    "word-spacing", "translate",
)  # fmt: skip
_CHECKS: Mapping[str, Callable[[str], bool]] = {
    "display": _is_word("none"),
    "visibility": _is_word("hidden", "collapse"),
    "content-visibility": _is_word("hidden", "auto"),
    "opacity": _is_faint,
    "zoom": _is_faint,
    "scale": _is_faint,
    "transform": lambda value: "scale" in value or "matrix" in value or _is_far(value),
    "filter": _is_not("none"),
    "clip": _is_not("auto"),
    "clip-path": _is_not("none"),
    "mask": _is_not("none"),
    "mask-image": _is_not("none"),
    "font-size": _is_tiny,
    "font": lambda value: bool(re.match(r"(?:\S+\s+)*[01]?(?:\.\d+)?(?:px|pt)?(?:/\S+)?\s", value)) and _is_tiny(value),
    "line-height": lambda value: value in {"0", "0px", "0em", "0%"},
    **dict.fromkeys(("height", "width", "max-height", "max-width", "block-size", "inline-size"), _is_tiny),
    **dict.fromkeys(_OFFSETS, _is_far),
}  # fmt: skip
"""Whether the value of a property hides words, by the property."""
