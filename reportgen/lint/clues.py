"""The clue index: a report's passages and lines as one text, which rules search by clues.

A clue is a word, phrase or mark that stands in everything a rule can find, and a rule that names its clues is run only
where one of them stands. Most reports lack most clues, so most rules end at once; `python -m tests.bench rules` measures it.

Clues are given in small letters and as whole words: "cllr" is no clue to "Cllrs".
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from reportgen.findings import At
from reportgen.prose import Passage
from reportgen.source.characters import occurrences

YEARS = tuple(str(year) for year in range(2000, 2100))
"""The years that reports tell of, as clues."""

_USUAL_MARKS = "-.,:;’‘“”–—'\"()[]&£/%@+?!…_"
"""The marks that divide words in most reports: going through all characters for others takes as long as the rest."""


@dataclass(frozen=True, slots=True)
class PatternMatch:
    """A match of a pattern in a passage or line, with the path of the field.

    `match` was found in a text in which the passage or line begins at `offset`.
    """

    at: At
    item: Passage | str
    match: re.Match[str]
    offset: int = 0

    def __getitem__(self, group: int | str) -> str:
        words: str = self.match[group]
        return words

    @property
    def text(self) -> str:
        """The whole text of the passage or line."""
        return _text_of(self.item)

    @property
    def is_in_line(self) -> bool:
        """Whether it stands in a line, and not in a passage."""
        return isinstance(self.item, str)

    @property
    def start(self) -> int:
        """Where in the text of the passage or line the match begins."""
        return self.match.start() - self.offset

    def part(self, group: int | str = 0) -> tuple[int, int]:
        """Where the match, or one of its groups, stands in the value of the field."""
        start, end = self.match.start(group) - self.offset, self.match.end(group) - self.offset
        return (start, end) if isinstance(self.item, str) else self.item.part(start, end)


class TextIndex:
    """Finds words and patterns in all passages and lines of a report. Quotations are not among the English passages.

    Without `use_clues` every clue counts as present everywhere, so that rules look at every passage, line and offset.
    That takes longer and must find the same.
    """

    def __init__(
        self,
        passages: Sequence[tuple[At, Passage]],
        lines: Sequence[tuple[At, str]],
        *,
        is_english: bool,
        use_clues: bool = True,
    ) -> None:
        own = [(at, passage) for at, passage in passages if not passage.is_quoted]
        self._passages = [*own, *((at, passage) for at, passage in passages if passage.is_quoted)]
        self._lines = lines
        self._items: tuple[tuple[At, Passage | str], ...] = (*self._passages, *lines)
        self._use_clues = use_clues
        texts = [_text_of(item) for _, item in self._items]
        self._starts = list(accumulate((len(text) + len("\n") for text in texts), initial=0))
        self._lines_start = self._starts[len(passages)]
        self._english_end = self._starts[len(own)] if is_english else 0
        self.text = "\n".join(texts)
        """All passages and then all lines, with a line break between them."""

    @cached_property
    def lower_text(self) -> str:
        """The text in small letters, each character at the same offset."""
        return self.text.replace("İ", "i").lower()  # "İ".lower() has two characters

    @cached_property
    def words(self) -> list[str]:
        """The words of the text in small letters, in their order. Everything but letters and digits divides words."""
        return _split_words(self.lower_text)

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(self.words)

    def contains(self, *clues: str) -> bool:
        """Whether one of some clues stands anywhere in the text. Here a clue may also be a piece of a word."""
        return not self._use_clues or any(clue in self.lower_text for clue in clues)

    def matches(self, pattern: re.Pattern[str]) -> Iterator[PatternMatch]:
        """Yield the matches of a pattern in all passages and lines. It must not match line breaks."""
        return map(self._located, pattern.finditer(self.text))

    def matches_at(self, pattern: re.Pattern[str], *clues: str) -> Iterator[PatternMatch]:
        """Yield the matches of a pattern in all passages and lines that begin with a clue."""
        return self._matches_at(pattern, clues, self._starts[-1], 0)

    def english_matches_at(
        self, pattern: re.Pattern[str], *clues: str, lookback: int = 0
    ) -> Iterator[PatternMatch]:
        """Yield the matches of a pattern in English passages that begin with a clue.

        With `lookback` they may begin up to so many characters before it.
        """
        return self._matches_at(pattern, clues, self._english_end, lookback)

    def _matches_at(
        self, pattern: re.Pattern[str], clues: Sequence[str], text_end: int, lookback: int
    ) -> Iterator[PatternMatch]:
        if not self._use_clues:
            yield from map(self._located, pattern.finditer(self.text, 0, text_end))
            return
        offsets = self._offsets_of(clues, 0, text_end)
        if lookback:
            offsets = [start for offset in offsets for start in range(max(offset - lookback, 0), offset + 1)]
        end = 0
        for start in sorted(offsets):
            if start >= end and (match := pattern.match(self.text, start)):
                end = match.end()
                yield self._located(match)

    def english_passages_with(self, *clues: str) -> list[tuple[At, Passage]]:
        """The English passages in which a clue stands, in their order."""
        numbers = self._numbers_with(clues, 0, self._english_end)
        return [self._passages[number] for number in numbers]

    def lines_with(self, *clues: str) -> list[tuple[At, str]]:
        """The lines in which a clue stands, in their order."""
        numbers = self._numbers_with(clues, self._lines_start, self._starts[-1])
        return [self._lines[number - len(self._passages)] for number in numbers]

    def find_term(self, term: str) -> list[int]:
        """The offsets at which a term, given as clues are, stands in English passages as whole words."""
        return [
            offset
            for offset in self._offsets_of([term], 0, self._english_end)
            if is_whole_word(self.lower_text, offset, offset + len(term))
        ]

    def passage_at(self, offset: int) -> tuple[At, Passage, int]:
        """The passage that holds an offset of the text, with its path, and the offset within the passage."""
        number = self._number_at(offset)
        return *self._passages[number], offset - self._starts[number]

    def _numbers_with(self, clues: Sequence[str], start: int, end: int) -> Sequence[int]:
        """The numbers of the passages and lines between two offsets in which a clue stands."""
        if not self._use_clues:
            return range(bisect_right(self._starts, start) - 1, bisect_right(self._starts, end) - 1)
        return sorted({self._number_at(offset) for offset in self._offsets_of(clues, start, end)})

    def _offsets_of(self, clues: Sequence[str], start: int, end: int) -> list[int]:
        present = self._present(tuple(clues)) if self._use_clues else clues
        return [offset for clue in present for offset in occurrences(clue, self.lower_text, start, end)]

    def _present(self, clues: tuple[str, ...]) -> Iterator[str]:
        """Yields the clues whose words all stand somewhere in the text."""
        words, phrases = _words_and_phrases(clues)
        yield from words & self._vocabulary
        for phrase, phrase_words in phrases.items():
            if phrase_words <= self._vocabulary:
                yield phrase

    def _number_at(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    def _located(self, match: re.Match[str]) -> PatternMatch:
        number = self._number_at(match.start())
        return PatternMatch(*self._items[number], match, self._starts[number])


def is_whole_word(text: str, start: int, end: int) -> bool:
    """Whether the characters from start to end are no piece of a longer word; a hyphen joins words."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or after.isalnum() or "-" in (before, after))


def _text_of(item: Passage | str) -> str:
    return item if isinstance(item, str) else item.text


@lru_cache(maxsize=1024)
def _words_and_phrases(clues: tuple[str, ...]) -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    """Returns the clues that are single words, and the words of each of the others."""
    words_by_clue = {clue: frozenset(_split_words(clue)) for clue in clues}
    phrases = {clue: words for clue, words in words_by_clue.items() if words != {clue}}
    return frozenset(clues).difference(phrases), phrases


def _split_words(text: str) -> list[str]:
    for mark in _USUAL_MARKS:
        text = text.replace(mark, " ")
    words = text.split()
    if not "".join(words).isalnum():
        for mark in {character for character in set(text) if not character.isalnum()}:
            text = text.replace(mark, " ")
        words = text.split()
    return words
