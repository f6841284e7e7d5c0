"""RG318: a telephone number without a number in it."""

from collections.abc import Iterator

from reportgen.findings import Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.placeholder import is_placeholder
from reportgen.schema.models import Report

_MIN_DIGITS = 3
"""The shortest numbers that are dialled, such as 101."""


@rule("RG318", Severity.WARNING)
def telephone_without_number(report: Report, _: Context) -> Iterator[Problem]:
    """What stands as the telephone number has no digits that could be dialled.

    Faulty:

        contact: {telephone: see our website}

    Right:

        contact: {telephone: 0161 770 5691}
    """
    line = report.contact.telephone
    digits = sum(character.isdecimal() for character in line)
    if line and digits < _MIN_DIGITS and not is_placeholder(line):
        message = f"`{line}` is not a telephone number"
        yield Problem(("contact", "telephone"), message, "write the number, or leave it out")
