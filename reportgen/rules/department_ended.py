"""RG503: a department or body that no longer existed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from reportgen.findings import At, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.registers import Registers
from reportgen.registers.departments import Department, Departments
from reportgen.rules.department_names import Stretch, is_of_department, spelt, stretches
from reportgen.schema.i18n import in_words, month_and_year
from reportgen.schema.models import Report
from reportgen.schema.values import Date

_PAST = re.compile(
    r"\b(?:[Ff]ormer(?:ly)?|then|[Pp]reviously|predecessors?|[Rr]enamed|[Rr]eplaced|[Bb]ecame|[Ss]uccee(?:d|ded|ds)|[Ss]uccessors?"
    r"|now|[Uu]ntil|abolished|merged|dissolved)\b"
)
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_GOES_ON = re.compile(r",? (?:(?:and|&|of|for) )?[A-Z]")
"""A name that goes on with a capital is a longer one, of another body."""

_LEAST = 4
"""How many letters an abbreviation has that can mean nothing else in running text."""


@rule("RG503", Severity.WARNING)
def department_no_longer_there(report: Report, context: Context) -> Iterator[Problem]:
    """A department or public body is named that had ended before the period, or before the day of the entry it is named in.

    What a department was called while it lasted is right: DLUHC in a report for 2023/24, or on a date in April 2024. A name that
    came back is told of between: MHCLG from October 2021 to July 2024. A text that speaks of the past, with an earlier year or
    words such as "former" and "until", stays silent. Each name is told of once in the texts. Dates come from the register of
    departments, some of them from memory.

    Faulty:

        period: 2025/26
        government: [{department: DLUHC}]

    Right:

        period: 2025/26
        government: [{department: MHCLG}]
    """
    if report.period is None:
        return
    departments = context.registers.departments
    lives, clues = _lives(departments)
    told: set[str] = set()
    for stretch in stretches(context, *clues):
        when, alone = _date(report, stretch.at), is_of_department(stretch)
        span = when or report.period
        for name in lives:
            department = _gone(lives[name], span.start, span.end) if name in stretch.text else None
            if name in told or not department or (len(name) < _LEAST and not alone):
                continue
            for start, end in spelt(stretch.text, name):
                if _is_meant(stretch, start, end, department, context.registers):
                    told |= set() if alone else {name}
                    before = in_words(when, "en-GB") if when else "the report's period"
                    message = (
                        f"`{name}` ended in {month_and_year(department.end or date.max)}, before {before}"
                    )
                    if again := [each.start for each in lives[name] if each.start and each.start > span.end]:
                        message += f", and came back in {month_and_year(min(again))}"
                    hint = _hint(department, departments, span.end)
                    yield Problem(stretch.at, message, hint, stretch.part(start, end))
                    break


@lru_cache(maxsize=16)
def _lives(departments: Departments) -> tuple[Mapping[str, Sequence[Department]], Sequence[str]]:
    """Names and abbreviations of what has ended, with all that ever had them; and clues to them."""
    lives: dict[str, list[Department]] = {}
    for each in departments:
        for name in filter(None, (each.name, each.abbreviation)):
            lives.setdefault(name, []).append(each)
    ended = {name: had for name, had in lives.items() if any(each.end for each in had)}
    return ended, tuple(map(str.lower, ended))


def _gone(lives: Sequence[Department], first: date, last: date) -> Department | None:
    """What had a name last before some days, if nothing had it on one of them."""
    if any(not each.ended(first) and (each.start or date.min) <= last for each in lives):
        return None
    ended = (each for each in lives if each.ended(first))
    return max(ended, key=lambda each: each.end or date.min, default=None)


def _date(report: Report, at: At) -> Date | None:
    """The date of the entry in which something stands."""
    if at[0] == "government" and isinstance(at[1], int):
        return report.government[at[1]].date
    if at[0] == "activities" and len(at) > 2 and isinstance(at[2], int):
        return getattr(getattr(report.activities, str(at[1]))[at[2]], "date", None)
    return None


def _is_meant(stretch: Stretch, start: int, end: int, department: Department, registers: Registers) -> bool:
    """Whether it is this department's name, not the beginning of another, and spoken of as if it were still there."""
    longer = any(
        each.name != department.name
        and each.name.startswith(stretch.text[start:end])
        and stretch.text.startswith(each.name, start)
        for each in registers.departments
    )
    if longer or (end - start > _LEAST + 2 and _GOES_ON.match(stretch.text, end)):
        return False
    ended = department.end.year if department.end else date.max.year
    past = _PAST.search(stretch.text) or any(int(year) <= ended for year in _YEAR.findall(stretch.text))
    return stretch.is_running(start) and not past


def _hint(department: Department, departments: Departments, on: date) -> str:
    waiting, found = list(department.successors), []
    while waiting:
        each = departments.of_id(waiting.pop(0))
        if each and each.ended(on):
            waiting += each.successors
        elif each:
            found.append(f"`{each.name}`")
    names = " or ".join(dict.fromkeys(found))
    return f"name what took its place, {names}" if names else "name what took its place"
