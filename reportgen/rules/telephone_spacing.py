"""RG305: a telephone number with its spaces in the wrong places."""

from collections.abc import Iterator

from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.telephones import correctly_spaced, find_numbers
from reportgen.schema.models import Report
from reportgen.startup.patterns import lazy_pattern

_SPLIT_SIX_DIGITS = lazy_pattern(r"([0-9]{5}) ([0-9]{3}) ([0-9]{3})")


@rule("RG305", Severity.WARNING)
def telephone_wrongly_spaced(report: Report, _: Context) -> Iterator[Problem]:
    """The spaces of a telephone number do not part the area code from the rest, so that it is hard to read and to dial.

    A space stands behind the code, whose length Ofcom's numbering plan gives: `020 7664 3002`, `0161 770 5691`, `01225 477000`,
    `07967 424591`. Behind a code of five digits, `477 000` is as good. Brackets and hyphens are left out. Numbers for callers
    from abroad, and those of which the code's length is not certain, stay as they are.

    Faulty:

        contact: {telephone: 0207 664 3002}

    Right:

        contact: {telephone: 020 7664 3002}
    """
    line = report.contact.telephone
    for match in find_numbers(line):
        number = match[0].replace("\N{NO-BREAK SPACE}", " ")
        corrected = correctly_spaced(number)
        if corrected and number != corrected and _SPLIT_SIX_DIGITS.sub(r"\1 \2\3", number) != corrected:
            message = f"`{match[0]}` is not spaced as telephone numbers are"
            hint = f"write `{corrected}`"
            yield Problem(("contact", "telephone"), message, hint, match.span(), Fix(corrected))
