"""RG601: a word stands twice in a row."""

import re
from collections.abc import Iterator
from itertools import compress
from operator import eq

from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.prose import occurrences
from reportgen.schema.models import Report

_TWICE = re.compile(r"(?<![\w'’&/.-])([^\W\d_]+) +(?i:\1)(?![\w'’&/-])")
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
    for hit in context.found(_TWICE, _places(context)):
        first, second = hit.match[1], hit.match[0].split()[-1]
        if first.lower() not in _SOUND and not second[0].isupper():
            message = f"the word `{second}` is repeated"
            yield Problem(hit.at, message, "delete one of the two", hit.part(), Fix(first, safe=False))


def _places(context: Context) -> list[int]:
    """Where a word follows itself, with whatever marks about it: trying the pattern everywhere takes far longer."""
    twice = set(compress(context.words, map(eq, context.words, context.words[1:])))
    return sorted(place for word in twice for place in occurrences(f"{word} {word}", context.lowered))
