"""Reads dates and periods as officers write them, for hints that offer them in the dataset's form."""

import re

from reportgen.schema.i18n import MONTHS

_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_ISO_SHORT = re.compile(r"(\d{4})[/.-](\d{1,2})(?:[/.-](\d{1,2}))?", re.ASCII)
_WORDS = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)? +(?:of +)?)?([A-Za-zŵŷâêîôû]{3,}),? +(\d{4})", re.ASCII)
_YEARS = re.compile(r"(?P<first>(?:20)?\d{2}) *(?:/|-|–|to) *(?P<second>(?:20)?\d{2})")


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
