"""References: links to a heading of the same document, which name it by its words."""

import re

from reportgen.startup.patterns import lazy_pattern

_LEADING_NUMBER = lazy_pattern(r"^[\W_]*\d+[\W_]+(?=\w)")


def heading_slug(words: str) -> str:
    """Returns the words of a heading as a reference is written: small letters, joined by hyphens.

    A number in front, such as that in `(2) Finances`, goes: layouts count headings by themselves.
    """
    folded = _LEADING_NUMBER.sub("", words.casefold())
    return re.sub(r"[\W_]+", "-", folded).strip("-")


def heading_key(words: str) -> str:
    """Returns what two ways of writing one heading have in common: case, punctuation and hyphens do not count."""
    return heading_slug(words).replace("-", "")
