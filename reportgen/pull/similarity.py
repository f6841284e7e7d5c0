"""How alike two texts are, and which entries of two lists are the same."""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache

from reportgen.alignment import BoundedMatcher

_WORD, _SIGN = re.compile(r"\w+"), re.compile(r"\S")
ALIKE = 0.5
"""From this likeness on, two texts are taken for one that was edited."""

_MAX_PAIRS = 250_000
"""How many pairs are compared word by word: beyond that, only equal texts are the same."""


@lru_cache(maxsize=8192)
def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()) or _SIGN.findall(text))


def likeness(first: str, second: str) -> float:
    """Returns how many of the words of two texts are common to both, from 0 to 1."""
    if first == second:
        return 1.0
    words, other_words = _words(first), _words(second)
    total = words.total() + other_words.total()
    return 2 * (words & other_words).total() / total if total else 0.0


def pair_texts(
    old: Sequence[str], new: Sequence[str], bonus: Callable[[int, int], float] = lambda _old, _new: 0.0
) -> list[int | None]:
    """Returns for each new text which of the old ones it is, also where the order has changed; None for one that is new.

    Equal texts are the same, in order; of the others, the most alike, with a `bonus` for what else is known of a pair.
    """
    partner: list[int | None] = [None] * len(new)
    free_old, free_new = set(range(len(old))), set(range(len(new)))

    def pair(old_index: int, new_index: int) -> None:
        partner[new_index] = old_index
        free_old.discard(old_index)
        free_new.discard(new_index)

    for old_start, new_start, size in BoundedMatcher(old, new).get_matching_blocks():
        for offset in range(size):
            pair(old_start + offset, new_start + offset)
    for new_index in sorted(free_new):
        same = next((index for index in sorted(free_old) if old[index] == new[new_index]), None)
        if same is not None:
            pair(same, new_index)
    if len(free_old) * len(free_new) <= _MAX_PAIRS:
        scores = sorted(
            (
                (likeness(old[old_index], new[new_index]) + bonus(old_index, new_index), old_index, new_index)
                for old_index in free_old
                for new_index in free_new
            ),
            key=lambda score: (-score[0], abs(score[1] - score[2]), score[1]),
        )
        for score, old_index, new_index in scores:
            if score >= ALIKE and old_index in free_old and new_index in free_new:
                pair(old_index, new_index)
    return partner


def equal_or_paired(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[int | None]:
    """Returns for each new value which of the old ones it is, in order: equal ones, and those that stand in one's place."""
    partner: list[int | None] = [None] * len(new)
    for tag, old_start, old_end, new_start, new_end in BoundedMatcher(old, new).get_opcodes():
        if tag in {"equal", "replace"}:
            for offset in range(min(old_end - old_start, new_end - new_start)):
                partner[new_start + offset] = old_start + offset
    return partner
