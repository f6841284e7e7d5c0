"""RG216: numbers in front of members' names."""

from collections.abc import Iterator

from reportgen.findings import At, Fix, PartFix, Problem, Severity, plural
from reportgen.lint import Context, rule
from reportgen.registers.names import split_number
from reportgen.schema.members import member_lists
from reportgen.schema.models import Report


@rule("RG216", Severity.WARNING)
def numbers_in_front_of_names(report: Report, context: Context) -> Iterator[Problem]:
    """Members have numbers in front of their names, as a list copied from Word has, and the numbers would be printed.

    They are told of once for all lists, and the names behind them are checked as if the numbers were not there.

    Faulty:

        members: [1. Bradford, 2. Coventry]

    Right:

        members: [Bradford, Coventry]
    """
    numbered = [
        ((*at, index, "name"), member.name)
        for at, members in member_lists(report)
        for index, member in enumerate(members)
        if split_number(member.name)[0] and not context.is_joined((*at, index))
    ]
    if len(numbered) == 1:
        at, name = numbered[0]
        yield _problem(at, name, f"`{split_number(name)[0].strip()}` is no part of the name", ())
    elif numbered:
        (at, name), *others = numbered
        message = f"{plural(len(numbered), 'name')} have numbers in front of them, first `{name}`"
        elsewhere = tuple(PartFix(other_at, _part(other_name), "") for other_at, other_name in others)
        yield _problem(at, name, message, elsewhere)


def _problem(at: At, name: str, message: str, elsewhere: tuple[PartFix, ...]) -> Problem:
    hint = f"leave {'them' if elsewhere else 'it'} out, as in `{split_number(name)[1]}`"
    return Problem(at, message, hint, _part(name), Fix("", elsewhere=elsewhere))


def _part(name: str) -> tuple[int, int]:
    return 0, len(split_number(name)[0])
