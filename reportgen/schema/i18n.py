"""Words in each language of the form: dates, periods, and the fixed words of the dataset."""

from collections.abc import Sequence
from datetime import date

from reportgen.schema.values import Date, Period

MONTHS: dict[str, tuple[str, ...]] = {
    "en-GB": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "cy-GB": (
        "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin",
        "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr",
    ),
}  # fmt: skip
_BETWEEN_DATES = {"en-GB": "to", "cy-GB": "i"}


def day_in_words(when: date, language: str = "en-GB") -> str:
    """A day in words: `21 May 2024`."""
    return f"{when.day} {month_in_words(when, language)}"


def month_in_words(when: date, language: str = "en-GB") -> str:
    """A month in words: `May 2024`."""
    return f"{MONTHS[language][when.month - 1]} {when.year}"


def date_in_words(when: Date, language: str) -> str:
    """A date in words, as precise as the dataset gives it; a range goes from its first day, month or year to its last."""
    match when.precision:
        case "year":
            return str(when.start.year)
        case "month":
            return month_in_words(when.start, language)
        case "day":
            return day_in_words(when.start, language)
        case "range":
            return range_in_words(when.start, when.end, language)
        case "range of months":
            return _months_in_words(when.start, when.end, language)
        case "range of years":
            return _ends_in_words(str(when.start.year), str(when.end.year), language)


def _months_in_words(start: date, end: date, language: str) -> str:
    """A range of months in words: `September 2023 to March 2024`, `April to June 2023`."""
    first_month, last_month = (month_in_words(month, language) for month in (start, end))
    if start.year == end.year and first_month != last_month:
        first_month = MONTHS[language][start.month - 1]
    return _ends_in_words(first_month, last_month, language)


def _ends_in_words(first: str, last: str, language: str) -> str:
    return first if first == last else f"{first} {_BETWEEN_DATES[language]} {last}"


def range_in_words(start: date, end: date, language: str) -> str:
    """A range of days in words: `9 to 10 October 2024`, `30 September to 2 October 2024`, `1 April 2023 to 31 March 2024`."""
    first_day = day_in_words(start, language)
    if (start.year, start.month) == (end.year, end.month):
        first_day = str(start.day)
    elif start.year == end.year:
        first_day = f"{start.day} {MONTHS[language][start.month - 1]}"
    return f"{first_day} {_BETWEEN_DATES[language]} {day_in_words(end, language)}"


def period_in_words(period: Period, language: str) -> str:
    """A period in words: `2023/24` for a financial year, else its first and last day."""
    return period.label or range_in_words(period.start, period.end, language)


def periods_in_words(periods: Sequence[Period], language: str) -> str:
    """Several periods in words: `2021/22 to 2023/24` for financial years, else the first and the last day of them all."""
    first = min(periods, key=lambda period: period.start)
    last = max(periods, key=lambda period: period.end)
    if all(period.label for period in periods):
        return f"{first.label} {_BETWEEN_DATES[language]} {last.label}"
    return range_in_words(first.start, last.end, language)


_WELSH_CHOICES = {
    "full": "llawn",
    "corporate": "corfforaethol",
    "associate": "cyswllt",
    "affiliate": "cysylltiedig",
    "corresponding": "gohebol",
    "contributing": "cyfrannol",
    "department": "adran",
    "public body": "corff cyhoeddus",
    "charity": "elusen",
    "university": "prifysgol",
    "business": "busnes",
    "other": "arall",
    "bar": "barrau",
    "stacked": "barrau wedi'u pentyrru",
    "line": "llinell",
}


def choice_in_words(word: str, language: str) -> str:
    """One of the dataset's fixed words, such as a member's kind, in the report's language."""
    return _WELSH_CHOICES.get(word, word) if language == "cy-GB" else word


_WELSH_REGIONS = {
    "North East": "Gogledd-ddwyrain Lloegr",
    "North West": "Gogledd-orllewin Lloegr",
    "Yorkshire and The Humber": "Swydd Efrog a'r Humber",
    "East Midlands": "Dwyrain Canolbarth Lloegr",
    "West Midlands": "Gorllewin Canolbarth Lloegr",
    "East of England": "Dwyrain Lloegr",
    "London": "Llundain",
    "South East": "De-ddwyrain Lloegr",
    "South West": "De-orllewin Lloegr",
    "England": "Lloegr",
    "Wales": "Cymru",
    "Scotland": "Yr Alban",
    "Northern Ireland": "Gogledd Iwerddon",
}


def region_in_words(region: str, language: str) -> str:
    """A region or nation of the United Kingdom in the report's language."""
    return _WELSH_REGIONS.get(region, region) if language == "cy-GB" else region


MEMBERSHIP_CHANGES = {"en-GB": ("joined", "left"), "cy-GB": ("ymunodd", "gadawodd")}
"""The words before the dates on which a member joined and left."""
