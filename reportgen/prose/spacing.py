"""Keeps together what no line should end in: postcodes, amounts with their units, and titles with names."""

from reportgen.startup.patterns import lazy_pattern

_NO_BREAK_SPACE = "\u00a0"

_TITLES = "Cllrs?|Councillor|Cyng|Cynghorydd|Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Baroness"
_UNITS = "bn|billion|m|mn|million|trillion|k|p|per cent|%"
_UNBROKEN = lazy_pattern(
    r"\b[A-Z]{1,2}\d[A-Z\d]? (?=\d[A-Z]{2}\b)"  # M2 7FJ
    rf"|\d (?=(?:{_UNITS})(?!\w))"  # £4 bn, 12 per cent
    rf"|\b(?:{_TITLES})\.? (?:[A-Z]\.? )?(?=[^\W\d_a-z])"  # Cllr Jo Bloggs, Dr A Bloggs
)


def without_breaks(text: str) -> str:
    """Returns a text with no-break spaces where a line should not end; its words are the same to `str.split`."""
    return _UNBROKEN.sub(lambda match: match[0].replace(" ", _NO_BREAK_SPACE), text)
