"""What the elements of a Word file are to the checks of its structure, which look at the markup and not at the words."""

from collections.abc import Iterator
from typing import Any

from reportgen.word.inlines import DROPPED
from reportgen.word.package import W

PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DROPPED = sorted(DROPPED[False])

DRAWINGS = (f"{W}drawing", f"{W}pict", f"{W}object")
"""Elements of a run that show a picture or something like it."""


def visible_elements(root: Any, tag: str) -> Iterator[Any]:
    """Yields the elements with a tag, without those that only older programs show in the place of others."""
    for element in root.iter(tag):
        if not any(ancestor.tag == _FALLBACK for ancestor in element.iterancestors()):
            yield element


def shows_words(element: Any) -> bool:
    """Tells whether an element is words that stay when tracked changes are accepted."""
    return element.tag == f"{W}t" and bool((element.text or "").strip()) and _stays(element)


def words_of(element: Any) -> str:
    """Returns the words of an element, for a message about it."""
    return "".join(text.text or "" for text in element.iter(f"{W}t") if _stays(text))


def _stays(element: Any) -> bool:
    return next(element.iterancestors(*_DROPPED), None) is None
