"""RG503: a department or body that no longer existed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from reportgen.findings import At, Problem, Severity
from reportgen.lint import Context, rule
from reportgen.registers import Registers
from reportgen.registers.departments import Department, Departments
from reportgen.rules.department_names import FieldText, find_field_texts, find_whole_words, is_of_department
from reportgen.schema.i18n import date_in_words, month_in_words
from reportgen.schema.models import Report
from reportgen.schema.values import Date
from reportgen.startup.patterns import lazy_pattern

_SPEAKS_OF_THE_PAST = lazy_pattern(
    r"\b(?:[Ff]ormer(?:ly)?|then|[Pp]reviously|predecessors?|[Rr]enamed|[Rr]eplaced|[Bb]ecame|[Ss]uccee(?:d|ded|ds)|[Ss]uccessors?"
    r"|now|[Uu]ntil|abolished|merged|dissolved)\b"
)
_YEAR = lazy_pattern(r"\b(?:19|20)[0-9]{2}\b")
_CONTINUATION = lazy_pattern(r",? (?:(?:and|&|of|for) )?[A-Z]")
"""A name that continues with a capital is a longer one, of another body."""

_MIN_LETTERS = 4
"""An abbreviation with fewer letters can mean something else in running text."""


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
    bearers_by_name = _bearers_of_ended_names(departments)
    reported_names: set[str] = set()
    for field_text in find_field_texts(context, *map(str.lower, bearers_by_name)):
        entry_date, is_name_alone = _entry_date(report, field_text.at), is_of_department(field_text)
        dates = entry_date or report.period
        for name, bearers in bearers_by_name.items():
            if name in reported_names or name not in field_text.text:
                continue
            department = _last_bearer(bearers, dates.start, dates.end)
            if department is None or (len(name) < _MIN_LETTERS and not is_name_alone):
                continue
            for start, end in find_whole_words(field_text.text, name):
                if _is_meant(field_text, start, end, department, context.registers):
                    if not is_name_alone:
                        reported_names.add(name)
                    message = _message(name, department, bearers, entry_date, dates.end)
                    hint = _hint(department, departments, dates.end)
                    yield Problem(field_text.at, message, hint, field_text.part(start, end))
                    break


@lru_cache(maxsize=16)
def _bearers_of_ended_names(departments: Departments) -> Mapping[str, Sequence[Department]]:
    """Returns each name and abbreviation of a department that has ended, with all departments that ever bore it."""
    bearers_by_name: dict[str, list[Department]] = {}
    for department in departments:
        for name in filter(None, (department.name, department.abbreviation)):
            bearers_by_name.setdefault(name, []).append(department)
    return {
        name: bearers
        for name, bearers in bearers_by_name.items()
        if any(department.end for department in bearers)
    }


def _last_bearer(bearers: Sequence[Department], first: date, last: date) -> Department | None:
    """Returns the department that bore a name last before some days; None if one bore it on any of these days."""
    if any(not bearer.has_ended(first) and (bearer.start or date.min) <= last for bearer in bearers):
        return None
    ended = (bearer for bearer in bearers if bearer.has_ended(first))
    return max(ended, key=lambda bearer: bearer.end or date.min, default=None)


def _entry_date(report: Report, at: At) -> Date | None:
    """Returns the date of the entry to which a path leads."""
    if at[0] == "government" and isinstance(at[1], int):
        return report.government[at[1]].date
    if at[0] == "activities" and len(at) > 2 and isinstance(at[2], int):
        return getattr(getattr(report.activities, str(at[1]))[at[2]], "date", None)
    return None


def _is_meant(
    field_text: FieldText, start: int, end: int, department: Department, registers: Registers
) -> bool:
    """Whether a text means this department, not one with a longer name, and speaks of it as if it still existed."""
    text = field_text.text
    begins_longer_name = any(
        other.name != department.name
        and other.name.startswith(text[start:end])
        and text.startswith(other.name, start)
        for other in registers.departments
    )
    if begins_longer_name or (end - start > _MIN_LETTERS + 2 and _CONTINUATION.match(text, end)):
        return False
    end_year = department.end.year if department.end else date.max.year
    speaks_of_the_past = _SPEAKS_OF_THE_PAST.search(text) or any(
        int(year) <= end_year for year in _YEAR.findall(text)
    )
    return field_text.is_running(start) and not speaks_of_the_past


def _message(
    name: str, department: Department, bearers: Sequence[Department], entry_date: Date | None, last: date
) -> str:
    before = date_in_words(entry_date, "en-GB") if entry_date else "the report's period"
    message = f"`{name}` ended in {month_in_words(department.end or date.max)}, before {before}"
    later_starts = [bearer.start for bearer in bearers if bearer.start and bearer.start > last]
    if later_starts:
        message += f", and came back in {month_in_words(min(later_starts))}"
    return message


def _hint(department: Department, departments: Departments, on: date) -> str:
    queue, names = list(department.successors), list[str]()
    while queue:
        successor = departments.find_by_id(queue.pop(0))
        if successor and successor.has_ended(on):
            queue += successor.successors
        elif successor:
            names.append(f"`{successor.name}`")
    listed = " or ".join(dict.fromkeys(names))
    return f"name what took its place, {listed}" if listed else "name what took its place"
