"""RG601: a word stands twice in a row."""

import re
from collections.abc import Iterator

from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Report

_TWICE = re.compile(r"(?<![\w'’&/.-])([^\W\d_]+) +(?i:\1)(?![\w'’&/-])")
_OPENING = '([{“‘*"'
_SOUND = frozenset({"had", "blah", "bye"})


@rule("RG601", Severity.WARNING)
def word_repeated(_: Report, context: Context) -> Iterator[Problem]:
    """A word stands twice in a row, as when a sentence was changed in the writing.

    "had had" is sound English and stays silent, and so do names with both words in capitals, such as Baden Baden.

    Faulty:

        aims: We are of the view that that councils lead.

    Right:

        aims: We are of the view that councils lead.
    """
    for at, passage in context.passages:
        for start, end, first, word in _repeats(passage.text):
            message = f"the word `{word}` is repeated"
            yield Problem(
                at, message, "delete one of the two", passage.part(start, end), Fix(first, safe=False)
            )
    for at, line in context.lines:
        for start, end, first, word in _repeats(line):
            message = f"the word `{word}` is repeated"
            yield Problem(at, message, "delete one of the two", (start, end), Fix(first, safe=False))


def _repeats(text: str) -> Iterator[tuple[int, int, str, str]]:
    words = text.lower()
    for mark in _OPENING:
        words = words.replace(mark, " ")
    parts = words.split()
    if not any(map(str.startswith, parts[1:], parts)):  # most texts, and quicker than the pattern
        return
    for match in _TWICE.finditer(text):
        first, second = match[1], match[0].split()[-1]
        if first.lower() not in _SOUND and not second[0].isupper():
            yield match.start(), match.end(), first, second
