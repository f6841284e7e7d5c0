"""RG601: a word stands twice in a row."""

import re
from collections.abc import Iterator
from itertools import pairwise

from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Report

_REPEATED = re.compile(r"(?<![\w'’&/.-])([^\W\d_]++) ++(?i:\1)(?![\w'’&/-])")
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
    repeated = {first for first, second in pairwise(context.index.words) if first == second}
    for match in context.index.matches_at(_REPEATED, *repeated):
        first, second = match[0].split()
        if first.lower() not in _SOUND and not second[0].isupper():
            message = f"the word `{second}` is repeated"
            yield Problem(match.at, message, "delete one of the two", match.part(), Fix(first, safe=False))
