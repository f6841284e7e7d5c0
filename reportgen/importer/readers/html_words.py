"""The words of a web page that are told and not taken over."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from reportgen.document import NOTES_TITLES
from reportgen.importer.blocks import Grid, LeftOut, PictureBlock, Reading, lines_of, note_words
from reportgen.startup.patterns import lazy_pattern
from reportgen.word import Run

UNSEEN = frozenset({
    "script", "style", "template", "noscript", "head", "title", "svg", "math", "iframe", "object",
})  # fmt: skip
"""Elements whose words are no lines of a page."""

_CODE = frozenset({"script", "style"})
_SAYING = (
    "alt", "title", "aria-label", "aria-description", "placeholder", "label", "summary", "abbr", "srcdoc",
)  # fmt: skip
"""Attributes that say something to readers."""

_WORD = lazy_pattern(r"[^\W_]+")
_TAG = lazy_pattern(r"<[^<>]*>")


def visible_words(element: Any, seen: set[Any]) -> str:
    """Returns the words of an element on one line, with the alternative texts in it; what they stand in has been `seen` then."""
    return " ".join(" ".join(_pieces(element, seen)).split())


def _pieces(element: Any, seen: set[Any]) -> Iterator[str]:
    if isinstance(element.tag, str) and element.tag not in UNSEEN:
        seen.add(element)
        yield element.text or ""
        yield element.get("alt", "")
        for child in element:
            yield from _pieces(child, seen)
            yield child.tail or ""


def unread_words(root: Any, seen: set[Any], reading: Reading) -> Iterator[LeftOut]:
    """Yields the words of a page that stand in no element that has been `seen`, and those of attributes that were not read."""
    texts: dict[Any, list[str]] = {}
    for element in root.iter():
        parent = element.getparent()
        if parent is not None and parent not in seen and parent.tag not in _CODE:
            texts.setdefault(_outermost(parent, seen), []).append(element.tail or "")
        is_told = element in seen or element.tag in {*_CODE, "title"} or _is_number_of_note(element)
        if isinstance(element.tag, str) and not is_told:
            texts.setdefault(_outermost(element, seen), []).append(element.text or "")
    for element, pieces in texts.items():
        text = " ".join(" ".join(pieces).split())
        if _WORD.search(text) and text not in NOTES_TITLES:
            yield LeftOut("words that stand beside the text", text, element.sourceline or 1)
    known = {word for text in _words_of(reading) for word in _WORD.findall(text.casefold())}
    for element in root.iter():
        for text in _said(element):
            words = set(_WORD.findall(text.casefold()))
            if words - known:
                known |= words
                yield LeftOut("words that stand beside the text", text, element.sourceline or 1)


def _is_number_of_note(element: Any) -> bool:
    """Tells whether an element is, or stands in, a link inside the page that has no letters."""
    link = element if element.tag == "a" else next(element.iterancestors("a"), None)
    if link is None or not link.get("href", "").startswith("#"):
        return False
    return not any(character.isalpha() for character in "".join(link.itertext()))


def _words_of(reading: Reading) -> Iterator[str]:
    """Yields all that was read."""
    yield from (item.text for item in reading.left_out)
    for block in reading.blocks:
        if isinstance(block, PictureBlock):
            yield from (block.alt, block.caption)
        elif isinstance(block, Grid):
            yield block.caption
    for line in lines_of(list(reading.blocks)):
        yield line.text
        yield from note_words(line.runs)


def _outermost(element: Any, seen: set[Any]) -> Any:
    """Returns the outermost element around another in which nothing has been seen but what is inside."""
    while (
        (outer := element.getparent()) is not None and outer not in seen and outer.tag not in {"body", "html"}
    ):
        element = outer
    return element


def _said(element: Any) -> Iterator[str]:
    """Yields what the attributes of an element say, and the title of the page."""
    if not isinstance(element.tag, str) or element.tag in _CODE:
        return
    if element.tag == "title":
        yield element.text or ""
    if element.get("href", "").startswith("#"):
        return  # leads to another place of the page
    yield from (_TAG.sub(" ", element.get(name)) for name in _SAYING if element.get(name))
    is_typed = element.tag == "input" and element.get("type", "text").lower() not in {
        "hidden",
        "checkbox",
        "radio",
    }
    if element.get("value") and is_typed:
        yield element.get("value")


def without_double_spaces(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Returns runs without the spaces that a browser does not show behind another space."""
    kept: list[Run] = []
    for run in runs:
        text = run.text
        if kept and kept[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if text:
            kept.append(replace(run, text=text))
    return tuple(kept)
