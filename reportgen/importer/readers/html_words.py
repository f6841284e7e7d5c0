"""The words of a part of a web page that is told and not taken over."""

from collections.abc import Iterator
from typing import Any

UNSEEN = frozenset({
    "script", "style", "template", "noscript", "head", "title", "svg", "math", "iframe", "object",
})  # fmt: skip
"""Elements whose words a page does not show."""


def visible_words(element: Any) -> str:
    """Returns the words of an element on one line."""
    return " ".join(" ".join(_pieces(element)).split())


def _pieces(element: Any) -> Iterator[str]:
    if isinstance(element.tag, str) and element.tag not in UNSEEN:
        yield element.text or ""
        for child in element:
            yield from _pieces(child)
            yield child.tail or ""
