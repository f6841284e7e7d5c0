"""RG601: a word stands twice in a row."""

from collections.abc import Iterator
from itertools import pairwise

from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.schema.models import Report
from reportgen.startup.patterns import lazy_pattern

_REPEATED = lazy_pattern(r"(?<![\w'’&/.-])([^\W\d_]++) ++(?i:\1)(?![\w'’&/-])")
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
    sources = {at: text.source for at, text in context.texts}
    repeated = {first for first, second in pairwise(context.index.words) if first == second}
    for match in context.index.matches_at(_REPEATED, *repeated):
        first, second = match[0].split()
        if first.lower() not in _SOUND and not second[0].isupper():
            message = f"the word `{second}` is repeated"
            written = match[0] if match.is_in_line else sources[match.at][slice(*match.part())]
            fix = _fix(written, first, second)
            yield Problem(match.at, message, "delete one of the two", match.part(), fix)


def _fix(written: str, first: str, second: str) -> Fix | None:
    """One of two words as they are written, with the markup that begins or ends between them; none where two marks do."""
    between = written[len(first) : len(written) - len(second)]
    if not between.strip():
        return Fix(first, safe=False)
    if between[:1].isspace() and first == second:
        return Fix(between.lstrip() + second, safe=False)
    return Fix(first + between.rstrip(), safe=False) if between[-1:].isspace() else None
