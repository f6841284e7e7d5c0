"""The rules, each on small datasets: `rg201-….yaml` is a case of rule RG201, and marks its faulty lines.

A case that needs several years is a folder of them. A case holds only what it needs: that the rest of a dataset is missing
(RG102) counts for nothing here. One whose name ends with `-govuk` is checked by the style of GOV.UK, all others by the LGA's.
"""

from pathlib import Path

import pytest

from reportgen.config import Profile, Settings
from reportgen.findings import Severity
from reportgen.lint import Rule
from reportgen.pipeline import check
from reportgen.rules import all_rules
from tests.cases import cases, found, marks, named

CASES = [*cases("rules"), *cases("rules", "*/*.yaml")]
RULES = all_rules()


def rule_of(path: Path) -> str:
    """The rule that a case belongs to."""
    return named(path)[:5].upper()


@pytest.mark.parametrize("path", CASES, ids=named)
def test_a_case_is_found_faulty_where_it_says_so_and_nowhere_else(path: Path) -> None:
    profile = Profile.GOVUK if named(path).endswith("-govuk") else Profile.LGA
    checked = check(path, Settings(profile=profile))
    findings = [finding for finding in checked.findings if finding.code.id != "RG102"]
    assert found(findings, path) == marks(path)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.code.id))
def test_a_rule_has_faulty_and_clean_cases(rule: Rule) -> None:
    faulty = {
        any(mark.code == rule.code.id for mark in marks(path))
        for path in CASES
        if rule_of(path) == rule.code.id
    }
    assert faulty == {True, False}


def test_every_case_belongs_to_a_rule() -> None:
    assert {rule_of(path) for path in CASES} == {rule.code.id for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.code.id))
def test_a_rules_page_shows_a_faulty_and_a_right_example(rule: Rule) -> None:
    about = rule.code.about
    assert about.index("Faulty:") < about.index("Right:")
    assert about.split("\n\n")[0].endswith(".")


def test_the_weights_are_those_of_the_catalogue() -> None:
    errors = {rule.code.id for rule in RULES if rule.code.severity is Severity.ERROR}
    assert errors == {"RG201", "RG202", "RG203", "RG204", "RG209", "RG301", "RG302", "RG304", "RG401"}


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("rg503-before-it-came-back", "before May 2024, and came back in July 2024"),
        ("rg503-before-it-came-back", "`Department for Levelling Up, Housing and Communities`"),
        ("rg604-numbered-by-hand", "in place of `(a)`"),
        ("rg604-numbered-by-hand", "in place of `i.`"),
        ("rg604-numbered-by-hand", "add the list, or end the sentence with a full stop"),
    ],
)
def test_a_finding_offers_what_fits_its_place(case: str, words: str) -> None:
    (path,) = cases("rules", f"{case}.yaml")
    findings = [finding for finding in check(path).findings if finding.code.id == rule_of(path)]
    assert sum(words in f"{finding.message}; {finding.hint}" for finding in findings) == 1
