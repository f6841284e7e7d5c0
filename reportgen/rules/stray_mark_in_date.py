"""RG408: a stop, comma or space inside a date that does not belong there."""

from collections.abc import Iterator

from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.running_text import matches_in
from reportgen.schema.i18n import MONTHS
from reportgen.schema.models import Report

_MONTH = rf"(?P<month>{'|'.join(MONTHS['en-GB'])})"
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_STRAY = (
    rf"\b{_MONTH}(?:\. (?=[0-9]{{4}}(?:[.;)]|$))| ?,(?=[0-9])| , ){_YEAR}\b"
    r"|(?<![\w/.])(?P<first>20[0-9]{2})(?: /|/ | / )(?P<last>[0-9]{2})(?![\w/])"
)


@rule("RG408", Severity.WARNING)
def stray_mark_in_a_date(_: Report, context: Context) -> Iterator[Problem]:
    """A full stop, comma or space has slipped into a date, as in "March. 2014" or "2013/ 14".

    Faulty:

        aims: We met in 2013/ 14 for the first time.

    Right:

        aims: We met in 2013/14 for the first time.
    """
    places = (place for place in context.years if _is_beside_a_mark(context.whole, place))
    for at, passage, match in matches_in(context.english_at(places), _STRAY):
        if match["first"] and int(match["last"]) != (int(match["first"]) + 1) % 100:
            continue
        right = f"{match['first']}/{match['last']}" if match["first"] else f"{match['month']} {match['year']}"
        message = f"a mark or space too many stands in `{match[0]}`"
        yield Problem(at, message, f"write `{right}`", passage.part(*match.span()), Fix(right))


def _is_beside_a_mark(text: str, place: int) -> bool:
    """Whether a year has a mark about it that may be stray: no more than a first look."""
    return (
        text[place - 1 : place] == ","
        or text[place - 2 : place] in (". ", ", ")
        or "/" in text[place + 4 : place + 6]
    )
