"""The characters of a file: its lines and columns, and the characters that no output may hold."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from unicodedata import normalize

from reportgen.findings import Span
from reportgen.startup.patterns import lazy_pattern

LINE_BREAK = lazy_pattern(r"\r\n|\r|\n")

_SUSPECT = lazy_pattern(
    r"[^\t\n\r\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0373\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20ac]"
)
"""Finds the characters that are looked up one by one: all but those of the languages and punctuation that reports use."""

_UNPRINTABLE_CATEGORIES = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
_INVISIBLE = frozenset(
    "\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
"""Marks of direction, and spaces and hyphens without width: a name that holds one equals no other name."""

CURLY_QUOTES = "“”„‘’"
"""The quotation marks that Word makes of straight ones, which alone mean something in YAML."""

WORD_MARKS = "\u00ad\u200b\u2060"
"""The invisible marks that Word and web pages put into words: a soft hyphen, a space without width and a word joiner."""

_LETTERS = {ord(ligature): normalize("NFKC", ligature) for ligature in "ﬀﬁﬂﬃﬄﬅﬆ"}
_PLAIN = {**dict.fromkeys(map(ord, WORD_MARKS)), **_LETTERS}


def occurrences(words: str, text: str, start: int = 0, end: int | None = None) -> list[int]:
    """Returns the offsets at which words occur in a text, or in a stretch of it; occurrences may overlap."""
    offsets: list[int] = []
    offset = text.find(words, start, end)
    while offset >= 0:
        offsets.append(offset)
        offset = text.find(words, offset + 1, end)
    return offsets


def line_starts(text: str) -> list[int]:
    """Returns the offset of each line's first character."""
    return [0, *(match.end() for match in LINE_BREAK.finditer(text))]


def line_end(text: str, start: int, end: int) -> tuple[int, int]:
    """Returns where the line at `start` ends and where the next one begins; both are `end` where no line follows before it."""
    line_break = LINE_BREAK.search(text, start, end)
    return line_break.span() if line_break else (end, end)


def span_between(starts: list[int], start: int, end: int) -> Span:
    """Returns the lines and columns of the characters from `start` to `end`; `starts` are the offsets of the lines."""
    line, last_line = bisect_right(starts, start), bisect_right(starts, end)
    return Span(line, start - starts[line - 1] + 1, last_line, end - starts[last_line - 1] + 1)


def unprintable_offsets(text: str) -> Iterator[int]:
    """Yields the offsets of the characters that no output may hold; line breaks and tabs are allowed."""
    if _is_printable(text):
        return iter(())
    return (match.start() for match in _SUSPECT.finditer(text) if _is_unprintable(match[0]))


def mask(text: str) -> str:
    """Returns a text with a space for each unprintable character, so that all others keep their offsets."""
    if _is_printable(text):
        return text
    return _SUSPECT.sub(lambda match: " " if _is_unprintable(match[0]) else match[0], text)


def without_unprintable(text: str) -> str:
    """Returns words without the characters that no dataset can hold: invisible marks go, a space stands for any other."""
    offsets = frozenset(unprintable_offsets(text))
    if not offsets:
        return text
    return "".join(
        ("" if character in _INVISIBLE else " ") if index in offsets else character
        for index, character in enumerate(text)
    )


def _is_printable(text: str) -> bool:
    """Tells of most texts that nothing in them is unprintable; of others nothing, since Python counts wide spaces as such."""
    return text.replace("\n", "").isprintable()


def has_word_marks(text: str) -> bool:
    """Tells whether a text holds marks of Word, or letters that are joined into one character."""
    return not text.isascii() and any(ord(character) in _PLAIN for character in set(text))


def without_word_marks(text: str) -> str:
    """Returns a text as readers mean it: without the marks of Word, and with letters that are joined as letters."""
    return text.translate(_PLAIN)


def is_mark_inside_words(text: str, offset: int) -> bool:
    """Tells whether a mark of Word stands inside the words of a line, where YAML reads it as a part of them."""
    if text[offset] not in WORD_MARKS:
        return False
    words_end = offset
    while words_end and text[words_end - 1].isspace() and text[words_end - 1] not in "\r\n":
        words_end -= 1
    last, before_last = text[words_end - 1 : words_end], text[words_end - 2 : words_end - 1]
    if last in ("", "\r", "\n"):
        return False
    if last == ":" or (last in "-?" and (before_last == "" or before_last.isspace())):
        return text[offset + 1 : offset + 2].isalnum() and words_end < offset and text[offset - 1] == " "
    return True


def _is_unprintable(character: str) -> bool:
    return unicodedata.category(character) in _UNPRINTABLE_CATEGORIES or character in _INVISIBLE


def character_name(character: str) -> str:
    """Returns the number and name of a character that cannot be shown itself."""
    name = unicodedata.name(character, "").lower() or "a control or unassigned character"
    return f"U+{ord(character):04X} ({name})"


def printable_lines(text: str) -> list[str]:
    """Returns the lines of a text in a form that can be shown: nothing in them commands a terminal."""
    return LINE_BREAK.split(mask(text.removeprefix("\ufeff")))
