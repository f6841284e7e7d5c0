"""Running text: the report's own words, outside quotations and addresses, to which rules of style apply."""

import re
from collections.abc import Iterator
from functools import lru_cache

from reportgen.lint import Context, PatternMatch
from reportgen.startup.patterns import lazy_pattern

_QUOTATION = lazy_pattern(
    r"“[^”]*(?:”|$)|(?<!\w)(?:‘.*?(?:’(?!\w)|$)|\"[^\"]*(?:\"|$)|'(?=\w).*?(?:'(?!\w)|$))"
)


def find_at_clues(context: Context, pattern: str, *clues: str, lookback: int = 0) -> Iterator[PatternMatch]:
    """Yield the matches in English running text of a pattern that always begins with a clue.

    With `lookback` the clue may stand up to so many characters behind the beginning.
    """
    for match in context.index.english_matches_at(re.compile(pattern), *clues, lookback=lookback):
        if is_running(match.text, match.start):
            yield match


def find_with_clues(context: Context, pattern: str, *clues: str) -> Iterator[PatternMatch]:
    """Yield the matches in English running text of a pattern that always has a clue somewhere in it."""
    for at, passage in context.index.english_passages_with(*clues):
        for match in re.finditer(pattern, passage.text):
            if is_running(passage.text, match.start()):
                yield PatternMatch(at, passage, match)


def is_running(text: str, offset: int) -> bool:
    """Whether a character stands outside quotations and addresses."""
    start, end = text.rfind(" ", 0, offset) + 1, text.find(" ", offset)
    word = text[start : end if end >= 0 else len(text)]
    if "://" in word or "www." in word or "@" in word:
        return False
    return not any(start <= offset < end for start, end in find_quotations(text))


@lru_cache(maxsize=256)
def find_quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Where quotations begin and end, marks included. One that is never closed goes on to the end of the text.

    The answers are cached, since many rules ask about the same passages.
    """
    if not any(mark in text for mark in "“‘\"'"):
        return ()
    return tuple(match.span() for match in _QUOTATION.finditer(text))


def begins_sentence(text: str, offset: int) -> bool:
    """Whether the word at an offset is the first of its sentence, where a capital says nothing about the word."""
    before = text[:offset].rstrip(" “‘\"'([*")
    return not before or before[-1] in ".:?!…;–\n"
