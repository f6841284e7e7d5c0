"""RG619: words in block capitals."""

import re
from collections.abc import Iterator

from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
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
_CAPITALS = re.compile(rf"(?<!\w){_LETTER}{{2,}}+(?:[’'-]{_LETTER}++)*(?:,? (?:& )?{_WORD})+(?![\w&-])")
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
    for at, line in context.lines:
        if at[:2] != ("contact", "address"):
            for start, end, words in _found(line):
                yield Problem(at, *_SAID, (start, end), Fix(words, safe=False))
    for at, passage in context.passages:
        for start, end, words in _found(passage.text):
            if is_running(passage.text, start):
                yield Problem(at, *_SAID, passage.part(start, end), Fix(words, safe=False))


_SAID = ("these words are in block capitals", "write capitals only where names and sentences begin")


def _found(text: str) -> Iterator[tuple[int, int, str]]:
    """Where words stand in block capitals, and the same in small letters."""
    for match in _CAPITALS.finditer(text):
        words = set(re.split(r"[ ,&]+", match[0]))
        whole = not re.match(r"[\w.&-]", text[match.start() - 1 : match.start()])
        if whole and len(match[0]) >= _LEAST and len(words) > 1 and words & _ORDINARY:
            yield *match.span(), _lowered(match[0])


def _lowered(words: str) -> str:
    """Capitals at the beginning of each word but the small ones."""
    first, *others = (word.capitalize() for word in words.split(" "))
    return " ".join([first, *(word.lower() if word in _SMALL else word for word in others)])


def in_block_capitals(text: str, position: int) -> bool:
    """Whether a word is one of several in block capitals, and so perhaps no abbreviation."""
    return any(start <= position < end for start, end, _ in _found(text))
