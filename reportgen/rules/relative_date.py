"""RG404: a date that must be worked out."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.running_text import find_at_clues
from reportgen.schema.models import Report

_NUMBER = r"(?:a|one|two|three|four|five|six|seven|eight|nine|ten|a few|several|[0-9]{1,3})"
_UNITS = ("day", "week", "fortnight", "month", "year")
_SEASONS = ("spring", "summer", "autumn", "winter")
_RELATIVE = (
    rf"\b(?:[Aa]|{_NUMBER}|{_NUMBER.title()}) (?:{'|'.join(_UNITS)})s? (?:later|ago)\b(?! than\b)"
    r"|\b[Tt]he following (?:day|week|month)\b"
    r"|(?<!\b[Tt]he )(?<!\b[Tt]o )(?<!\b[Oo]ur )(?<!\bits )(?<!\bwill )(?<!\bcan )(?<!\bnot )"
    r"\b[Ll]ast (?:week|month|year|spring|summer|autumn|winter)\b(?!-)"
)
_CLUES = (
    *(
        f"{unit}{ending} {direction}"
        for unit in _UNITS
        for ending in ("", "s")
        for direction in ("later", "ago")
    ),
    *(f"the following {unit}" for unit in _UNITS),
    *(f"last {unit}" for unit in (*_UNITS, *_SEASONS)),
)


@rule("RG404", Severity.WARNING)
def relative_date(_: Report, context: Context) -> Iterator[Problem]:
    """A date is given by its distance from another or from the day of writing, as in "a week later" or "last year".

    Reports are read years later and in parts. Words that only mean the present, such as "today’s cities", stay silent, and so do
    quotations and what is said of the year to come.

    Faulty:

        aims: A week later, we held a fringe event.

    Right:

        aims: In October 2023, we held a fringe event.
    """
    for match in find_at_clues(context, _RELATIVE, *_CLUES, lookback=len("several ")):
        message = f"`{match[0]}` leaves the reader to work out the date"
        yield Problem(match.at, message, "give the date, as in `in October 2023`", match.part())
