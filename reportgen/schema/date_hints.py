"""Dates and periods as officers write them, in the form that a dataset has them in: for hints."""

import re

from reportgen.schema.i18n import MONTHS

_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_ISO_SHORT = re.compile(r"(\d{4})[/.-](\d{1,2})(?:[/.-](\d{1,2}))?", re.ASCII)
_WORDS = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)? +(?:of +)?)?([A-Za-zŵŷâêîôû]{3,}),? +(\d{4})", re.ASCII)
_YEARS = re.compile(r"(?P<first>(?:20)?\d{2}) *(?:/|-|–|to) *(?P<second>(?:20)?\d{2})")


def meant_date(text: str) -> str | None:
    """The date that a text means, as `2024-09-24`: `24/09/2024` (the day first, as in Britain), `5 March 2025`, `2024-3-5`."""
    if match := _NUMBERS.fullmatch(text.strip()):
        day, month, year = match.groups()
        return _iso(year, month, day)
    if match := _ISO_SHORT.fullmatch(text.strip()):
        return _iso(*match.groups())
    if match := _WORDS.fullmatch(text.strip()):
        day, name, year = match.groups()
        known = [month for months in MONTHS.values() for month in enumerate(months, 1)]
        number = next((number for number, month in known if month.lower().startswith(name.lower())), None)
        return _iso(year, str(number), day) if number else None
    return None


def _iso(year: str, month: str, day: str | None) -> str | None:
    if not 1 <= int(month) <= 12 or (day and not 1 <= int(day) <= 31):
        return None
    return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")


def meant_period(text: str) -> str | None:
    """The financial year that a text means, as `2024/25`: `2024-25`, `2024/2025`, `24/25`, `2024 to 2025`."""
    match = _YEARS.fullmatch(text.strip())
    if not match:
        return None
    first, second = (int(match[name]) % 100 for name in ("first", "second"))
    return f"20{first:02}/{second:02}" if (first + 1) % 100 == second else None
