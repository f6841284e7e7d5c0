"""RG601: a word stands twice in a row."""

import re
from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Report
from reportgen.schema.walk import lines, texts

_TWICE = re.compile(r"(?<![\w'’&/.-])([^\W\d_]+) +(?i:\1)(?![\w'’&/-])")
_SOUND = frozenset({"had", "blah", "bye"})


@rule("RG601", Severity.WARNING)
def word_repeated(report: Report, _: Context) -> Iterator[Problem]:
    """A word stands twice in a row, as when a sentence was changed in the writing.

    "had had" is sound English and stays silent, and so do names with both words in capitals, such as Baden Baden.

    Faulty:

        aims: We are of the view that that councils lead.

    Right:

        aims: We are of the view that councils lead.
    """
    for at, text in texts(report):
        for passage in text.passages:
            for start, end, word in _repeats(passage.text):
                yield Problem(
                    at, f"the word `{word}` is repeated", "delete one of the two", passage.part(start, end)
                )
    for at, line in lines(report):
        for start, end, word in _repeats(line):
            yield Problem(at, f"the word `{word}` is repeated", "delete one of the two", (start, end))


def _repeats(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _TWICE.finditer(text):
        first, second = match[1], match[0].split()[-1]
        if first.lower() not in _SOUND and not second[0].isupper():
            yield match.start(), match.end(), second
