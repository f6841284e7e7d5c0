"""Comments that hide findings: on a line, behind a key, of several rules at once."""

import pytest

from reportgen.pipeline import check_source
from reportgen.source import read
from tests.cli.running import MINIMAL, SEED


def codes(text: str) -> list[str]:
    shown = {"RG601", "RG602", "RG010", "RG011", "RG621"}
    findings = check_source(read(text, "x.yaml"), SEED.with_name("x.yaml")).findings
    return [finding.code.id for finding in findings if finding.code.id in shown]


def aims(text: str) -> str:
    return MINIMAL.replace("aims: We speak for cities.", text)


@pytest.mark.parametrize(
    "text",
    [
        "aims: We we speak.  # reportgen: ignore RG601",
        "aims: |  # reportgen: ignore RG601\n  We we speak.",
        "aims: >  # reportgen: ignore RG601, because it is said so\n  We speak\n  for for cities.",
        "aims:  # reportgen: ignore RG601\n  We we speak\n  for cities.",
        "aims: 'We we speak.'  # reportgen: ignore RG6",
        "aims: We we speak for the cities of Britain  # reportgen: ignore RG601 RG602",
        "aims: We we speak.  #reportgen:ignore rg601",
        'aims: "We we speak\n  for cities."  # reportgen: ignore RG601',
        "aims: 'We speak\n  for for\n\n  cities.'  # reportgen: ignore RG601",
        "aims: We we speak\n  for cities.  # reportgen: ignore RG601",
        "aims:\n  We we speak\n  for cities.  # reportgen: ignore RG601",
        "aims: We speak.\nsections: [{title: A,\n  text: We we\n  speak.}, {title: B,\n  text: C}]  # reportgen: ignore RG601",
        "aims: We speak.\nsections: [\n  {title: A,\n   text: We we speak.}  # reportgen: ignore RG601\n ]",
    ],
)
def test_a_comment_keeps_a_rule_quiet(text: str) -> None:
    assert codes(aims(text)) in ([], ["RG011"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("aims: We we speak.  # reportgen: ignore RG602", ["RG601", "RG010"]),
        ("aims: We speak.  # reportgen: ignore", ["RG010"]),
        ("aims: We speak.  # reportgen: ignore RG101", ["RG010"]),
        ('aims: "We we speak. # reportgen: ignore RG601"', ["RG601", "RG602"]),
        ("aims: |\n  We we speak. # reportgen: ignore RG601", ["RG601", "RG602"]),
        ("# reportgen: ignore RG601\naims: We we speak.", ["RG010", "RG601"]),
        ("aims: We we speak.\nsubmitted: 2024-06-30  # reportgen: ignore RG601", ["RG010", "RG601"]),
        ("sections:\n  - text: We we speak.\n  - title: B  # reportgen: ignore RG601", ["RG010", "RG601"]),
    ],
)
def test_what_hides_nothing_is_told(text: str, expected: list[str]) -> None:
    assert sorted(codes(aims(text))) == sorted(expected)
