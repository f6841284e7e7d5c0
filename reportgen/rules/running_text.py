"""Running text: the report's own words, outside quotations and addresses, to which rules of style apply."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from reportgen.lint import Context, PatternMatch
from reportgen.startup.patterns import lazy_pattern

_QUOTATION = lazy_pattern(
    r"“[^”]*(?:”|$)|(?<!\w)(?:‘.*?(?:’(?!\w)|$)|\"[^\"]*(?:\"|$)|'(?=\w).*?(?:'(?!\w)|$))"
)
_MARKS_OF_ADDRESSES = ("://", "www.", "@")


def find_at_clues(context: Context, pattern: str, *clues: str, lookback: int = 0) -> Iterator[PatternMatch]:
    """Yield the matches in English running text of a pattern that always begins with a clue.

    With `lookback` the clue may stand up to so many characters behind the beginning.
    """
    for match in context.index.english_matches_at(_compiled(pattern), *clues, lookback=lookback):
        if is_running(match.text, match.start):
            yield match


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled where a clue to it is met: many reports have none to most of them."""
    return lazy_pattern(pattern)


def find_with_clues(context: Context, pattern: str, *clues: str) -> Iterator[PatternMatch]:
    """Yield the matches in English running text of a pattern that always has a clue somewhere in it."""
    for at, passage in context.index.english_passages_with(*clues):
        for match in re.finditer(pattern, passage.text):
            if is_running(passage.text, match.start()):
                yield PatternMatch(at, passage, match)


def is_running(text: str, offset: int) -> bool:
    """Whether a character stands outside quotations and addresses."""
    number = bisect_right(_foreign_edges(text), offset)
    return number % 2 == 0


@lru_cache(maxsize=256)
def _foreign_edges(text: str) -> tuple[int, ...]:
    """Where quotations and addresses begin and end, by turns, in order; those that touch each other are one."""
    edges: list[int] = []
    for start, end in sorted((*find_quotations(text), *_find_addresses(text))):
        if edges and start <= edges[-1]:
            edges[-1] = max(edges[-1], end)
        else:
            edges += (start, end)
    return tuple(edges)


def _find_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yields where the words begin and end that hold a web or an email address."""
    if not any(mark in text for mark in _MARKS_OF_ADDRESSES):
        return
    start = 0
    for word in text.split(" "):
        end = start + len(word)
        if any(mark in word for mark in _MARKS_OF_ADDRESSES):
            yield start, end
        start = end + 1


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
    while offset and text[offset - 1] in " “‘\"'([*":
        offset -= 1
    return not offset or text[offset - 1] in ".:?!…;–\n"
