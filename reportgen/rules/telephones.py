"""Telephone numbers of the UK: finds them in a line, and spaces them (Ofcom, National Telephone Numbering Plan)."""

import re
from collections.abc import Iterator

from reportgen.startup.patterns import lazy_pattern

_NUMBER = lazy_pattern(r"(?<![\w+(])\(?0[0-9 \u00a0().-]{8,18}[0-9](?!\w)")
"""A number as it is dialled inside the country, with spaces, brackets, stops and hyphens between its digits."""

_DIGIT_COUNT = 11
_MOBILE = lazy_pattern(r"(?:0|\+44 ?(?:\(0\) ?)?)7(?:[1-5]|[7-9]|624)")
_GROUPS_BY_PREFIX = (
    (lazy_pattern(r"02[03489]"), (3, 4, 4)),
    (lazy_pattern(r"011[3-8]|01[2-69]1|03|08(?:00|08|4[3-5]|7[0-3])|09"), (4, 3, 4)),
    (lazy_pattern(r"013873|015242|01539[456]|01697[3467]|01768[347]|019467|01[78]1|07[06](?!24)"), ()),
    (lazy_pattern(r"01|07"), (5, 6)),
)
"""The first digits of numbers, and the lengths of their groups.

No groups are given for codes of six digits, London's former codes (0171, 0181), personal numbers and pagers (070, 076).
"""


def find_numbers(line: str) -> Iterator[re.Match[str]]:
    """Finds the complete numbers in a line; none if one of them is written for callers from abroad."""
    if "+" not in line:
        yield from (match for match in _NUMBER.finditer(line) if len(_digits(match[0])) == _DIGIT_COUNT)


def _digits(number: str) -> str:
    return re.sub(r"[^0-9]", "", number)


def correctly_spaced(number: str) -> str:
    """Returns a number of eleven digits with its spaces where they belong; empty if that is not certain."""
    digits = _digits(number)
    groups = next((groups for prefix, groups in _GROUPS_BY_PREFIX if prefix.match(digits)), ())
    if not groups:
        return ""
    if digits[1] in "12" and digits[groups[0]] in "01":  # local numbers seldom start so: it may be a slip
        return ""
    starts = [sum(groups[:index]) for index in range(len(groups))]
    return " ".join(digits[start : start + length] for start, length in zip(starts, groups, strict=True))


def is_mobile(line: str) -> bool:
    """Whether a line begins with the number of a mobile telephone."""
    return bool(_MOBILE.match(line.strip()))
