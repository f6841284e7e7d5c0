"""RG407: a financial year written in another style than the report's."""

from collections.abc import Iterator

from reportgen.config import Profile
from reportgen.findings import Fix, Problem, Severity
from reportgen.lint import YEARS, Context, PatternMatch, rule
from reportgen.rules.running_text import begins_sentence, find_at_clues
from reportgen.schema.models import Report
from reportgen.startup.patterns import lazy_pattern

_FINANCIAL_YEAR = r"(?<![\w/–£.,-])(20[0-9]{2})([-–/])((?:20)?[0-9]{2})(?![\w/–-])"
_NAME_BEFORE = lazy_pattern(r"[A-Z]\w* \(?$")
_NAME_AFTER = lazy_pattern(r" [A-Z]")
_LONGEST_WORD = 60


@rule("RG407", Severity.INFO)
def year_in_another_style(_: Report, context: Context) -> Iterator[Problem]:
    """A financial year is not written as the house style has it: `2023/24` for the LGA, `2023 to 2024` for GOV.UK.

    Years that belong to a name, such as Business Plan 2022-25, stay as they are.

    Faulty:

        aims: In 2023-24 we spoke for cities.

    Right:

        aims: In 2023/24 we spoke for cities.
    """
    for match in find_at_clues(context, _FINANCIAL_YEAR, *YEARS):
        first, last = int(match[1]), int(match[3]) % 100
        if last != (first + 1) % 100 or _is_in_name(match):
            continue
        right = f"{first} to {first + 1}" if context.profile is Profile.GOVUK else f"{first}/{last:02}"
        if right != match[0]:
            message = f"`{match[0]}` is not how years are written in this style"
            fix = Fix(right, safe=False)  # it might mean two calendar years
            yield Problem(match.at, message, f"write `{right}`", match.part(), fix)


def _is_in_name(match: PatternMatch) -> bool:
    name_before = _NAME_BEFORE.search(match.text, max(match.start - _LONGEST_WORD, 0), match.start)
    if name_before and not begins_sentence(match.text, name_before.start()):
        return True
    return _NAME_AFTER.match(match.text, match.start + len(match[0])) is not None
