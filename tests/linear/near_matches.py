"""Makes texts that nearly match a pattern: what it repeats, repeated, and broken off before the end."""

import re
from collections.abc import Callable, Iterator
from itertools import product
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser as sre  # type: ignore[attr-defined]
from typing import Any

_CANDIDATES = "aA0 ’'-.,x\n\t(_é–£/\u00a0"
_MOST_PIECES = 14
_MOST_IN_PAIRS = 6
_ENDS = ("", "\x00", "a", "\n\x00")


def near_matches(pattern: str, flags: int, length: int) -> Iterator[str]:
    """Yields texts of about a length, each made of pieces that parts of the pattern match."""
    pieces = _pieces(sre.parse(pattern, flags))
    wholes = [piece for piece in pieces if len(piece) > 1][:3]
    pairs = (first + second for first, second in product(pieces[:_MOST_IN_PAIRS], repeat=2))
    for unit in dict.fromkeys([*pieces, *pairs]):
        yield unit * (length // len(unit)) + "\x00"
    ends = (
        _ENDS if r"\n" in pattern or flags & re.MULTILINE else _ENDS[:-1]
    )  # passages and lines have no line break
    for head, unit in product(wholes, pieces):
        for end in ends:
            yield head + unit * (length // len(unit)) + end


def _pieces(tree: Any) -> list[str]:
    """Returns texts that the pattern and its parts match, the longest repeats of single characters included."""
    found: dict[str, None] = {}
    whole = _sample(list(tree), found)
    found = {whole: None, **found}
    found |= dict.fromkeys(whole[:end] for end in range(1, len(whole)) if not whole[end].isalnum())
    return [piece for piece in found if piece][:_MOST_PIECES]


def _sample(nodes: list[Any], found: dict[str, None]) -> str:
    """Returns one text that nodes match, and adds those of what is repeated in them, or can be chosen."""
    return "".join(_sample_of(operation, argument, found) for operation, argument in nodes)


def _sample_of(operation: Any, argument: Any, found: dict[str, None]) -> str:
    if operation is c.LITERAL:
        return str(chr(argument))
    if operation in (c.ANY, c.NOT_LITERAL, c.IN):
        return _character(operation, argument)
    if operation is c.BRANCH:
        samples = [_sample(list(branch), found) for branch in argument[1]]
        found.update(dict.fromkeys(samples[:4]))
        return samples[0]
    if operation is c.SUBPATTERN:
        return _sample(list(argument[3]), found)
    if operation is c.ATOMIC_GROUP:
        return _sample(list(argument), found)
    if operation in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
        least, most, tree = argument
        sample = _sample(list(tree), found)
        found[sample] = None
        return str(sample * max(least, min(most, 1)))
    return ""


def _character(operation: Any, argument: Any) -> str:
    """Returns a character that a set accepts: an ordinary one, where it accepts one."""
    members = argument if operation is c.IN else [(operation, argument)]
    explicit = [chr(value) for kind, value in members if kind is c.LITERAL]
    ranges = [chr(value[0]) for kind, value in members if kind is c.RANGE]
    candidates = [*ranges, *explicit, *_CANDIDATES]
    if operation is c.ANY:
        return "a"
    if operation is c.NOT_LITERAL:
        return next(character for character in _CANDIDATES if ord(character) != argument)
    compiled = re.compile(_set_source(members))
    return next((character for character in candidates if compiled.match(character)), "a")


_SOURCES = {
    c.CATEGORY_DIGIT: r"\d", c.CATEGORY_NOT_DIGIT: r"\D", c.CATEGORY_SPACE: r"\s",
    c.CATEGORY_NOT_SPACE: r"\S", c.CATEGORY_WORD: r"\w", c.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


def _set_source(members: list[Any]) -> str:
    parts: dict[Any, Callable[[Any], str]] = {
        c.NEGATE: lambda _: "^",
        c.LITERAL: lambda value: re.escape(chr(value)),
        c.RANGE: lambda value: f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}",
        c.CATEGORY: lambda value: _SOURCES[value],
    }
    return "[" + "".join(parts[kind](value) for kind, value in members) + "]"
