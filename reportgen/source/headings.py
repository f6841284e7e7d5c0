"""Tells the comment that heads a list from the one that is about its first entry: both stand above that entry."""

from collections.abc import Sequence

from reportgen.startup.patterns import lazy_pattern

_WORD = lazy_pattern(r"\w{4,}")


def is_about_first(comment: str, entry: str, others: Sequence[bool]) -> bool:
    """Tells whether a comment above the first entry of a list belongs to it, and goes where it goes.

    It does if it has a word of the entry, or if most of the other entries have comments above them, too; `others` tells
    which have.
    """
    words = {word.casefold() for word in _WORD.findall(entry)}
    return any(word.casefold() in words for word in _WORD.findall(comment)) or 2 * sum(others) > len(others)
