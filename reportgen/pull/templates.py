"""Reads lines by the templates of the layout that made them: which words of a line are which value."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from reportgen.layout.parts import FieldPath, Pieces, Template

_MAX_READINGS = 400
"""How many ways to read a line are looked at."""


@dataclass(frozen=True, slots=True)
class Literal:
    """Words of the layout in a template."""

    text: str


Token: TypeAlias = Literal | FieldPath
Reading: TypeAlias = dict[FieldPath, tuple[int, int]]
"""Where each value of a template stands in a line."""


def tokens_of(template: Template, words: Callable[[FieldPath], str | None]) -> list[Token]:
    """Returns a template with the layout's words in their places; `words` returns those of a path, None for a value."""
    tokens: list[Token] = []
    for part in template:
        text = part if isinstance(part, str) else words(part)
        if text is None and isinstance(part, FieldPath):
            tokens.append(part)
        elif text:
            tokens.append(Literal(text))
    return tokens


def readings(pieces: Sequence[Sequence[Token]], text: str, start: int = 0) -> Iterator[tuple[Reading, int]]:
    """Yields the ways to read a text by pieces that may each be left out, from an offset to the end.

    Each comes with the number of pieces that it uses.
    """
    return islice(_readings(pieces, text, start), _MAX_READINGS)


def _readings(pieces: Sequence[Sequence[Token]], text: str, start: int) -> Iterator[tuple[Reading, int]]:
    if start == len(text):
        yield {}, 0
        return
    for index, piece in enumerate(pieces):
        for reading, end in _matches(piece, text, start):
            for rest, count in _readings(pieces[index + 1 :], text, end):
                yield {**reading, **rest}, count + 1


def _matches(tokens: Sequence[Token], text: str, start: int) -> Iterator[tuple[Reading, int]]:
    """Yields the ways in which tokens match at an offset, each with the offset where they end."""
    if not tokens:
        yield {}, start
        return
    first, *rest = tokens
    if isinstance(first, Literal):
        if text.startswith(first.text, start):
            yield from _matches(rest, text, start + len(first.text))
        return
    for end in range(start + 1, len(text) + 1):
        if rest and isinstance(rest[0], Literal) and not text.startswith(rest[0].text, end):
            continue
        for reading, last in _matches(rest, text, end):
            yield {first: (start, end), **reading}, last


def all_tokens(pieces: Pieces, words: Callable[[FieldPath], str | None]) -> list[list[Token]]:
    """Returns the tokens of several templates."""
    return [tokens_of(template, words) for template in pieces]
