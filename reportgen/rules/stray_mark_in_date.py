"""RG408: a stop, comma or space inside a date that does not belong there."""

from collections.abc import Iterator

from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import YEARS, Context, rule
from reportgen.rules.running_text import find_at_clues
from reportgen.schema.i18n import MONTHS
from reportgen.schema.models import Report

_MONTH = rf"(?P<month>{'|'.join(MONTHS['en-GB'])})"
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_STRAY = (
    rf"\b{_MONTH}(?:\. (?=[0-9]{{4}}(?:[.;)]|(?m:$)))| ?,(?=[0-9])| , ){_YEAR}\b"
    r"|(?<![\w/.])(?P<first>20[0-9]{2})(?: /|/ | / )(?P<last>[0-9]{2})(?![\w/])"
)

_CLUES = (*(month.lower() for month in MONTHS["en-GB"]), *YEARS)


@rule("RG408", Severity.WARNING)
def stray_mark_in_a_date(_: Report, context: Context) -> Iterator[Problem]:
    """A full stop, comma or space has slipped into a date, as in "March. 2014" or "2013/ 14".

    Faulty:

        aims: We met in 2013/ 14 for the first time.

    Right:

        aims: We met in 2013/14 for the first time.
    """
    for match in find_at_clues(context, _STRAY, *_CLUES):
        if match["first"] and int(match["last"]) != (int(match["first"]) + 1) % 100:
            continue
        right = f"{match['first']}/{match['last']}" if match["first"] else f"{match['month']} {match['year']}"
        message = f"a mark or space too many stands in `{match[0]}`"
        yield Problem(match.at, message, f"write `{right}`", match.part(), Fix(right))
