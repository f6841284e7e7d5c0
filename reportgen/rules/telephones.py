"""Telephone numbers of the UK: where they stand in a line, and how they are spaced (Ofcom, National Telephone Numbering Plan)."""

import re
from collections.abc import Iterator

NUMBER = re.compile(r"(?<![\w+(])\(?0[0-9 \u00a0().-]{8,18}[0-9](?!\w)")
"""A number as it is dialled inside the country, with whatever stands between its digits."""

_LENGTH = 11
_MOBILE = re.compile(r"(?:0|\+44 ?(?:\(0\) ?)?)7(?:[1-5]|[7-9]|624)")
_FORMS = (
    (re.compile(r"02[03489]"), (3, 4, 4)),
    (re.compile(r"011[3-8]|01[2-69]1|03|08(?:00|08|4[3-5]|7[0-3])|09"), (4, 3, 4)),
    (re.compile(r"013873|015242|01539[456]|01697[3467]|01768[347]|019467|01[78]1|07[06](?!24)"), ()),
    (re.compile(r"01|07"), (5, 6)),
)
"""Beginnings of numbers and the lengths of their groups; none for codes of six digits, and for those that London once had."""


def numbers(line: str) -> Iterator[re.Match[str]]:
    """The whole numbers in a line, but none where one of them is written for callers from abroad."""
    if "+" not in line:
        yield from (match for match in NUMBER.finditer(line) if len(digits(match[0])) == _LENGTH)


def digits(number: str) -> str:
    """The digits of a number alone."""
    return re.sub(r"[^0-9]", "", number)


def spaced(number: str) -> str:
    """A number of eleven digits with its spaces where they belong; empty where that is not certain."""
    dialled = digits(number)
    groups = next((groups for begins, groups in _FORMS if begins.match(dialled)), ())
    if not groups or (
        dialled[1] in "12" and dialled[groups[0]] in "01"
    ):  # local numbers seldom start so: it may be a slip
        return ""
    starts = [sum(groups[:index]) for index in range(len(groups))]
    return " ".join(dialled[start : start + size] for start, size in zip(starts, groups, strict=True))


def is_mobile(line: str) -> bool:
    """Whether a line begins with the number of a mobile telephone."""
    return bool(_MOBILE.match(line.strip()))
