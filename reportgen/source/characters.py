"""The characters of a file: lines, columns, and those that no output may hold."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from reportgen.findings import Span

BREAK = re.compile(r"\r\n|\r|\n")
SUSPECT = re.compile(
    r"[^\t\n\r\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0373\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20ac]"
)
_PLAIN = bytes(number for number in range(128) if not SUSPECT.match(chr(number)))
_UNPRINTABLE = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
_INVISIBLE = frozenset(
    "\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
"""Marks of direction, and spaces and hyphens that take no room: a name with one in it is equal to no other."""


def beyond(text: str, plain: bytes) -> str:
    """The characters of a text but for those in plain ASCII: by way of bytes, it takes a tenth of a pattern's time."""
    return text.encode("utf-8", "surrogatepass").translate(None, plain).decode("utf-8", "surrogatepass")


def is_suspect(text: str) -> bool:
    """Whether a text may hold what cannot be printed."""
    return bool(SUSPECT.search(beyond(text, _PLAIN)))


def occurrences(words: str, text: str, start: int = 0, end: int | None = None) -> list[int]:
    """Where words stand in a text, or in a stretch of it."""
    found: list[int] = []
    place = text.find(words, start, end)
    while place >= 0:
        found.append(place)
        place = text.find(words, place + 1, end)
    return found


def line_starts(text: str) -> list[int]:
    """The offset of each line's first character."""
    if "\r" in text:
        return [0, *(match.end() for match in BREAK.finditer(text))]
    return [0, *(place + 1 for place in occurrences("\n", text))]


def stretch(starts: list[int], start: int, end: int) -> Span:
    """The lines and columns of the characters from start to end."""
    line, last = bisect_right(starts, start), bisect_right(starts, end)
    return Span(line, start - starts[line - 1] + 1, last, end - starts[last - 1] + 1)


def unprintable(text: str) -> Iterator[int]:
    """Offsets of the characters that no output may hold; line breaks and tabs are not among them."""
    import unicodedata

    for match in SUSPECT.finditer(text):
        character = match.group()
        if unicodedata.category(character) in _UNPRINTABLE or character in _INVISIBLE:
            yield match.start()


def named(character: str) -> str:
    """A character that cannot be seen, by its number and name."""
    import unicodedata

    name = unicodedata.name(character, "").lower() or "a control or unassigned character"
    return f"U+{ord(character):04X} ({name})"


def masked(text: str) -> str:
    """The text with a space for each unprintable character, so that every other keeps its place."""
    if not is_suspect(text):
        return text
    characters = list(text)
    for offset in unprintable(text):
        characters[offset] = " "
    return "".join(characters)


def displayed(text: str) -> list[str]:
    """The lines of a text as they can be shown: nothing in them commands a terminal."""
    return BREAK.split(masked(text.removeprefix("\ufeff")))
