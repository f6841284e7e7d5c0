"""RG409: a word for how often something happens that has two meanings."""

import re
from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.running_text import find_at_clues
from reportgen.schema.models import Report

_AMBIGUOUS = r"\b[Bb]i-?(?:(month)ly|(week)ly|(annual)(?:ly)?|(year)ly)\b"
_CLUES = tuple(
    f"bi{hyphen}{frequency}"
    for hyphen in ("", "-")
    for frequency in ("monthly", "weekly", "annual", "annually", "yearly")
)
_KEYS = frozenset({"frequency", "kind"})


@rule("RG409", Severity.INFO)
def ambiguous_frequency(report: Report, context: Context) -> Iterator[Problem]:
    """The word "bi-monthly" can mean twice a month or every two months, "biannual" twice a year or every two years.

    Faulty:

        government:
          - {department: DLUHC, frequency: bi-monthly}

    Right:

        government:
          - {department: DLUHC, frequency: every two months}
    """
    for match in find_at_clues(context, _AMBIGUOUS, *_CLUES):
        yield Problem(match.at, *_message_and_hint(match.match), match.part())
    if report.language != "en-GB":
        return
    for at, line in context.index.lines_with(*_CLUES):
        if at[-1] in _KEYS and (match_in_line := re.search(_AMBIGUOUS, line)):
            yield Problem(at, *_message_and_hint(match_in_line), match_in_line.span())


def _message_and_hint(match: re.Match[str]) -> tuple[str, str]:
    unit = next(filter(None, match.groups())).replace("annual", "year")
    return f"`{match[0]}` has two meanings", f"write `every two {unit}s` or `twice a {unit}`"
