"""Running text: where rules of style look, which is outside quotations and addresses."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TypeAlias

from reportgen.findings import At
from reportgen.lint import Context, PatternMatch
from reportgen.prose import Passage

Found: TypeAlias = tuple[At, Passage, re.Match[str]]

_QUOTATION = re.compile(
    r"“[^”]*(?:”|$)|‘(?<!\w.).*?(?:’(?!\w)|$)|\"(?<!\w.)[^\"]*(?:\"|$)|'(?<!\w.)(?=\w).*?(?:'(?!\w)|$)"
)  # each begins with its mark, as looking back first takes six times as long


def matches(context: Context, pattern: str, *clues: str) -> Iterator[Found]:
    """Where a pattern fits English running text; `clues` are such that every match has one of them whole.

    The pattern is text, since most are never needed: it is compiled where a clue is met, and kept by `re`.
    """
    return matches_in(context.english_with(*clues), pattern)


def matches_in(passages: Iterable[tuple[At, Passage]], pattern: str) -> Iterator[Found]:
    """Where a pattern fits the running text of some passages."""
    for at, passage in passages:
        for match in re.finditer(pattern, passage.text):
            if is_running(passage.text, match.start()):
                yield at, passage, match


def fitting(context: Context, pattern: str, *clues: str, ahead: int = 0) -> Iterator[PatternMatch]:
    """Where a pattern fits English running text that begins with one of some clues, or a few characters ahead of it.

    It is tried nowhere else.
    """
    places = sorted(context.spots(*clues))
    if ahead:
        places = [place for spot in places for place in range(max(spot - ahead, 0), spot + 1)]
    for hit in context.found(re.compile(pattern), places) if places else ():
        if is_running(hit.text, hit.start):
            yield hit


def is_running(text: str, position: int) -> bool:
    """Whether a character stands outside quotations and addresses."""
    start, end = text.rfind(" ", 0, position) + 1, text.find(" ", position)
    word = text[start : end if end >= 0 else len(text)]
    if "://" in word or "www." in word or "@" in word:
        return False
    return not any(start <= position < end for start, end in quotations(text))


@lru_cache(maxsize=256)  # many rules ask of the same passages
def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Where quotations stand, with their marks; one that is never closed goes to the end."""
    if not any(mark in text for mark in "“‘\"'"):
        return ()
    return tuple(match.span() for match in _QUOTATION.finditer(text))


def uses(term: str, context: Context) -> list[int]:
    """Where in the whole a term, given in small letters, stands in English passages: in no longer word, whatever its capitals."""
    text, size = context.lowered, len(term)
    return [place for place in context.spots(term) if is_whole(text, place, place + size)]


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether words stand in a text in no longer one."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or behind.isalnum() or "-" in (before, behind))


def begins_sentence(text: str, position: int) -> bool:
    """Whether a word is the first of its sentence, where a capital says nothing."""
    before = text[:position].rstrip(" “‘\"'([*")
    return not before or before[-1] in ".:?!…;–\n"
