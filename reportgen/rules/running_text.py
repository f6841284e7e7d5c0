"""Running text: where rules of style look, which is outside quotations and addresses."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

from reportgen.findings import At
from reportgen.lint import Context
from reportgen.prose import Passage

Found: TypeAlias = tuple[At, Passage, re.Match[str]]

_QUOTATION = r"“[^”]*(?:”|$)|(?<!\w)‘.*?(?:’(?!\w)|$)|(?<!\w)\"[^\"]*(?:\"|$)|(?<!\w)'(?=\w).*?(?:'(?!\w)|$)"
_ADDRESS = ("://", "www.", "@")


def matches(context: Context, pattern: str, *clues: str) -> Iterator[Found]:
    """Where a pattern fits English running text; `clues` are words in small letters, one of which every match has.

    The pattern is text, since most are never needed: it is compiled where a clue is met, and kept by `re`.
    """
    for at, passage in context.english_with(*clues):
        for match in re.finditer(pattern, passage.text):
            if is_running(passage.text, match.start()):
                yield at, passage, match


def is_running(text: str, position: int) -> bool:
    """Whether a character stands outside quotations and addresses."""
    word = text[text.rfind(" ", 0, position) + 1 :].partition(" ")[0]
    return not any(mark in word for mark in _ADDRESS) and not any(
        start <= position < end for start, end in quotations(text)
    )


@lru_cache(maxsize=256)  # many rules ask of the same passages
def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Where quotations stand, with their marks; one that is never closed goes to the end."""
    if not any(mark in text for mark in "“‘\"'"):
        return ()
    return tuple(match.span() for match in re.finditer(_QUOTATION, text))


def places(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where whole words stand in a text, whatever their capitals; they are given in small letters."""
    lowered = _lowered(text)
    start = lowered.find(words) if len(lowered) == len(text) else -1
    while start >= 0:
        end = start + len(words)
        if not (_is_of_a_word(lowered[start - 1 : start]) or _is_of_a_word(lowered[end : end + 1])):
            yield start, end
        start = lowered.find(words, end)


@lru_cache(maxsize=256)
def _lowered(text: str) -> str:
    return text.lower()


def _is_of_a_word(character: str) -> bool:
    return character.isalnum() or character == "-"


def begins_sentence(text: str, position: int) -> bool:
    """Whether a word is the first of its sentence, where a capital says nothing."""
    before = text[:position].rstrip(" “‘\"'([*")
    return not before or before[-1] in ".:?!…;–"
