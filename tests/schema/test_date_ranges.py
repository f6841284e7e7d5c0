"""A range of dates is said as precisely as the dataset gives it, and its words mean the same range again."""

import pytest

from reportgen.pull.dates import date_of_words
from reportgen.schema.i18n import date_in_words
from reportgen.schema.values import _date

RANGES = {
    ("2023-09", "2024-03"): "September 2023 to March 2024",
    ("2023-04", "2023-06"): "April to June 2023",
    ("2022", "2024"): "2022 to 2024",
    ("2023-09-01", "2024-03-31"): "1 September 2023 to 31 March 2024",
    ("2023-09-01", "2024-03"): "1 September 2023 to 31 March 2024",
    ("2024-02-22", "2024-02-23"): "22 to 23 February 2024",
}


@pytest.mark.parametrize(("ends", "words"), RANGES.items(), ids=RANGES.values())
def test_a_range_in_words(ends: tuple[str, str], words: str) -> None:
    start, end = ends
    assert date_in_words(_date({"start": start, "end": end}), "en-GB") == words
    if len(start) == len(end):
        assert date_of_words(words, "en-GB") == {"start": start, "end": end}


def test_a_range_in_welsh() -> None:
    words = date_in_words(_date({"start": "2023-04", "end": "2023-06"}), "cy-GB")
    assert words == "Ebrill i Mehefin 2023"
    assert date_of_words(words, "cy-GB") == {"start": "2023-04", "end": "2023-06"}


def test_one_month_is_no_range() -> None:
    assert date_in_words(_date({"start": "2023-04", "end": "2023-04"}), "en-GB") == "April 2023"
