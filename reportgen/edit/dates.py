"""Understands dates as people type them."""

from typing import Any

from reportgen.schema.date_hints import meant_date, meant_range
from reportgen.schema.i18n import date_in_words, period_in_words
from reportgen.schema.model import shape_of
from reportgen.schema.values import Misread, Period, When, Year
from reportgen.startup.patterns import lazy_pattern

_LONGEST = 80
_YEARS = lazy_pattern(r"\s*(?:20)?(\d{2})\s*(?:/|-|–|to|i)\s*(?:20)?(\d{2})\s*")
_NOT_UNDERSTOOD = {
    "date": {
        "en-GB": "write a day, a month or a year, as in 21 May 2024, May 2024 or 2024",
        "cy-GB": "ysgrifennwch ddiwrnod, mis neu flwyddyn, fel 21 Mai 2024, Mai 2024 neu 2024",
    },
    "period": {
        "en-GB": "write a financial year, as in 2023/24, or two days, as in 1 April 2023 to 31 March 2024",
        "cy-GB": "ysgrifennwch flwyddyn ariannol, fel 2023/24, neu ddau ddiwrnod",
    },
}


def understood(kind: str, text: str, language: str) -> dict[str, Any]:
    """Returns what a text means as a date or a period: in words, and as the value for the dataset; or why it means none."""
    leaf = shape_of(Year if kind == "period" else When).leaf
    assert leaf is not None  # noqa: S101 (dates and periods are single values)
    for value in _readings(kind, text.strip()) if len(text) <= _LONGEST else ():
        try:
            when = leaf.read(value)
        except Misread:
            continue
        in_words = period_in_words if isinstance(when, Period) else date_in_words
        return {"text": in_words(when, language), "value": value}
    messages = _NOT_UNDERSTOOD["period" if kind == "period" else "date"]
    return {"error": messages.get(language, messages["en-GB"])}


def _readings(kind: str, text: str) -> list[Any]:
    """Returns the values that a text may mean, the surest first."""
    readings: list[Any] = [text]
    if kind == "period" and (match := _YEARS.fullmatch(text)):
        readings.append(f"20{match[1]}/{match[2]}")
    if (date := meant_date(text)) and kind != "period":
        readings.append(date)
    if dates := meant_range(text):
        readings.append({"start": dates[0], "end": dates[1]})
    return readings
