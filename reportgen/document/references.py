"""References: links to a heading of the same document, which name it by its words."""

import re
from collections.abc import Iterable

from reportgen.findings import At
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


def headings_of_parts(pieces: Iterable[tuple[str, At]]) -> dict[str, str]:
    """Returns the headings under which the parts of a dataset stand, by the keys of the parts as `heading_key` writes them.

    `pieces` are headings, and the paths of what stands below them, in reading order. A part such as `activities` has the
    outermost heading that it begins below, and what is inside one, such as `events`, the innermost.
    """
    beginning: dict[str, str] = {}
    going_on: dict[str, str] = {}
    opened: list[str] = []
    last = ""
    for heading, at in pieces:
        if heading:
            opened.append(heading)
            last = heading
        if not at or at[0] == "figures":
            continue
        for depth, step in enumerate(at[:2]):
            if isinstance(step, str) and opened:
                beginning.setdefault(heading_key(step), opened[-depth])
            elif isinstance(step, str) and last:
                going_on.setdefault(heading_key(step), last)
        opened = []
    return going_on | beginning
