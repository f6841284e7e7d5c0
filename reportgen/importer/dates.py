"""Reads dates as people write them: `14th March 2024`, `Mar 2024`, `14/03/2024`, `9–10 October 2024`, in English and Welsh."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from reportgen.pull.dates import date_of_words
from reportgen.schema.i18n import MONTHS
from reportgen.startup.patterns import lazy_pattern

_ISO = lazy_pattern(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_SLASHED = lazy_pattern(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>(?:19|20)\d{2})")
_ORDINAL = lazy_pattern(r"(?<=\d)(?:st|nd|rd|th|af|ail|ydd|fed|eg|ain)\b", re.IGNORECASE)
_WEEKDAY = lazy_pattern(r"^(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+", re.IGNORECASE)
_PERIOD = lazy_pattern(r"\b(20\d{2})\s*[/–-]\s*(?:20)?(\d{2})\b(?![-/]\d)")
_SHORT = {name[:length].casefold(): name for length in (3, 4) for name in MONTHS["en-GB"]}
_NAMES = "|".join(name for names in MONTHS.values() for name in names)
_MONTH_AND_YEAR = lazy_pattern(rf"\b({_NAMES})\s+(20\d{{2}})\b")


def date_of(text: str) -> Any:
    """Returns a date as a dataset writes it; None for words that are no date."""
    words = " ".join(text.strip(" .,;()").split())
    if _ISO.fullmatch(words):
        return words
    if match := _SLASHED.fullmatch(words):
        words = f"{int(match['day'])} {_month(match['month'])} {match['year']}"
    words = _WEEKDAY.sub("", _ORDINAL.sub("", words)).replace(" and ", " to ")
    words = re.sub(
        r"[A-Za-z]{3,4}(?=\.?\s)\.?",
        lambda found: _SHORT.get(found[0].strip(".").casefold(), found[0]),
        words,
    )
    words = (
        re.sub(r"(?<!\s)\s*[–-]\s*", "–", words) if re.match(r"\d{1,2}\s*[–-]\s*\d{1,2}\s", words) else words
    )
    return next((date for language in MONTHS if (date := date_of_words(words, language)) is not None), None)


def _month(number: str) -> str:
    return MONTHS["en-GB"][int(number) - 1] if 1 <= int(number) <= 12 else ""


def period_of(text: str) -> str:
    """Returns the financial year that a line names, as a dataset writes it; empty where it names none."""
    for match in _PERIOD.finditer(text):
        if (int(match[1]) + 1) % 100 == int(match[2]):
            return f"{match[1]}/{match[2]}"
    return ""


def likely_period(text: str) -> str:
    """Returns the financial year in which most of the months lie that a text names; empty where it names none."""
    years = Counter(_financial_year(*match.groups()) for match in _MONTH_AND_YEAR.finditer(text))
    if not years:
        return ""
    most = max(years.values())
    year = min(year for year, count in years.items() if count == most)
    return f"{year}/{(year + 1) % 100:02}"


def _financial_year(month: str, year: str) -> int:
    number = next(names.index(month) for names in MONTHS.values() if month in names) + 1
    return int(year) - (number < 4)


def dates_of(text: str) -> Iterator[Any]:
    """Yields the dates of a list between commas or semicolons; nothing where one of its entries is no date."""
    dates = [
        date_of(piece) for piece in re.split(r"\s*[;,\n]\s*(?:and\s+)?|\s+and\s+", text) if piece.strip()
    ]
    if dates and all(dates):
        yield from dates
