"""Reads dates back from the words in which a report says them."""

from datetime import date
from typing import Any

from reportgen.schema.i18n import MONTHS
from reportgen.startup.patterns import lazy_pattern

_DAY = r"(?:(?P<{0}day>\d{{1,2}}) )?(?:(?P<{0}month>[^\W\d_]+) )?(?P<{0}year>\d{{4}})?"
_SINGLE = lazy_pattern(_DAY.format(""))
_YEAR = lazy_pattern(r"\d{4}")
_RANGE = lazy_pattern(r"(?P<first>.+?) (?:to|i|–|-) (?P<last>.+)|(?P<joined>\d{1,2})[–-](?P<rest>\d{1,2} .+)")


def date_of_words(words: str, language: str) -> Any:
    """Returns a date as a dataset writes it, read from words such as `21 May 2024`; None for other words."""
    single = _single_date(words, language)
    if single is not None:
        return single
    for match in _RANGE.finditer(words):
        first, last = match["first"] or match["joined"], match["last"] or match["rest"]
        end = _single_date(last, language)
        start = _single_date(_completed(first, last), language)
        if end and start and start <= end:
            return {"start": start, "end": end}
    return None


def _completed(first: str, last: str) -> str:
    """Returns the first day or month of a range with what only the last one names: the month and the year, or the year."""
    words, parts = first.split(), last.split()
    if _YEAR.fullmatch(words[-1]):
        return first
    missing = 3 - len(words) if words[0][0].isdecimal() else 1
    return " ".join([first, *parts[len(parts) - missing :]]) if 0 < missing < 3 else first


def _single_date(words: str, language: str) -> str | None:
    match = _SINGLE.fullmatch(words)
    if not match or not match["year"] or (match["day"] and not match["month"]):
        return None
    year = match["year"]
    if not match["month"]:
        return year
    months = [month.casefold() for month in MONTHS[language]]
    name = match["month"].casefold()
    if name not in months:
        return None
    month = months.index(name) + 1
    if not match["day"]:
        return f"{year}-{month:02}"
    try:
        return date(int(year), month, int(match["day"])).isoformat()
    except ValueError:
        return None
