"""Keeps together what no line should end in: postcodes, days of a month, amounts with their units, titles with names.

Nor does a line begin with a dash between two parts of a sentence.
"""

from reportgen.startup.patterns import lazy_pattern

_NO_BREAK_SPACE = "\u00a0"

_TITLES = "Cllrs?|Councillor|Cyng|Cynghorydd|Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Baroness"
_UNITS = "bn|billion|m|mn|million|trillion|k|p|per cent|%"
_UNBROKEN = lazy_pattern(
    r"\b[A-Z]{1,2}\d[A-Z\d]? (?=\d[A-Z]{2}\b)"  # M2 7FJ
    rf"|\d (?=(?:{_UNITS})(?!\w))"  # £4 bn, 12 per cent
    r"|\b\d{1,2} (?=[A-Z][a-z]{2,9} (?:to |i )?\d)"  # 8 September 2023, 30 Medi i 2 Hydref 2024
    rf"|\b(?:{_TITLES})\.? (?:[A-Z]\.? )?(?=[^\W\d_a-z])"  # Cllr Jo Bloggs, Dr A Bloggs
)


def without_breaks(text: str) -> str:
    """Returns a text with no-break spaces where a line should not end; its words are the same to `str.split`."""
    unbroken = _UNBROKEN.sub(lambda match: match[0].replace(" ", _NO_BREAK_SPACE), text)
    return unbroken.replace(" – ", f"{_NO_BREAK_SPACE}– ")
