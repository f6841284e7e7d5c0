"""RG619: words in block capitals."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.running_text import is_running
from reportgen.schema.models import Report
from reportgen.startup.patterns import lazy_pattern

_ORDINARY = frozenset({
    "AND", "ANNUAL", "AUTHORITIES", "AUTHORITY", "BOROUGH", "CITIES", "CITY", "CONFERENCE", "COUNCIL", "COUNCILS", "COUNTY",
    "DISTRICT", "FOR", "GOVERNMENT", "GROUP", "IN", "LOCAL", "MEETING", "MEETINGS", "METROPOLITAN", "NATIONAL", "NETWORK", "OF",
    "ON", "OUR", "PARK", "REPORT", "THE", "TO", "WE", "WITH",
})  # fmt: skip
"""Words that are no abbreviations. Where one of them stands in capitals, its neighbours in capitals are none either."""

_SMALL = frozenset({"And", "Of", "The", "For", "To", "In", "On", "With", "Upon"})
_LETTER = "[A-ZÀ-ÖØ-ÞŴŶ]"
_WORD = rf"{_LETTER}++(?:[’'-]{_LETTER}++)*"
_CAPITALS = lazy_pattern(
    rf"{_LETTER}(?<!\w.)(?<!{_LETTER}[’'-].)(?:{_LETTER}++|(?=[’'-]))(?:[’'-]{_LETTER}++)*+(?:,? (?:& )?{_WORD})+(?![\w&-])"
)
"""Words in capitals. The parts of a word are looked at with the word, and not once more each by itself."""

_SHORTEST = 9
"""How many characters block capitals have at least."""


@rule("RG619", Severity.INFO)
def block_capitals(_: Report, context: Context) -> Iterator[Problem]:
    """Words stand in block capitals, which are harder to read than small letters.

    Abbreviations and single words stay silent, and so does the address.

    Faulty:

        members: [ADUR DISTRICT COUNCIL]

    Right:

        members: [Adur District Council]
    """
    message, hint = "these words are in block capitals", "write capitals only where names and sentences begin"
    for block in context.index.matches(_CAPITALS):
        if not _is_block(block.text, block.start, block[0]):
            continue
        is_shown = block.at[:2] != ("contact", "address")
        if is_shown and (block.is_in_line or is_running(block.text, block.start)):
            yield Problem(block.at, message, hint, block.part(), Fix(_in_title_case(block[0]), safe=False))


def is_in_block(text: str, offset: int) -> bool:
    """Whether the word at an offset is one of several in block capitals, and so perhaps no abbreviation."""
    starts, ends = _blocks(text)
    index = bisect_right(starts, offset) - 1
    return index >= 0 and offset < ends[index]


@lru_cache(maxsize=256)
def _blocks(text: str) -> tuple[list[int], list[int]]:
    """Where words in block capitals begin and end; they are asked for at each word in capitals."""
    blocks = [match for match in _CAPITALS.finditer(text) if _is_block(text, match.start(), match[0])]
    return [block.start() for block in blocks], [block.end() for block in blocks]


def _is_block(text: str, start: int, capitals: str) -> bool:
    """Whether words in capitals are ordinary words, and not abbreviations side by side."""
    words = set(re.split(r"[ ,&]+", capitals))
    begins_inside_word = re.match(r"[\w.&-]", text[start - 1 : start])
    return (
        not begins_inside_word
        and len(capitals) >= _SHORTEST
        and len(words) > 1
        and not words.isdisjoint(_ORDINARY)
    )


def _in_title_case(words: str) -> str:
    """The words with a capital at the beginning of each, but for the small words after the first."""
    first, *others = (word.capitalize() for word in words.split(" "))
    return " ".join([first, *(word.lower() if word in _SMALL else word for word in others)])
