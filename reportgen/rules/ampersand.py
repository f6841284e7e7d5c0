"""RG618: an ampersand among ordinary words."""

from collections.abc import Iterator

from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.running_text import find_with_clues
from reportgen.schema.models import Report

_AMPERSAND = r"(?<![\w.’'-])(?:[a-z]{2,} (&) \w+|[A-Z]?\w+ (&) [a-z]{2,}(?![\w.’'-]))"


@rule("RG618", Severity.INFO)
def ampersand_in_prose(_: Report, context: Context) -> Iterator[Problem]:
    """An ampersand stands for the word "and" beside a word in small letters.

    Between words with capitals it may be part of a name, such as Tyne & Wear, and stays silent; so does what a title, a member or
    another line of the report calls the same.

    Faulty:

        aims: We work for towns & cities.

    Right:

        aims: We work for towns and cities.
    """
    for match in find_with_clues(context, _AMPERSAND, " & "):
        if any(match[0] in line for _, line in context.lines):
            continue
        part = match.part(1 if match[1] else 2)
        yield Problem(match.at, "`&` stands for a word here", "write `and`", part, Fix("and"))
