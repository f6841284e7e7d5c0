"""RG407: a financial year written in another style than the report's."""

import re
from collections.abc import Iterator

from reportgen.config import Profile
from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.rules.running_text import begins_sentence, matches_in
from reportgen.schema.models import Report

_YEARS = r"(?<![\w/–£.,-])(20[0-9]{2})([-–/])((?:20)?[0-9]{2})(?![\w/–-])"
_BETWEEN = frozenset("-–/")
_NAME_BEFORE = r"[A-Z]\w* \(?$"
_NAME_AFTER = r" [A-Z]"


@rule("RG407", Severity.INFO)
def year_in_another_style(_: Report, context: Context) -> Iterator[Problem]:
    """A financial year is not written as the house style has it: `2023/24` for the LGA, `2023 to 2024` for GOV.UK.

    Years that belong to a name, such as Business Plan 2022-25, stay as they are.

    Faulty:

        aims: In 2023-24 we spoke for cities.

    Right:

        aims: In 2023/24 we spoke for cities.
    """
    places = (place for place in context.years if context.whole[place + 4 : place + 5] in _BETWEEN)
    for at, passage, match in matches_in(context.english_at(places), _YEARS):
        first, last = int(match[1]), int(match[3]) % 100
        follows = last == (first + 1) % 100
        if not follows or _in_name(passage.text, match):
            continue
        right = f"{first} to {first + 1}" if context.profile is Profile.GOVUK else f"{first}/{last:02}"
        if right != match[0]:
            message = f"`{match[0]}` is not how years are written in this style"
            fix = Fix(right, safe=False)  # it might mean two calendar years
            yield Problem(at, message, f"write `{right}`", passage.part(*match.span()), fix)


def _in_name(text: str, match: re.Match[str]) -> bool:
    before = re.search(_NAME_BEFORE, text[: match.start()])
    named = before and not begins_sentence(text, before.start())
    return bool(named or re.match(_NAME_AFTER, text[match.end() :]))
