"""RG617: per cent and sums of money in another style than the report's."""

from collections.abc import Iterator

from reportgen.config import Profile
from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, PatternMatch, rule
from reportgen.rules.running_text import find_with_clues
from reportgen.schema.models import Report

_AMOUNT = r"£[0-9][0-9,.]*"
_STYLES = {
    Profile.LGA: (
        (r"(?<=[0-9])( ?%)(?!\w)", ("%",)),
        (rf"{_AMOUNT}( (?:million|billion|trillion))\b", ("million", "billion", "trillion")),
    ),
    Profile.GOVUK: (
        (r"(?<=[0-9])( per ?cent)\b", ("per cent", "percent")),
        (rf"{_AMOUNT}( ?(?:bn|m|tn))\b", ("£",)),
    ),
}
_RIGHT_UNITS = {
    "%": " per cent",
    "percent": "%",
    "million": "m",
    "billion": "bn",
    "trillion": "tn",
    "m": " million",
    "bn": " billion",
    "tn": " trillion",
}


@rule("RG617", Severity.INFO)
def figure_in_another_style(_: Report, context: Context) -> Iterator[Problem]:
    """A percentage or a sum is not written as the house style has it.

    The LGA writes "37 per cent" and "£4bn", GOV.UK "37%" and "£4 billion". Tables may use signs in either style.

    Faulty:

        aims: Our members have 37% of the houses and need £4 billion.

    Right:

        aims: Our members have 37 per cent of the houses and need £4bn.
    """
    for pattern, clues in _STYLES[context.profile]:
        yield from map(_problem, find_with_clues(context, pattern, *clues))


def _problem(match: PatternMatch) -> Problem:
    right = _RIGHT_UNITS[match[1].replace(" ", "")]
    figure = match[0].removesuffix(match[1]) or _number_before(match.text, match.start)
    message = f"`{figure}{match[1]}` is not how figures are written in this style"
    return Problem(match.at, message, f"write `{figure}{right}`", match.part(1), Fix(right))


def _number_before(text: str, end: int) -> str:
    """The number that ends at an offset."""
    start = end
    while start and (text[start - 1].isdigit() or text[start - 1] in ".,"):
        start -= 1
    return text[start:end].lstrip(".,")
