"""Every pattern of the program takes time in proportion to the text, whatever stands in it."""

import sys
from collections.abc import Iterator

import pytest

from tests.linear.near_matches import near_matches
from tests.linear.patterns import patterns
from tests.linear.steps import Counter, TooManySteps

BOUNDED = {
    "reportgen.schema.date_hints._BETWEEN": "looks at 80 characters, no date is longer",
    "reportgen.schema.date_hints._REST_OF_DATE": "looks at 80 characters, no date is longer",
    "reportgen.rules.varying_capitals._BEFORE": "looks at the 60 characters before a term",
    "reportgen.rules.year_format._NAME_BEFORE": "looks at the 60 characters before a year",
    "reportgen.writers._docx.xml._TEXT_RUN": "looks at markup of our own, in which every element ends",
}
"""The patterns that are handed a few characters alone, and what these are."""

_LENGTH = 60
_MOST_STEPS = 300_000
_USED = {
    name: used
    for name, used in patterns().items()
    if name not in BOUNDED and not name.startswith(("reportgen.verify", "reportgen.extract"))
}
"""Those of `verify` and `extract` work under limits of time and memory instead."""


@pytest.fixture(autouse=True)
def deep_recursion() -> Iterator[None]:
    """The counter goes one call deeper with each repeat."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(1_000_000)
    yield
    sys.setrecursionlimit(limit)


@pytest.mark.parametrize("name", _USED)
def test_a_near_match_of_twice_the_length_takes_at_most_twice_the_steps(
    name: str,
) -> None:
    used = _USED[name]
    counter = Counter(used.pattern.pattern, used.pattern.flags, _MOST_STEPS)
    texts = [
        near_matches(used.pattern.pattern, used.pattern.flags, _LENGTH * times) for times in (1, 2, 8, 16)
    ]
    for short, double, long, longer in zip(*texts, strict=True):
        looks_steep = _steps(counter, used.use, double) > 2.5 * max(_steps(counter, used.use, short), 240)
        if looks_steep:  # what a bounded repeat takes at most shows only with longer texts
            assert _steps(counter, used.use, longer) < 2.5 * _steps(counter, used.use, long), short


def _steps(counter: Counter, use: str, text: str) -> int:
    try:
        return int(getattr(counter, "search_all" if use == "search" else use)(text))
    except TooManySteps:
        return counter.most * max(len(text) // _LENGTH, 1)


@pytest.mark.parametrize(
    ("pattern", "text", "is_linear"),
    [
        (r"(?:a+)+b", "a", False),
        (r"a+b", "a", False),
        (r"(?<!a)a+b", "a", True),
        (r"a++b", "a", False),
        (r"\w+ \w+x", "a ", True),
        (r".*\.x", "a.", False),
        (r"(?:ab|cd)*c", "ab", False),
        (r"[^b]{1,5}b", "a", True),
    ],
)
def test_the_counter_tells_steep_patterns_from_others(pattern: str, text: str, is_linear: bool) -> None:
    counter = Counter(pattern, 0, 30_000)
    counts = [_steps(counter, "search", text * length) for length in (10, 20)]
    assert (counts[1] < 2.5 * counts[0]) is is_linear
