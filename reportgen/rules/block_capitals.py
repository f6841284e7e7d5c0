"""RG619: words in block capitals."""

import re
from collections.abc import Iterator
from functools import lru_cache

from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, PatternMatch, rule
from reportgen.rules.running_text import is_running
from reportgen.schema.models import Report

_ORDINARY = frozenset({
    "AND", "ANNUAL", "AUTHORITIES", "AUTHORITY", "BOROUGH", "CITIES", "CITY", "CONFERENCE", "COUNCIL", "COUNCILS", "COUNTY",
    "DISTRICT", "FOR", "GOVERNMENT", "GROUP", "IN", "LOCAL", "MEETING", "MEETINGS", "METROPOLITAN", "NATIONAL", "NETWORK", "OF",
    "ON", "OUR", "PARK", "REPORT", "THE", "TO", "WE", "WITH",
})  # fmt: skip
"""Words that are no abbreviations. Where one stands in capitals among others in capitals, neither are those."""

_SMALL = frozenset({"And", "Of", "The", "For", "To", "In", "On", "With", "Upon"})
_LETTER = "[A-ZÀ-ÖØ-ÞŴŶ]"
_WORD = rf"{_LETTER}++(?:[’'-]{_LETTER}++)*"
_CAPITALS = re.compile(rf"{_LETTER}(?<!\w.){_LETTER}++(?:[’'-]{_LETTER}++)*(?:,? (?:& )?{_WORD})+(?![\w&-])")
_LEAST = 9


@rule("RG619", Severity.INFO)
def block_capitals(_: Report, context: Context) -> Iterator[Problem]:
    """Words stand in block capitals, which are harder to read than small letters.

    Abbreviations and single words stay silent, and so does the address.

    Faulty:

        members: [ADUR DISTRICT COUNCIL]

    Right:

        members: [Adur District Council]
    """
    for hit in _blocks(context):
        shown = hit.at[:2] != ("contact", "address")
        if shown and (not hit.passage or is_running(hit.text, hit.start)):
            yield Problem(hit.at, *_SAID, hit.part(), Fix(_lowered(hit.match[0]), safe=False))


_SAID = ("these words are in block capitals", "write capitals only where names and sentences begin")


def _is_in_capitals(match: re.Match[str]) -> bool:
    """Whether words are in block capitals, and so no abbreviations side by side."""
    words = set(re.split(r"[ ,&]+", match[0]))
    whole = not re.match(r"[\w.&-]", match.string[match.start() - 1 : match.start()])
    return whole and len(match[0]) >= _LEAST and len(words) > 1 and bool(words & _ORDINARY)


def _lowered(words: str) -> str:
    """Capitals at the beginning of each word but the small ones."""
    first, *others = (word.capitalize() for word in words.split(" "))
    return " ".join([first, *(word.lower() if word in _SMALL else word for word in others)])


def in_block_capitals(context: Context, place: int) -> bool:
    """Whether a word is one of several in block capitals, and so perhaps no abbreviation."""
    return any(hit.match.start() <= place < hit.match.end() for hit in _blocks(context))


@lru_cache(maxsize=1)
def _blocks(context: Context) -> tuple[PatternMatch, ...]:
    return tuple(hit for hit in context.found(_CAPITALS, context.capitals) if _is_in_capitals(hit.match))
