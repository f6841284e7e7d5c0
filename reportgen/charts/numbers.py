"""Reads amounts as officers write them in tables, and writes sums of them."""

import re
from dataclasses import dataclass

from reportgen.startup.patterns import lazy_pattern

_AMOUNT = lazy_pattern(
    r"(?P<open>\()?(?P<minus>[-–\u2212])?(?P<currency>[£€$])?(?P<second>[-–\u2212])?"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?"
    r"(?P<unit>%|p|k|m|bn|million|billion|per cent)?(?P<close>\))?",
    re.IGNORECASE,
)
_BLANKS = frozenset({"", "-", "–", "—", "n/a", "none", "nil", "dim"})
_FACTORS = {"k": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
_UNITS = {"%": "%", "per cent": "%", "p": "p"}
_TOO_LARGE = 1e15
"""Numbers from here on are not kept to the last digit, and those of hundreds of digits are none at all."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit: a sign of money, `%`, `p`, or nothing."""

    value: float
    unit: str = ""


def is_blank(text: str) -> bool:
    """Tells whether a cell says that there is no amount."""
    return text.strip().casefold() in _BLANKS


def read_amount(text: str) -> Amount | None:
    """Reads an amount; None where a text is none, or one that is too large to be drawn.

    Brackets and dashes before it make it negative, as accountants write.
    """
    match = _AMOUNT.fullmatch(text.strip())
    if not match or bool(match["open"]) != bool(match["close"]):
        return None
    unit = (match["unit"] or "").casefold()
    value = round(float(match["number"].replace(",", "")) * _FACTORS.get(unit, 1), 6)
    if value >= _TOO_LARGE:
        return None
    is_negative = match["open"] or match["minus"] or match["second"]
    return Amount(-value if is_negative else value, match["currency"] or _UNITS.get(unit, ""))


def write_amount(value: float, unit: str) -> str:
    """Writes an amount as house style does: `£27,500`, `12.5%`."""
    rounded = round(value, 2)
    digits = f"{abs(rounded):,.2f}".rstrip("0").rstrip(".") if rounded % 1 else f"{abs(rounded):,.0f}"
    sign = "\u2212" if rounded < 0 else ""
    return f"{sign}{digits}{unit}" if unit in ("%", "p") else f"{sign}{unit}{digits}"
