"""Reads dates and periods as officers write them, for hints that offer them in the dataset's form."""

import re

from reportgen.schema.i18n import MONTHS
from reportgen.startup.patterns import lazy_pattern

_NUMBERS = lazy_pattern(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_ISO_SHORT = lazy_pattern(r"(\d{4})[/.-](\d{1,2})(?:[/.-](\d{1,2}))?", re.ASCII)
_WORDS = lazy_pattern(r"(?:(\d{1,2})(?:st|nd|rd|th)? +(?:of +)?)?([A-Za-zŵŷâêîôû]{3,}),? +(\d{4})", re.ASCII)
_BETWEEN = lazy_pattern(r" +(?:to|until|and|i) +| *[-–—&/] *")
_REST_OF_DATE = lazy_pattern(r"(?P<month>[^\W\d_]{3,}),? +(?P<year>\d{4})\s*$")
_YEARS = lazy_pattern(r"(?P<first>(?:20)?\d{2}) *(?:/|-|–|to) *(?P<second>(?:20)?\d{2})")


_FORM = "write `2024-05-21`, `2024-05` or `2024`"
_LONGEST = 80
"""How many characters a date in words or a range of dates may have."""


def date_hint(text: str, *, may_be_range: bool) -> str:
    """The hint about a text in place of a date: the date or the range of dates that it means, else how dates are written."""
    if len(text) > _LONGEST:
        return _FORM
    if date := meant_date(text):
        return f"did you mean `{date}`?"
    if may_be_range and (dates := meant_range(text)):
        return f"write `{{start: {dates[0]}, end: {dates[1]}}}`"
    return _FORM


def meant_date(text: str) -> str | None:
    """The date that a text means, as `2024-09-24`: `24/09/2024` (the day first, as in Britain), `5 March 2025`, `2024-3-5`."""
    text = text.strip()
    if match := _NUMBERS.fullmatch(text):
        day, month, year = match.groups()
        return _iso_date(year, int(month), day)
    if match := _ISO_SHORT.fullmatch(text):
        year, month, day = match.groups()
        return _iso_date(year, int(month), day)
    if match := _WORDS.fullmatch(text):
        day, month, year = match.groups()
        number = _month_number(month)
        return _iso_date(year, number, day) if number else None
    return None


def meant_range(text: str) -> tuple[str, str] | None:
    """The start and end that a text means, as in `2023-11-19 to 2023-11-21`, `9-10 October 2024` or `30 May – 2 June 2024`."""
    for between in _BETWEEN.finditer(text):
        first, end = text[: between.start()].strip(), meant_date(text[between.end() :])
        rest = _REST_OF_DATE.search(text[between.end() :])
        if end is None:
            continue
        of_end = (f" {rest['month']} {rest['year']}", f" {rest['year']}") if rest else ()
        starts = (meant_date(f"{first}{added}") for added in ("", *of_end))
        start = next(filter(None, starts), None)
        if start and start <= end:
            return start, end
    return None


def _month_number(beginning: str) -> int | None:
    """The first month, in any language, whose name begins like this."""
    numbered = [month for names in MONTHS.values() for month in enumerate(names, 1)]
    return next((number for number, name in numbered if name.lower().startswith(beginning.lower())), None)


def _iso_date(year: str, month: int, day: str | None) -> str | None:
    if not 1 <= month <= 12 or (day and not 1 <= int(day) <= 31):
        return None
    return f"{year}-{month:02}" + (f"-{int(day):02}" if day else "")


def meant_period(text: str) -> str | None:
    """The financial year that a text means, as `2024/25`: `2024-25`, `2024/2025`, `24/25`, `2024 to 2025`."""
    match = _YEARS.fullmatch(text.strip())
    if not match:
        return None
    first, second = (int(match[name]) % 100 for name in ("first", "second"))
    return f"20{first:02}/{second:02}" if (first + 1) % 100 == second else None
