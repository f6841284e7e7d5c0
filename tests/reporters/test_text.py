"""Findings for people: the caret under a fault, whatever stands before it."""

import unicodedata

import pytest

from reportgen.findings import Span
from reportgen.reporters import Results
from reportgen.reporters.text import render_finding
from tests.reporters.findings import make_finding


@pytest.mark.parametrize(
    ("before", "fault", "column", "width"),
    [
        ("  We say ", "that that", 9, 9),
        (unicodedata.normalize("NFD", "  tŷ été "), "that that", 9, 9),
        ("  日本語 ", "that that", 9, 9),
        ("  ｆｕｌｌ ", "that", 11, 4),
        ("  Dŵr ", unicodedata.normalize("NFD", "tŷ tŷ"), 6, 5),
        ("  We ", "日本", 5, 4),
    ],
)
def test_the_caret_stands_under_the_fault(before: str, fault: str, column: int, width: int) -> None:
    line = f"{before}{fault} grow."
    span = Span(1, len(before) + 1, 1, len(before + fault) + 1)
    results = Results([], 1, lambda _, __: line)
    shown = render_finding(make_finding(span=span), results).split("\n")
    assert shown[-1] == f"   | {' ' * column}{'^' * width}"


def test_a_long_line_is_cut_and_its_caret_stays() -> None:
    line = "日本語 " * 40 + "that that" + " 日本語" * 40
    start = line.index("that")
    results = Results([], 1, lambda _, __: line)
    *_, excerpt, caret = render_finding(make_finding(span=Span(1, start + 1, 1, start + 10)), results).split(
        "\n"
    )
    before = excerpt[: excerpt.index("that")]
    assert caret.index("^") == len(before) + sum(
        unicodedata.east_asian_width(letter) == "W" for letter in before
    )
